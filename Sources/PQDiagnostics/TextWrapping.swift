/// Breaks paragraphs into lines by terminal cells, in English between words and in Chinese between
/// characters, never before closing punctuation.
package enum TextWrapping {
  /// Returns the lines of a paragraph; 76 cells and an indentation fit the usual terminal.
  package static func lines(_ text: String, width: Int = 76) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text) {
      let blankless = piece.last == " " ? String(piece.dropLast()) : piece
      if !line.isEmpty, DisplayWidth.cells(of: line + blankless) > width {
        lines.append(trimmedEnd(line))
        line = ""
      }
      line += piece
    }
    if !line.isEmpty { lines.append(trimmedEnd(line)) }
    return lines
  }

  /// A word with the blank behind it, or a Chinese character with the punctuation behind it.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    for character in text {
      let closes = "，。；：、）”！？".contains(character)
      if let last = pieces.last?.last, !canBreak(between: last, and: character) || closes {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  private static func canBreak(between left: Character, and right: Character) -> Bool {
    if right == " " || left == "（" || left == "“" { return false }
    return left == " " || isWide(left) || isWide(right)
  }

  private static func isWide(_ character: Character) -> Bool {
    DisplayWidth.cells(of: String(character)) == 2
  }

  private static func trimmedEnd(_ line: String) -> String {
    line.last == " " ? String(line.dropLast()) : line
  }
}
