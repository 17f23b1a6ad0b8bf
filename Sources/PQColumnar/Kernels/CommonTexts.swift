/// Which texts a column holds, the most frequent first.
package enum CommonTexts {
  /// Rows of text that is in no dictionary are compared one by one, so only so many of them are.
  static let plainRowLimit = 4_096

  /// Returns up to `limit` texts, the most frequent first; of equally frequent ones, that which
  /// stands earlier in the dictionary, or comes earlier by its bytes. Missing values and empty texts are
  /// no texts.
  ///
  ///     column    pear  fig  –  pear
  ///     result    pear  fig
  ///
  /// Of a column without a dictionary only the first 4,096 rows are looked at.
  package static func of(_ column: Column, limit: Int) -> [String] {
    switch column {
    case .dictionary(let column): texts(column, limit)
    case .text(let column): texts(column, limit)
    case .constant(let column):
      if case .text(let text) = column.value, !text.isEmpty, column.count > 0 { [text] } else { [] }
    default: []
    }
  }

  private static func texts(_ column: DictionaryColumn, _ limit: Int) -> [String] {
    var counts = [Int](repeating: 0, count: column.dictionary.count)
    func add<Code: FixedWidthInteger>(_ codes: [Code]) {
      let span = codes.span
      for row in span.indices where column.validity?[row] != false {
        let code = Int(span[row])
        if code < counts.count { counts[code] += 1 }
      }
    }
    switch column.storage {
    case .uint8(let codes): add(codes)
    case .uint16(let codes): add(codes)
    case .uint32(let codes): add(codes)
    }
    let present = counts.indices.filter { counts[$0] > 0 }
    let chosen = present.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    // Only what is returned is worth a string.
    return chosen.lazy.map { column.dictionary.string(at: $0) }.filter { !$0.isEmpty }
      .prefix(limit).map(\.self)
  }

  private static func texts(_ column: TextColumn, _ limit: Int) -> [String] {
    var counts: [String: Int] = [:]
    for row in 0..<min(column.count, plainRowLimit) where column.validity?[row] != false {
      counts[column.string(at: row), default: 0] += 1
    }
    counts[""] = nil
    let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return sorted.prefix(limit).map(\.key)
  }
}
