import Glibc

/// Edits statements at a terminal: libedit edits, the painter shows, this class connects them.
///
/// There is one in a program, on one thread: it is not Sendable, so that the compiler keeps it so.
package final class LineEditor: LineReading {
  package var hooks: LineEditorHooks
  let line: EditLine
  let keyboard: Keyboard
  var keys: KeyReader
  var painter: Painter
  var walk: HistoryWalk
  var undoLog = UndoLog()
  /// What lies over the line while Tab or Ctrl-R has the keys.
  var overlay = Overlay.none
  /// A line under the text, until the next key.
  var message: String?
  /// A key that was read and belongs to whoever reads next.
  var putBack: Key?
  /// How the line under way ends, once that is known.
  var ending: LineReadResult?
  /// Whether the program's own stop still has its SIGCONT to come.
  var expectsContinue = false
  private var historyHint = HistoryHint()
  private let historyFile: HistoryFile?
  /// The record of the statement kept last.
  private var record: String?
  private var emptyEndings = 0

  enum Overlay {
    case none
    case menu(CompletionMenu)
    case search(HistorySearch)
  }

  /// libedit can end a line for reasons of its own; only so many in a row are believed.
  private static let mostEmptyEndings = 100
  /// Coloring a longer text would be felt at each key.
  static let longestHighlighted = 1 << 16

  /// Makes the editor on standard input and output; `nil` if libedit cannot be set up.
  ///
  /// `program` is the name under which `.editrc` may address it.
  package init?(
    program: String, signals: SignalPipe, hooks: LineEditorHooks = LineEditorHooks(),
    history: HistoryFile? = nil, usesColor: Bool = true
  ) {
    guard let line = EditLine(program: program) else { return nil }
    self.line = line
    self.hooks = hooks
    historyFile = history
    keyboard = Keyboard(signals: signals)
    keys = KeyReader(source: keyboard)
    painter = Painter(usesColor: usesColor)
    walk = HistoryWalk(history?.entries() ?? [])
    for entry in walk.entries.suffix(EditLine.historySize) { line.remember(entry.text) }
    line.attach(to: self)
  }

  package func readStatement() -> LineReadResult {
    ending = nil
    walk.restart()
    painter.reset()
    undoLog = UndoLog()
    // A Ctrl-C that has already stopped a computation must not stop the next line too.
    while let signal = keyboard.signals.take() {
      if signal == SIGTERM || signal == SIGHUP { return .terminated(signal: signal) }
    }
    TerminalDevice.write(TerminalMode.bracketedPaste(true))
    let left = line.edit()
    if let ending {
      emptyEndings = 0
      return ending
    }
    return endingUnasked(left)
  }

  /// The statements of this and earlier runs, the latest first.
  package var recalled: [String] { walk.entries.reversed().map(\.text) }

  package func remember(_ statement: String) {
    if walk.add(statement, time: time(nil)) { line.remember(statement) }
    historyHint.restart()
    record =
      historyFile?.isOn == true
      ? historyFile?.append(hooks.redact(statement), register: hooks.register()) : nil
  }

  package func conclude(_ ending: HistoryEnding) {
    if let record { historyFile?.complete(record, ending) }
    record = nil
  }

  /// Ends the line under way: shows it for the last time with the cursor below it.
  func finish(_ result: LineReadResult, mark: String = "") -> EditOutcome {
    ending = result
    overlay = .none
    message = nil
    var layout = self.layout(atEnd: true)
    layout.put(StyledText((mark, .faint)))
    TerminalDevice.write(
      painter.lastFrame(layout, screenRows: TerminalDevice.size().rows)
        + TerminalMode.bracketedPaste(false))
    return .finished
  }

  /// Brings the screen up to date.
  func paint() {
    let size = TerminalDevice.size()
    var frame = painter.frame(layout(atEnd: false), screenRows: size.rows)
    if line.takeBells() > 0 { frame += TerminalMode.bell }
    TerminalDevice.write(frame)
  }

  /// Returns what is offered behind the text, dim; empty where nothing is.
  ///
  /// Without color nobody could tell it from what was typed.
  func hint() -> String {
    let (text, cursor) = line.line
    guard painter.usesColor, !text.isEmpty, cursor == text.count,
      text.count <= Self.longestHighlighted
    else { return "" }
    let typed = String(text)
    let rest = historyHint.rest(of: typed, in: walk.entries)
    return rest.isEmpty ? hooks.hint(typed) : rest
  }

  /// Some of libedit's own commands end the line, with text or without any.
  private func endingUnasked(_ left: String) -> LineReadResult {
    TerminalDevice.write("\r\n" + TerminalMode.bracketedPaste(false))
    guard left.isEmpty else {
      return .statement(String(left.last == "\n" ? left.dropLast() : left[...]))
    }
    emptyEndings += 1
    return emptyEndings > Self.mostEmptyEndings ? .endOfInput : .interrupted
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
