/// Looks values up in a set, built once and asked for each batch.
package struct Membership: Sendable {
  private let type: DataType
  private var table: GroupTable
  /// Values of another numeric type or of another temporal one, compared one by one.
  private let others: [(value: Value, type: DataType)]

  /// - Parameter type: the type of the columns that will be looked up.
  package init(values: [Value], type: DataType) {
    self.type = type
    table = GroupTable(types: [type])
    var own: [Value] = []
    var others: [(Value, DataType)] = []
    for value in values {
      if let other = Membership.otherType(of: value, than: type) {
        others.append((value, other))
      } else {
        own.append(value)
      }
    }
    self.others = others
    _ = table.groups(of: [Column(values: own, type: type)], rowCount: own.count)
  }

  /// - Precondition: `column` is of the type that will be looked up.
  package init(column: Column, type: DataType) {
    self.type = type
    self.others = []
    table = GroupTable(types: [type])
    _ = table.groups(of: [column], rowCount: column.count)
  }

  /// Returns the rows whose value is in the set; a missing one only if the set holds `missing`.
  package func contains(_ column: Column) -> Bitmap {
    let groups = table.existingGroups(of: [column], rowCount: column.count)
    var result = Bitmap(count: column.count) { groups[$0] >= 0 }
    for (value, other) in others {
      let constant = Column.constant(ConstantColumn(value, count: column.count))
      result = result | Comparison.compare(.equal, column, type, constant, other)
    }
    return result
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
