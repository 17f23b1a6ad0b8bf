/// Turns text into codes and back.
package enum DictionaryEncoding {
  /// Returns a text column with codes into its distinct values, in order of first appearance.
  ///
  ///     text           b  a  –  b
  ///     codes          0  1  –  0
  ///     dictionary     b  a
  package static func encoded(_ column: TextColumn) -> DictionaryColumn {
    var builder = DictionaryBuilder()
    var codes: [UInt32] = []
    codes.reserveCapacity(column.count)
    let bytes = column.bytes
    let offsets = column.offsets
    for row in 0..<column.count {
      if column.validity?[row] == false {
        codes.append(0)
      } else {
        codes.append(builder.code(of: bytes.span, Int(offsets[row]), Int(offsets[row + 1])))
      }
    }
    return DictionaryColumn(
      storage: CodeVector(codes, entryCount: builder.count),
      dictionary: TextDictionary(builder.dictionary), validity: column.validity)
  }

  /// Returns the text of each row.
  package static func decoded(_ column: DictionaryColumn) -> TextColumn {
    var result = TextColumn(rowCapacity: column.count, validity: column.validity)
    let entries = column.dictionary.entries
    for (row, code) in column.codes.enumerated() {
      if column.validity?[row] != false {
        result.bytes.append(contentsOf: entries.utf8(at: Int(code)))
      }
      result.endRow()
    }
    return result
  }
}

extension Column {
  /// The column as plain text, whatever its encoding; a column that is not text is all missing.
  package var asText: TextColumn {
    switch self {
    case .text(let column): return column
    case .dictionary(let column): return DictionaryEncoding.decoded(column)
    case .constant(let column):
      guard case .text(let text) = column.value else { break }
      var result = TextColumn(rowCapacity: column.count)
      for _ in 0..<column.count { result.append(text) }
      return result
    default: break
    }
    return TextColumn(
      offsets: Array(repeating: 0, count: count + 1), bytes: [],
      validity: Bitmap(repeating: false, count: count))
  }
}
