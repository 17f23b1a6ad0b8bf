/// How Chinese characters are typed with letters.
package enum Pinyin {
  /// The syllables of each character of GB 2312, those in use first; `ü` is `v`.
  private static let readings: [UInt32: [[UInt8]]] = {
    var result: [UInt32: [[UInt8]]] = [:]
    PinyinTable.text.withUTF8Buffer { buffer in
      for line in buffer.split(separator: UInt8(ascii: "\n")) {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
        let syllable = Array(line[..<space])
        for scalar in String(decoding: line[space...].dropFirst(), as: UTF8.self).unicodeScalars {
          result[scalar.value, default: []].append(syllable)
        }
      }
    }
    return result
  }()

  /// Returns the syllables of a character, without tones; none for what is no Chinese character.
  ///
  ///     长    chang, zhang
  package static func syllables(of scalar: Unicode.Scalar) -> [[UInt8]] {
    guard scalar.value >= 0x4E00 else { return [] }
    return readings[scalar.value] ?? []
  }
}
