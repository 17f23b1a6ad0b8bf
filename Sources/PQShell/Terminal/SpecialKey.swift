/// A key that a terminal sends as an escape sequence.
///
/// libedit knows only keys below 0x100 by number and types the rest. It gets each of these as one
/// C1 control character, which nobody types in UTF-8.
package enum SpecialKey: UInt8, CaseIterable, Sendable {
  case up = 0x81
  case down
  case right
  case left
  case home
  case end
  case delete
  case paste
  case wordRight
  case wordLeft
  case shiftTab
  case altEnter
  case pageUp
  case pageDown
  /// No keys: what `delete`, `right` and `wordRight` mean to libedit.
  case plainDelete
  case plainRight
  case plainWordRight

  /// Returns the key of a sequence without its ESC, or `nil` for one that means nothing here.
  ///
  ///     [A  up      OH  home      [200~  paste      [15~ (F5)  nil
  package init?(sequence: String) {
    switch sequence {
    case "[A", "OA": self = .up
    case "[B", "OB": self = .down
    case "[C", "OC": self = .right
    case "[D", "OD": self = .left
    case "[H", "OH", "[1~", "[7~": self = .home
    case "[F", "OF", "[4~", "[8~": self = .end
    case "[3~": self = .delete
    case "[5~": self = .pageUp
    case "[6~": self = .pageDown
    case "[Z": self = .shiftTab
    case "[200~": self = .paste
    case "[1;5C", "[1;3C", "Oc": self = .wordRight
    case "[1;5D", "[1;3D", "Od": self = .wordLeft
    // Terminals that tell Alt-Enter and Shift-Enter from Enter.
    case "[13;3u", "[13;2u", "[27;3;13~", "[27;2;13~": self = .altEnter
    default: return nil
    }
  }

  /// The name of the function that the key runs: libedit's own, or one of `EditCommand`.
  var function: String {
    switch self {
    case .up: EditCommand.up.name
    case .down: EditCommand.down.name
    case .right: EditCommand.forward.name
    case .left: "ed-prev-char"
    case .home: EditCommand.rowStart.name
    case .end: EditCommand.rowEnd.name
    case .delete: EditCommand.delete.name
    case .paste: EditCommand.paste.name
    case .wordRight: EditCommand.forwardWord.name
    case .wordLeft: "ed-prev-word"
    case .shiftTab: EditCommand.completeBackward.name
    case .altEnter: EditCommand.newline.name
    case .pageUp, .pageDown: "ed-unassigned"
    case .plainDelete: "ed-delete-next-char"
    case .plainRight: "ed-next-char"
    case .plainWordRight: "em-next-word"
    }
  }

  /// The name of the function that it runs in vi's command map, where nothing is completed and no
  /// hint is accepted.
  var commandFunction: String {
    switch self {
    case .delete: SpecialKey.plainDelete.function
    case .right: SpecialKey.plainRight.function
    case .wordRight: SpecialKey.plainWordRight.function
    case .shiftTab: "ed-unassigned"
    default: function
    }
  }
}
