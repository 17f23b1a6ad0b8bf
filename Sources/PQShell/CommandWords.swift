/// The words after a meta command; one in quotes may hold blanks.
///
///     "ripe pears.csv" as pears      ripe pears.csv · as · pears
///     late="ripe pears.csv"          late=ripe pears.csv
enum CommandWords {
  private static let quotes: [Character: Character] = ["\"": "\"", "'": "'", "“": "”", "‘": "’"]

  /// Returns the words; `nil` if a quote is not closed.
  static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var closing: Character?
    for character in text {
      if let end = closing {
        if character == end { closing = nil } else { word?.append(character) }
      } else if let end = quotes[character], word?.last ?? "=" == "=" {
        closing = end
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if closing != nil { return nil }
    return words + (word.map { [$0] } ?? [])
  }

  /// Returns the only word, or all of the text as it stands: a path need not be quoted for its blanks.
  static func path(_ text: String) -> String? {
    guard let words = split(text) else { return nil }
    return words.count == 1 ? words[0] : text
  }

  static func isOn(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "on", "开": true
    case "off", "关": false
    default: nil
    }
  }
}
