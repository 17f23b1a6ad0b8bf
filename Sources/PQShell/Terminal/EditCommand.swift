/// A function of the editor that keys can be bound to, beside libedit's own.
///
/// They stand where libedit's are missing, or wrong for text of several rows or in Chinese.
package enum EditCommand: String, CaseIterable, Sendable {
  case enter
  case newline
  case interrupt
  case endOfFile = "end-of-file"
  case suspend
  case clear
  case paste
  case rowStart = "row-start"
  case rowEnd = "row-end"
  case up
  case down
  case delete
  case forward
  case forwardWord = "forward-word"
  case complete
  case completeBackward = "complete-backward"
  case search
  case undo
  case redo
  case edit

  /// The name that `.editrc` and `bind` know: `pq-enter`.
  var name: String { "pq-" + rawValue }

  /// The keys that run it in the emacs map and vi's insert map, as libedit writes them.
  var keys: [String] {
    switch self {
    case .enter: ["^M", "^J"]
    case .newline, .paste, .delete, .completeBackward: []
    case .interrupt: ["^C"]
    case .endOfFile: ["^D"]
    case .suspend: ["^Z"]
    case .clear: ["^L"]
    case .rowStart: ["^A"]
    case .rowEnd: ["^E"]
    case .up: ["^P"]
    case .down: ["^N"]
    case .forward: ["^F"]
    case .forwardWord: ["\\ef", "\\eF"]
    case .complete: ["^I"]
    case .search: ["^R"]
    case .undo: ["^_", "^X^U"]
    case .redo: ["\\e_"]
    case .edit: ["^X^E"]
    }
  }

  /// The keys that run it in vi's command map.
  var commandKeys: [String] {
    switch self {
    case .enter: ["^M", "^J"]
    case .newline, .paste, .delete, .complete, .completeBackward, .forward, .forwardWord: []
    case .interrupt: ["^C"]
    case .endOfFile: ["^D"]
    case .suspend: ["^Z"]
    case .clear: ["^L"]
    case .rowStart: ["^A"]
    // libedit's own `$` and `^E` write before the buffer on an empty line and corrupt the heap.
    case .rowEnd: ["$", "^E"]
    case .up: ["k", "^P"]
    case .down: ["j", "^N"]
    case .search: ["/"]
    case .undo: ["u"]
    case .redo: ["^R"]
    case .edit: ["v"]
    }
  }
}

/// What the editor does after a command has run.
package enum EditOutcome: Sendable {
  /// The text may have changed.
  case changed
  /// The text is as it was; the cursor may have moved.
  case moved
  /// libedit is to act as if another key had been pressed, with the same count.
  case passed(to: SpecialKey)
  /// The line is done.
  case finished
}
