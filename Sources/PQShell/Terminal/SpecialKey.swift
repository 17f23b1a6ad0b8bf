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
    case "[200~": self = .paste
    case "[1;5C", "[1;3C", "Oc": self = .wordRight
    case "[1;5D", "[1;3D", "Od": self = .wordLeft
    default: return nil
    }
  }

  /// The name of the function that the key runs: libedit's own, or one of `EditCommand`.
  var function: String {
    switch self {
    case .up: EditCommand.up.name
    case .down: EditCommand.down.name
    case .right: "ed-next-char"
    case .left: "ed-prev-char"
    case .home: EditCommand.rowStart.name
    case .end: EditCommand.rowEnd.name
    case .delete: "ed-delete-next-char"
    case .paste: EditCommand.paste.name
    case .wordRight: "em-next-word"
    case .wordLeft: "ed-prev-word"
    }
  }
}
