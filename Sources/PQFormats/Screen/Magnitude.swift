import PQColumnar
import PQDiagnostics

/// A large number as people say it.
///
///     12_345_678    12.35 million    1234.57 万
///     1_234         empty: nobody has to count its digits
enum Magnitude {
  private static let english: [(value: Double, word: String)] = [
    (1e12, "trillion"), (1e9, "billion"), (1e6, "million"),
  ]
  private static let chinese: [(value: Double, word: String)] = [(1e8, "亿"), (1e4, "万")]

  /// Returns the number in both languages; empty in one that has no word for its size, `nil` for what
  /// is no number.
  static func text(of value: Value) -> LocalizedText? {
    let number: Double
    switch value {
    case .integer(let integer): number = Double(integer)
    case .float(let float): number = float
    default: return nil
    }
    guard number.isFinite else { return nil }
    let text = LocalizedText(spoken(number, english), zh: spoken(number, chinese))
    return text.english.isEmpty && text.chinese.isEmpty ? nil : text
  }

  private static func spoken(_ number: Double, _ words: [(value: Double, word: String)]) -> String {
    guard let unit = words.first(where: { abs(number) >= $0.value }) else { return "" }
    // Two decimals tell what grouped digits do not at a glance.
    let hundredths = (number / unit.value * 100).rounded()
    return "\(ReadingFormatter.rounded(hundredths / 100)) \(unit.word)"
  }
}
