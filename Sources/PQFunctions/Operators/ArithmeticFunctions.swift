import PQColumnar
import PQDiagnostics

/// `left + right`: numbers, durations, and a time with a duration.
enum Addition: ScalarFunction {
  static let name = "+"
  static let chineseName = "+"
  static let parameters = ["number or time", "number or duration"]
  static let summary = LocalizedText(
    "The sum of two numbers or durations, or a time so much later",
    zh: "两个数或两段时长之和，或某一时间加上一段时长")
  static let examples = [
    FunctionExample("1 + 2", gives: "3"),
    FunctionExample("0.1 + 0.2", gives: "0.3"),
    FunctionExample("2020-02-28 + 2d", gives: "2020-03-01"),
    FunctionExample("1 + missing", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? ArithmeticTypes.sum(arguments[0], arguments[1]) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let sides = BinaryArithmetic(name, arguments, types)
    guard let type = resultType(of: types), !sides.hasUnknown else { return sides.missing }
    if types[0].isTemporal {
      return try sides.shifted(sides.left, types[0], by: sides.right, .add)
    }
    if types[1].isTemporal {
      return try sides.shifted(sides.right, types[1], by: sides.left, .add)
    }
    return try sides.numbers(.add, as: type == .duration ? .integer : type)
  }
}

/// `left - right`: numbers, durations, times, and a time with a duration.
enum Subtraction: ScalarFunction {
  static let name = "-"
  static let chineseName = "-"
  static let parameters = ["number or time", "number, time or duration"]
  static let summary = LocalizedText(
    "The difference of two numbers, the duration between two times, or a time so much earlier",
    zh: "两数之差、两个时间之间的时长，或某一时间减去一段时长")
  static let examples = [
    FunctionExample("5 - 7", gives: "-2"),
    FunctionExample("2020-03-01 - 2020-02-28", gives: "2d"),
    FunctionExample("2020-08-07T14:30 - 2h", gives: "2020-08-07T12:30"),
    FunctionExample("missing - 1", gives: "missing"),
  ]
  static let canFail = true

  /// Two points in time are never so far apart that their difference does not fit.
  static func canFail(on types: [DataType]) -> Bool { !types.allSatisfy(\.isTemporal) }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? ArithmeticTypes.difference(arguments[0], arguments[1]) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let sides = BinaryArithmetic(name, arguments, types)
    guard let type = resultType(of: types), !sides.hasUnknown else { return sides.missing }
    if types[0].isTemporal, types[1].isTemporal { return try between(sides) }
    if types[0].isTemporal {
      return try sides.shifted(sides.left, types[0], by: sides.right, .subtract)
    }
    return try sides.numbers(.subtract, as: type == .duration ? .integer : type)
  }

  /// The seconds from the right time to the left one.
  private static func between(_ sides: BinaryArithmetic) throws(QueryError) -> Column {
    try sides.located { () throws(RowFailure) in
      let left = try NumericConversion.convert(sides.left, from: sides.leftType, to: .datetime)
      let right = try NumericConversion.convert(sides.right, from: sides.rightType, to: .datetime)
      return .integer(try Arithmetic.integers(.subtract, left, right))
    }
  }
}

