import PQColumnar
import PQDiagnostics

/// An exact fraction of two whole numbers or decimals, shown as a percentage: what `share` makes.
enum MakeRatio: ScalarFunction {
  static let name = "make_ratio"
  static let chineseName = "比例"
  static let parameters = ["number", "number"]
  static let summary = LocalizedText(
    "The exact fraction of two numbers, shown as a percentage; missing if the second is 0",
    zh: "两数的精确比例，以百分数显示；第二个数为 0 时为空")
  static let examples = [
    FunctionExample("make_ratio(1, 4) = 25%", gives: "true"),
    FunctionExample("make_ratio(1, 0)", gives: "missing"),
  ]
  static let canFail = true

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    RatioMaking.isExact(arguments) ? .ratio(.percent) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    try RatioMaking.column(name, arguments, types: types)
  }
}

/// One number for each of another: exact where both are, shown as a plain number.
enum RatioOfNumbers: ScalarFunction {
  static let name = "ratio"
  static let chineseName = "比率"
  static let parameters = ["number", "number"]
  static let summary = LocalizedText(
    "One number, duration or count for each of another; missing if the second is 0",
    zh: "一个数（或时长、件数）与另一个之比；第二个数为 0 时为空")
  static let examples = [
    FunctionExample("ratio(1, 4)", gives: "0.25"),
    FunctionExample("ratio(6h, 1d)", gives: "0.25"),
    FunctionExample("ratio(1, 0)", gives: "missing"),
  ]
  static let canFail = true

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    if RatioMaking.isExact(arguments) { return .ratio(.number) }
    guard arguments.count == 2 else { return nil }
    return ArithmeticTypes.number(arguments[0], arguments[1]) == nil ? nil : .float
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    if RatioMaking.isExact(types) {
      return try RatioMaking.column(name, arguments, types: types)
    }
    return try Division.evaluate(arguments, types: types, rowCount: rowCount, context: context)
  }
}

/// Puts two exact numbers over one another.
private enum RatioMaking {
  static func isExact(_ types: [DataType]) -> Bool {
    guard types.count == 2 else { return false }
    let areNumbers = types.allSatisfy { $0.exactScale != nil || $0 == .unknown }
    let areDurations = types.allSatisfy { $0 == .duration || $0 == .unknown }
    return areNumbers || areDurations
  }

  static func column(
    _ name: String, _ arguments: [Column], types: [DataType]
  ) throws(QueryError) -> Column {
    let count = arguments[0].count
    if types.contains(.unknown) { return .constant(ConstantColumn(.missing, count: count)) }
    let scales = types.map { $0.exactScale ?? 0 }
    let scale = max(scales[0], scales[1])
    let topFactor = ExactDivision.powerOfTen(scale - scales[0])
    let bottomFactor = ExactDivision.powerOfTen(scale - scales[1])
    let validity = Conditions.both(arguments[0].validity, arguments[1].validity)
    let tops = IntegerView(arguments[0])
    let bottoms = IntegerView(arguments[1])
    var numerators = [Int64](repeating: 0, count: count)
    var denominators = numerators
    var present = validity ?? Bitmap(repeating: true, count: count)
    for row in 0..<count where present[row] {
      if bottoms[row] == 0 {
        present[row] = false
        continue
      }
      let sign: Int128 = bottoms[row] < 0 ? -1 : 1
      var top = Int128(tops[row]) * topFactor * sign
      var bottom = Int128(bottoms[row]) * bottomFactor * sign
      // Different scales may make the parts longer than the fraction needs.
      while top % 10 == 0, bottom % 10 == 0, scale > 0 { (top, bottom) = (top / 10, bottom / 10) }
      guard let numerator = Int64(exactly: top), let denominator = Int64(exactly: bottom) else {
        throw QueryError(.numberTooLarge())
      }
      numerators[row] = numerator
      denominators[row] = denominator
    }
    return .ratio(
      RatioColumn(
        numerators: numerators, denominators: denominators,
        validity: present.isAllSet ? nil : present))
  }
}
