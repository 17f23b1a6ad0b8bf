/// Looks values up in a set, built once and asked for each batch.
package struct Membership: Sendable {
  private let type: DataType
  private let table: JoinTable
  private let holdsMissing: Bool
  /// Values of another numeric type or of another temporal one, compared one by one.
  private let others: [(value: Value, type: DataType)]

  /// - Parameter type: the type of the columns that will be looked up.
  package init(values: [Value], type: DataType) {
    var own: [Value] = []
    var others: [(Value, DataType)] = []
    for value in values {
      if let other = Membership.otherType(of: value, than: type) {
        others.append((value, other))
      } else {
        own.append(value)
      }
    }
    self.init([Column(values: own, type: type)], type: type, others: others)
  }

  /// - Precondition: the columns are of the type that will be looked up.
  package init(columns: [Column], type: DataType, workers: Workers = .one) {
    self.init(columns, type: type, others: [], workers: workers)
  }

  private init(
    _ columns: [Column], type: DataType, others: [(Value, DataType)], workers: Workers = .one
  ) {
    let columns = columns.filter { $0.count > 0 }
    self.type = type
    self.others = others
    holdsMissing = columns.contains { $0.validity.map { !$0.isAllSet } ?? false }
    let rows = RowBlocks(
      columns.map { Batch(columns: [$0], rowCount: $0.count) }, columnCount: 1)
    table = JoinTable(
      keys: [rows.blocks.map { $0.columns[0] }], types: [type], rows: rows, workers: workers)
  }

  /// Returns the rows whose value is in the set; a missing one only if the set holds `missing`.
  package func contains(_ column: Column) -> Bitmap {
    var result = own(column)
    if holdsMissing, let validity = column.validity { result = result | !validity }
    for (value, other) in others {
      let constant = Column.constant(ConstantColumn(value, count: column.count))
      result = result | Comparison.compare(.equal, column, type, constant, other)
    }
    return result
  }

  /// A dictionary's entries are looked up once, unless it has more of them than there are rows.
  private func own(_ column: Column) -> Bitmap {
    guard case .dictionary(let coded) = column, coded.dictionary.count <= column.count,
      coded.dictionary.count > 0
    else { return found(column) }
    let entries = found(.text(coded.dictionary.entries))
    let codes = coded.codes.span
    let bits = Bitmap(count: column.count) { entries[Int(codes[$0])] }
    return column.validity.map { bits & $0 } ?? bits
  }

  private func found(_ column: Column) -> Bitmap {
    table.found(table.matches(of: [column], rowCount: column.count), keys: [column])
  }

  private static func otherType(of value: Value, than type: DataType) -> DataType? {
    let own: DataType
    switch value {
    case .integer: own = .integer
    case .decimal(let decimal): own = .decimal(scale: decimal.scale)
    case .float: own = .float
    case .ratio: own = .ratio(.number)
    case .date: own = .date
    case .datetime: own = .datetime
    default: return nil
    }
    if case .ratio = own, case .ratio = type { return nil }
    return own == type ? nil : own
  }
}
