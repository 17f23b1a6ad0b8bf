import PQColumnar
import PQDiagnostics

/// The arguments of a strict function, row by row, and the loops that make its result.
///
/// A loop visits only rows in which every argument is present.
package struct PresentRows {
  package let arguments: [Column]
  package let types: [DataType]
  package let count: Int
  package let context: FunctionContext
  /// The rows in which every argument is present, or `nil` for all.
  package let validity: Bitmap?

  package init(arguments: [Column], types: [DataType], count: Int, context: FunctionContext) {
    self.arguments = arguments
    self.types = types
    self.count = count
    self.context = context
    var validity: Bitmap?
    for argument in arguments where !argument.isConstant {
      guard let present = argument.validity else { continue }
      validity = validity.map { $0 & present } ?? present
    }
    self.validity = validity
  }

  /// Returns an argument as the whole numbers that its column stores.
  package func integers(_ argument: Int) -> IntegerView { IntegerView(arguments[argument]) }

  /// Returns an argument of any number type as floats.
  package func floats(_ argument: Int) -> FloatView {
    FloatView(arguments[argument], type: types[argument])
  }

  package func texts(_ argument: Int) -> TextView { TextView(arguments[argument]) }

  package func ratios(_ argument: Int) -> RatioView { RatioView(arguments[argument]) }

  /// Returns an argument of type boolean, integer, date, … as a whole number, or a default if the
  /// call leaves it out.
  package func integers(_ argument: Int, or standard: Int64) -> IntegerView {
    argument < arguments.count
      ? integers(argument) : IntegerView(.constant(ConstantColumn(.integer(standard), count: 1)))
  }

  // MARK: Loops

  /// Returns the column of whole numbers that `body` gives, `nil` being missing.
  package func mapIntegers(
    _ body: (Int) throws(QueryError) -> Int64?
  ) throws(QueryError) -> Column {
    var values = Array(repeating: Int64(0), count: count)
    let present = try fill { row throws(QueryError) in
      guard let value = try body(row) else { return false }
      values[row] = value
      return true
    }
    return .integer(IntegerColumn(values: values, validity: present))
  }

  /// Returns the column of floats that `body` gives; `nil` is missing, and so is what is not a
  /// number. One that is infinite is too large.
  package func mapFloats(
    _ body: (Int) throws(QueryError) -> Double?
  ) throws(QueryError) -> Column {
    var values = Array(repeating: 0.0, count: count)
    let present = try fill { row throws(QueryError) in
      guard let value = try body(row), !value.isNaN else { return false }
      if value.isInfinite { throw QueryError(.numberTooLarge()) }
      values[row] = value
      return true
    }
    return .float(FloatColumn(values: values, validity: present))
  }

  package func mapBooleans(
    _ body: (Int) throws(QueryError) -> Bool?
  ) throws(QueryError) -> Column {
    var values = Bitmap(repeating: false, count: count)
    let present = try fill { row throws(QueryError) in
      guard let value = try body(row) else { return false }
      if value { values[row] = true }
      return true
    }
    return .boolean(BooleanColumn(values: values, validity: present))
  }

  package func mapRatios(
    _ body: (Int) throws(QueryError) -> Ratio?
  ) throws(QueryError) -> Column {
    var numerators = Array(repeating: Int64(0), count: count)
    var denominators = numerators
    let present = try fill { row throws(QueryError) in
      guard let value = try body(row), value.denominator != 0 else { return false }
      numerators[row] = value.numerator
      denominators[row] = value.denominator
      return true
    }
    return .ratio(
      RatioColumn(numerators: numerators, denominators: denominators, validity: present))
  }

  /// Returns the column of texts whose bytes `body` appends; `false` makes the row missing.
  package func mapTexts(
    _ body: (Int, inout [UInt8]) throws(QueryError) -> Bool
  ) throws(QueryError) -> Column {
    var result = TextColumn(rowCapacity: count)
    var present = validity ?? Bitmap(repeating: true, count: count)
    for row in 0..<count {
      if present[row] {
        let start = result.bytes.count
        if try !body(row, &result.bytes) {
          result.bytes.removeSubrange(start...)
          present[row] = false
        }
      }
      result.endRow()
    }
    result.validity = present.isAllSet ? nil : present
    return .text(result)
  }

  /// Visits the present rows; returns those for which `body` gave a value, or `nil` for all.
  private func fill(_ body: (Int) throws(QueryError) -> Bool) throws(QueryError) -> Bitmap? {
    var present = validity ?? Bitmap(repeating: true, count: count)
    for row in 0..<count where present[row] {
      if try !body(row) { present[row] = false }
    }
    return present.isAllSet ? nil : present
  }
}

