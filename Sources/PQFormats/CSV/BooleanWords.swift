/// The words for yes and no in cells.
enum BooleanWords {
  /// In any column: what pq itself writes.
  private static let plain = (yes: words("true", "是"), no: words("false", "否"))
  /// In a column that is declared yes/no, what people and their systems write.
  private static let declared = (
    yes: words("yes", "y", "1", "有", "√", "✓"), no: words("no", "n", "0", "无", "×", "✗")
  )

  /// Reads a whole cell; capital letters count as small ones.
  static func read(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, isDeclared: Bool
  ) -> Bool? {
    func equals(_ word: [UInt8]) -> Bool {
      guard word.count == end - start else { return false }
      for offset in word.indices {
        let byte = bytes[start + offset]
        let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        if (isCapital ? byte | 0x20 : byte) != word[offset] { return false }
      }
      return true
    }
    if plain.yes.contains(where: equals) { return true }
    if plain.no.contains(where: equals) { return false }
    guard isDeclared else { return nil }
    if declared.yes.contains(where: equals) { return true }
    if declared.no.contains(where: equals) { return false }
    return nil
  }

  private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }
}
