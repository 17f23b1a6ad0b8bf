extension Column {
  /// The rows that are present, or `nil` if all are.
  package var validity: Bitmap? {
    switch self {
    case .boolean(let column): column.validity
    case .integer(let column): column.validity
    case .float(let column): column.validity
    case .text(let column): column.validity
    case .dictionary(let column): column.validity
    case .ratio(let column): column.validity
    case .constant(let column):
      column.value.isMissing ? Bitmap(repeating: false, count: column.count) : nil
    }
  }

  package func isMissing(at row: Int) -> Bool {
    if case .constant(let column) = self { return column.value.isMissing }
    guard let validity else { return false }
    return !validity[row]
  }

  /// The value of a constant column; missing for every other.
  var constantValue: Value {
    if case .constant(let column) = self { column.value } else { .missing }
  }

  /// Returns one value in a box, read by the column's type; for edges only.
  package func value(at row: Int, as type: DataType) -> Value {
    if isMissing(at: row) { return .missing }
    switch self {
    case .boolean(let column): return .boolean(column.values[row])
    case .integer(let column): return Value(stored: column.storage[row], as: type)
    case .float(let column): return .float(column.values[row])
    case .text(let column): return .text(column.string(at: row))
    case .dictionary(let column):
      return .text(column.dictionary.string(at: column.storage[row]))
    case .ratio(let column):
      return .ratio(Ratio(column.numerators[row], column.denominators[row]))
    case .constant(let column): return column.value
    }
  }

  /// Makes a column of boxed values of one type; for edges only.
  ///
  /// - Precondition: each value is missing or of the type's own case.
  package init(values: [Value], type: DataType) {
    let isComplete = !values.contains(.missing)
    let validity = isComplete ? nil : Bitmap(values.map { !$0.isMissing })
    switch type {
    case .boolean:
      self = .boolean(
        BooleanColumn(values: Bitmap(values.map { $0 == .boolean(true) }), validity: validity))
    case .float:
      let numbers = values.map { value in
        if case .float(let number) = value { number } else { 0.0 }
      }
      self = .float(FloatColumn(values: numbers, validity: validity))
    case .text:
      var column = TextColumn()
      for value in values {
        if case .text(let text) = value { column.append(text) } else { column.append("") }
      }
      column.validity = validity
      self = .text(column)
    case .ratio:
      var numerators: [Int64] = []
      var denominators: [Int64] = []
      for value in values {
        if case .ratio(let ratio) = value {
          numerators.append(ratio.numerator)
          denominators.append(ratio.denominator)
        } else {
          numerators.append(0)
          denominators.append(0)
        }
      }
      self = .ratio(
        RatioColumn(numerators: numerators, denominators: denominators, validity: validity))
    case .unknown:
      self = .constant(ConstantColumn(.missing, count: values.count))
    case .integer, .decimal, .date, .datetime, .duration, .period, .enumeration:
      self = .integer(
        IntegerColumn(values: values.map { $0.storedInteger ?? 0 }, validity: validity))
    }
  }
}

extension Value {
  /// Reads the number that an integer column stores.
  package init(stored number: Int64, as type: DataType) {
    switch type {
    case .decimal(let scale): self = .decimal(Decimal(mantissa: number, scale: scale))
    case .date: self = .date(number)
    case .datetime: self = .datetime(number)
    case .duration: self = .duration(number)
    case .period: self = .period(number)
    case .enumeration: self = .code(number)
    case .boolean: self = .boolean(number != 0)
    default: self = .integer(number)
    }
  }

  /// The number that an integer column stores for this value, if its type is stored as one.
  package var storedInteger: Int64? {
    switch self {
    case .integer(let number), .date(let number), .datetime(let number), .duration(let number),
      .period(let number), .code(let number):
      number
    case .decimal(let decimal): decimal.mantissa
    case .missing, .boolean, .float, .text, .ratio: nil
    }
  }
}