/// The whole numbers of a column in any encoding.
package struct IntegerView {
  private let values: [Int64]
  /// 0 for a constant, so that every row reads the one value.
  private let stride: Int

  package init(_ column: Column) {
    switch column {
    case .integer(let column):
      values = column.values
      stride = 1
    case .boolean(let column):
      values = (0..<column.values.count).map { column.values[$0] ? 1 : 0 }
      stride = 1
    case .constant(let column):
      values = [column.value == .boolean(true) ? 1 : column.value.storedInteger ?? 0]
      stride = 0
    case .float, .text, .dictionary, .ratio:
      values = [0]
      stride = 0
    }
  }

  package subscript(row: Int) -> Int64 { values[row &* stride] }

  /// The value, if it is the same in every row.
  package var constant: Int64? { stride == 0 ? values[0] : nil }
}

/// The numbers of a column as floats.
package struct FloatView {
  private let values: [Double]
  private let stride: Int

  package init(_ column: Column, type: DataType) {
    switch column {
    case .float(let column):
      values = column.values
      stride = 1
    case .integer(let column):
      values = FloatView.converted(column.values, type)
      stride = 1
    case .ratio(let column):
      values = column.numerators.indices.map { row in
        ExactDivision.double(
          Int128(column.numerators[row]), by: Int128(column.denominators[row])) ?? 0
      }
      stride = 1
    case .constant(let column):
      values = [FloatView.converted(column.value)]
      stride = 0
    case .boolean, .text, .dictionary:
      values = [0]
      stride = 0
    }
  }

  package subscript(row: Int) -> Double { values[row &* stride] }

  private static func converted(_ numbers: [Int64], _ type: DataType) -> [Double] {
    guard case .decimal(let scale) = type, scale > 0 else { return numbers.map { Double($0) } }
    let divisor = ExactDivision.powerOfTen(scale)
    return numbers.map { ExactDivision.double(Int128($0), by: divisor) ?? 0 }
  }

  private static func converted(_ value: Value) -> Double {
    switch value {
    case .float(let number): number
    case .decimal(let decimal):
      ExactDivision.double(
        Int128(decimal.mantissa), by: ExactDivision.powerOfTen(decimal.scale)) ?? 0
    case .ratio(let ratio):
      ExactDivision.double(Int128(ratio.numerator), by: Int128(ratio.denominator)) ?? 0
    default: Double(value.storedInteger ?? 0)
    }
  }
}

/// The texts of a column in any encoding, as UTF-8.
package struct TextView {
  private let column: TextColumn
  private let codes: [UInt32]?
  private let stride: Int

  package init(_ column: Column) {
    switch column {
    case .text(let column):
      self.column = column
      codes = nil
      stride = 1
    case .dictionary(let column):
      self.column = column.dictionary.entries
      codes = column.codes
      stride = 1
    default:
      var one = TextColumn()
      if case .constant(let constant) = column, case .text(let text) = constant.value {
        one.append(text)
      } else {
        one.append("")
      }
      self.column = one
      codes = nil
      stride = 0
    }
  }

  package subscript(row: Int) -> ArraySlice<UInt8> {
    let position = codes.map { Int($0[row]) } ?? row &* stride
    return column.utf8(at: position)
  }

  package func string(at row: Int) -> String { String(decoding: self[row], as: UTF8.self) }

  /// The text, if it is the same in every row.
  package var constant: String? { stride == 0 ? string(at: 0) : nil }
}

/// The fractions of a ratio column.
package struct RatioView {
  private let numerators: [Int64]
  private let denominators: [Int64]
  private let stride: Int

  package init(_ column: Column) {
    switch column {
    case .ratio(let column):
      numerators = column.numerators
      denominators = column.denominators
      stride = 1
    case .constant(let column):
      let ratio = if case .ratio(let ratio) = column.value { ratio } else { Ratio(0, 0) }
      numerators = [ratio.numerator]
      denominators = [ratio.denominator]
      stride = 0
    default:
      numerators = [0]
      denominators = [0]
      stride = 0
    }
  }

  package subscript(row: Int) -> Ratio {
    Ratio(numerators[row &* stride], denominators[row &* stride])
  }
}
