/// Gives codes other numbers.
package enum CodeMapping {
  /// Returns a column of codes with each code replaced; missing rows stay missing.
  ///
  ///     codes    0  1  –  0        map  [2, 0]
  ///     result   2  0  –  2
  ///
  /// - Precondition: every code has a place in `map`.
  package static func recoded(_ column: Column, by map: [Int64], type: DataType) -> Column {
    switch column {
    case .integer(let column):
      if map.isEmpty { return .integer(column) }
      let values = column.values.map { map[Int($0)] }
      return .integer(
        IntegerColumn(storage: IntegerVector(narrowing: values), validity: column.validity))
    case .constant(let constant):
      guard let code = constant.value.storedInteger else { return column }
      return .constant(
        ConstantColumn(Value(stored: map[Int(code)], as: type), count: constant.count))
    default: return column
    }
  }
}