/// `left * right`: numbers, and a duration with a whole number.
enum Multiplication: ScalarFunction {
  static let name = "*"
  static let chineseName = "*"
  static let parameters = ["number or duration", "number"]
  static let summary = LocalizedText(
    "The product of two numbers, or a duration so many times", zh: "两数之积，或时长的若干倍")
  static let examples = [
    FunctionExample("6 * 7", gives: "42"),
    FunctionExample("1.5 * 0.25", gives: "0.375"),
    FunctionExample("3 * 2h", gives: "6h"),
    FunctionExample("missing * 2", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? ArithmeticTypes.product(arguments[0], arguments[1]) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let sides = BinaryArithmetic(name, arguments, types)
    guard let type = resultType(of: types), !sides.hasUnknown else { return sides.missing }
    return try sides.numbers(.multiply, as: type == .duration ? .integer : type)
  }
}

/// `left / right`: a float, or a duration cut into equal parts. Division by 0 is missing.
enum Division: ScalarFunction {
  static let name = "/"
  static let chineseName = "/"
  static let parameters = ["number or duration", "number or duration"]
  static let summary = LocalizedText(
    "The quotient of two numbers or durations, or a duration in equal parts; missing if the "
      + "divisor is 0",
    zh: "两数或两段时长之商，或把时长等分；除数为 0 时为空")
  static let examples = [
    FunctionExample("7 / 2", gives: "3.5"),
    FunctionExample("1d / 4", gives: "6h"),
    FunctionExample("1d / 6h", gives: "4"),
    FunctionExample("1 / 0", gives: "missing"),
  ]
  static let canFail = true

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? ArithmeticTypes.quotient(arguments[0], arguments[1]) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let sides = BinaryArithmetic(name, arguments, types)
    guard let type = resultType(of: types), !sides.hasUnknown else { return sides.missing }
    if type == .duration { return try parts(sides) }
    let isDuration = types[0] == .duration
    return try sides.located { () throws(RowFailure) in
      .float(
        try Arithmetic.quotients(
          sides.left, isDuration ? .integer : types[0], sides.right,
          isDuration ? .integer : types[1]))
    }
  }

  /// Whole seconds, halves away from zero.
  private static func parts(_ sides: BinaryArithmetic) throws(QueryError) -> Column {
    let rows = PresentRows(
      arguments: [sides.left, sides.right], types: [.duration, .integer], count: sides.left.count,
      context: FunctionContext(
        today: 0, calendar: WorkdayCalendar(years: nil, daysOff: [], makeUpDays: [])))
    let durations = rows.integers(0)
    let divisors = rows.integers(1)
    return try rows.mapIntegers { row throws(QueryError) in
      guard divisors[row] != 0 else { return nil }
      let sign: Int128 = divisors[row] < 0 ? -1 : 1
      let quotient = ExactDivision.roundedHalfUp(
        Int128(durations[row]) * sign, by: Int128(divisors[row]) * sign)
      guard let seconds = Int64(exactly: quotient) else { throw QueryError(.numberTooLarge()) }
      return seconds
    }
  }
}

/// `left % right`: what is left after division, with the sign of the left side.
enum Remainder: ScalarFunction {
  static let name = "%"
  static let chineseName = "%"
  static let parameters = ["number", "number"]
  static let summary = LocalizedText(
    "The remainder of a division, with the sign of the left side; missing if the divisor is 0",
    zh: "除法的余数，符号与左边相同；除数为 0 时为空")
  static let examples = [
    FunctionExample("7 % 3", gives: "1"),
    FunctionExample("-7 % 3", gives: "-1"),
    FunctionExample("7.5 % 2", gives: "1.5"),
    FunctionExample("7 % 0", gives: "missing"),
  ]
  static let canFail = true

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? ArithmeticTypes.number(arguments[0], arguments[1]) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let sides = BinaryArithmetic(name, arguments, types)
    guard let type = resultType(of: types), !sides.hasUnknown else { return sides.missing }
    return try sides.numbers(.remainder, as: type)
  }
}

/// `-x`: the number or duration with the other sign.
enum Negation: ScalarFunction {
  static let name = "negate"
  static let chineseName = "取负"
  static let parameters = ["number or duration"]
  static let summary = LocalizedText(
    "The number or duration with the other sign; written `-x`", zh: "数或时长的相反数，写作 `-x`")
  static let examples = [
    FunctionExample("-(2 + 3)", gives: "-5"),
    FunctionExample("-(1.50)", gives: "-1.5"),
    FunctionExample("-(2h)", gives: "-2h"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 1 else { return nil }
    switch arguments[0] {
    case .integer, .decimal, .float, .duration, .unknown: return arguments[0]
    case .ratio: return .float
    default: return nil
    }
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    switch types[0] {
    case .unknown: return arguments[0]
    case .float, .ratio:
      return .float(Arithmetic.negated(NumericConversion.floatColumn(arguments[0], types[0])))
    default:
      do {
        return .integer(try Arithmetic.negated(arguments[0]))
      } catch {
        let value = arguments[0].value(at: error.row, as: types[0])
        throw QueryError(.operationTooLarge("0", "-", ValueFormat.text(value, as: types[0])))
      }
    }
  }
}
