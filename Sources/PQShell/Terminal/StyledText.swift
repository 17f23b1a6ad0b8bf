/// How a piece of text is set off on the screen; the raw value is what the terminal is sent (SGR).
package enum CellStyle: String, Sendable {
  case plain = ""
  case prompt = "1;36"
  case faint = "90"
  case keyword = "1;34"
  case function = "34"
  case string = "32"
  case number = "36"
  case period = "35"
  case code = "33"
  case underlined = "4"
  case mistake = "31"
  /// A bracket and its twin.
  case paired = "1;4"
  /// The entry of a menu that is chosen.
  case chosen = "7"
  /// What a search was for, in what it found.
  case found = "1"
  case foundChosen = "1;7"
}

/// Text in pieces of one style each.
///
///     StyledText(("pq", .prompt), ("> ", .plain))
package struct StyledText: Sendable {
  package var pieces: [(text: String, style: CellStyle)]

  package init(_ pieces: (String, CellStyle)...) {
    self.pieces = pieces
  }
}
