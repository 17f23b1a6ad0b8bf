/// Picks rows of columns, in any order, also repeatedly.
package enum Gather {
  /// Returns the given rows of a column; a negative row number gives a missing row.
  ///
  ///     rows      2  0  -1
  ///     column    a  b  c
  ///     result    c  a  –
  ///
  /// - Precondition: every row is less than `column.count`.
  package static func rows(_ rows: [Int32], of column: Column) -> Column {
    if !hasNegative(rows) { return chosen(rows, of: column) }
    let validity = validity(of: rows, in: column)
    switch column {
    case .boolean(let column):
      return .boolean(
        BooleanColumn(values: bits(rows, of: column.values), validity: validity))
    case .integer(let column):
      return .integer(IntegerColumn(storage: column.storage.map(.gather(rows)), validity: validity))
    case .float(let column):
      return .float(FloatColumn(values: pick(rows, column.values, 0), validity: validity))
    case .text(let column):
      var result = text(rows, of: column)
      result.validity = validity
      return .text(result)
    case .dictionary(let column):
      return .dictionary(
        DictionaryColumn(
          storage: column.storage.map(.gather(rows)), dictionary: column.dictionary,
          validity: validity))
    case .ratio(let column):
      return .ratio(
        RatioColumn(
          numerators: pick(rows, column.numerators, 0),
          denominators: pick(rows, column.denominators, 0), validity: validity))
    case .constant(let column):
      if let validity, !column.value.isMissing {
        return Gather.rows(
          validity.setPositionsOrMinusOne, of: expanded(column.value, validity: validity))
      }
      return .constant(ConstantColumn(column.value, count: rows.count))
    }
  }

  /// Returns the given rows of a column, none of them negative.
  ///
  /// - Precondition: every row is at least 0 and less than `column.count`.
  package static func chosen(_ rows: [Int32], of column: Column) -> Column {
    let validity = column.validity.flatMap { source -> Bitmap? in
      if case .constant = column { return nil }
      let present = Gather.bits(rows, of: source)
      return present.isAllSet ? nil : present
    }
    switch column {
    case .boolean(let column):
      return .boolean(
        BooleanColumn(values: bits(rows, of: column.values), validity: validity))
    case .integer(let column):
      return .integer(IntegerColumn(storage: column.storage.map(.pick(rows)), validity: validity))
    case .float(let column):
      return .float(FloatColumn(values: pick(rows, column.values), validity: validity))
    case .text(let column):
      var result = text(rows, of: column)
      result.validity = validity
      return .text(result)
    case .dictionary(let column):
      return .dictionary(
        DictionaryColumn(
          storage: column.storage.map(.pick(rows)), dictionary: column.dictionary,
          validity: validity))
    case .ratio(let column):
      return .ratio(
        RatioColumn(
          numerators: pick(rows, column.numerators),
          denominators: pick(rows, column.denominators), validity: validity))
    case .constant(let column):
      return .constant(ConstantColumn(column.value, count: rows.count))
    }
  }

  /// Returns the bits of rows; that of a negative row is 0.
  private static func bits(_ rows: [Int32], of source: Bitmap) -> Bitmap {
    let rows = rows.span
    let words = source.words.span
    return Bitmap(count: rows.count) { position in
      let row = Int(rows[unchecked: position])
      return row >= 0 && words[row >> 6] >> UInt64(row & 63) & 1 != 0
    }
  }

  private static func hasNegative(_ rows: [Int32]) -> Bool {
    let rows = rows.span
    var all: Int32 = 0
    for position in rows.indices { all |= rows[position] }
    return all < 0
  }

  private static func pick<Element>(_ rows: [Int32], _ values: [Element]) -> [Element] {
    let source = values.span
    return rows.map { source[Int($0)] }
  }

  private static func pick<Element>(
    _ rows: [Int32], _ values: [Element], _ filler: Element
  ) -> [Element] {
    let source = values.span
    return rows.map { $0 < 0 ? filler : source[Int($0)] }
  }

  private static func text(_ rows: [Int32], of column: TextColumn) -> TextColumn {
    var result = TextColumn(rowCapacity: rows.count)
    for row in rows {
      if row >= 0 {
        result.bytes.append(contentsOf: column.utf8(at: Int(row)))
      }
      result.endRow()
    }
    return result
  }

  private static func validity(of rows: [Int32], in column: Column) -> Bitmap? {
    let source: Bitmap? = if case .constant = column { nil } else { column.validity }
    let result =
      source.map { bits(rows, of: $0) } ?? Bitmap(count: rows.count) { rows[$0] >= 0 }
    return result.isAllSet ? nil : result
  }

  /// A constant with holes has no constant form any more.
  private static func expanded(_ value: Value, validity: Bitmap) -> Column {
    let type: DataType =
      switch value {
      case .boolean: .boolean
      case .float: .float
      case .text: .text
      case .ratio: .ratio(.number)
      case .decimal(let decimal): .decimal(scale: decimal.scale)
      default: .integer
      }
    return Column(values: Array(repeating: value, count: validity.count), type: type)
  }
}

extension Bitmap {
  /// Each position that is set, and -1 for each that is not.
  fileprivate var setPositionsOrMinusOne: [Int32] {
    (0..<count).map { self[$0] ? Int32($0) : -1 }
  }
}
