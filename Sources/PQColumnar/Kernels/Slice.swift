/// Cuts runs of rows out of columns.
package enum Slice {
  /// Returns the rows of several columns, cut into runs of other lengths.
  ///
  ///     columns   a b | c
  ///     counts    1 2
  ///     result    a | b c
  ///
  /// Columns that have these lengths already are given back as they are.
  ///
  /// - Precondition: the columns are of one type, and have as many rows as the counts say.
  package static func recut(_ columns: [Column], into counts: [Int]) -> [Column] {
    if columns.map(\.count) == counts { return columns }
    let whole = Concatenation.columns(columns)
    precondition(whole.count == counts.reduce(0, +), "rows do not fill the counts")
    var start = 0
    return counts.map { count in
      defer { start += count }
      return Slice.rows(start..<start + count, of: whole)
    }
  }

  /// Returns a run of rows.
  ///
  ///     column    a  b  –  c
  ///     rows      1..<3
  ///     result    b  –
  ///
  /// - Precondition: `rows` lies within the column.
  package static func rows(_ rows: Range<Int>, of column: Column) -> Column {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= column.count, "rows outside a column")
    if rows.count == column.count { return column }
    switch column {
    case .boolean(let column):
      return .boolean(
        BooleanColumn(
          values: bits(rows, of: column.values), validity: validity(rows, of: column.validity)))
    case .integer(let column):
      return .integer(
        IntegerColumn(
          storage: column.storage.map(.slice(rows)), validity: validity(rows, of: column.validity)))
    case .float(let column):
      return .float(
        FloatColumn(
          values: Array(column.values[rows]), validity: validity(rows, of: column.validity)))
    case .text(let column):
      return .text(text(rows, of: column))
    case .dictionary(let column):
      return .dictionary(
        DictionaryColumn(
          storage: column.storage.map(.slice(rows)), dictionary: column.dictionary,
          validity: validity(rows, of: column.validity)))
    case .ratio(let column):
      return .ratio(
        RatioColumn(
          numerators: Array(column.numerators[rows]),
          denominators: Array(column.denominators[rows]),
          validity: validity(rows, of: column.validity)))
    case .constant(let column):
      return .constant(ConstantColumn(column.value, count: rows.count))
    }
  }

  private static func text(_ rows: Range<Int>, of column: TextColumn) -> TextColumn {
    let start = column.offsets[rows.lowerBound]
    let end = column.offsets[rows.upperBound]
    let offsets = column.offsets[rows.lowerBound...rows.upperBound].map { $0 - start }
    return TextColumn(
      offsets: offsets, bytes: Array(column.bytes[Int(start)..<Int(end)]),
      validity: validity(rows, of: column.validity))
  }

  private static func validity(_ rows: Range<Int>, of bits: Bitmap?) -> Bitmap? {
    guard let bits else { return nil }
    let cut = Slice.bits(rows, of: bits)
    return cut.isAllSet ? nil : cut
  }

  /// Returns a run of bits.
  package static func bits(_ rows: Range<Int>, of bitmap: Bitmap) -> Bitmap {
    let shift = UInt64(rows.lowerBound & 63)
    let firstWord = rows.lowerBound >> 6
    var words: [UInt64] = []
    let wordCount = (rows.count + 63) / 64
    words.reserveCapacity(wordCount)
    let source = bitmap.words.span
    for word in 0..<wordCount {
      var bits = source[firstWord + word] >> shift
      if shift != 0, firstWord + word + 1 < source.count {
        bits |= source[firstWord + word + 1] << (64 - shift)
      }
      words.append(bits)
    }
    return Bitmap(words: words, count: rows.count)
  }
}
