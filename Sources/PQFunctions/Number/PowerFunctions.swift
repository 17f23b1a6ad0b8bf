import Glibc
import PQColumnar
import PQDiagnostics

/// The square root.
enum Sqrt: StrictFunction {
  static let name = "sqrt"
  static let chineseName = "平方根"
  static let parameters = ["number"]
  static let summary = LocalizedText(
    "The square root; missing for a negative number, as a quotient by 0 is",
    zh: "平方根；负数没有平方根，结果为空（与除以零一致）")
  static let examples = [
    FunctionExample("sqrt(16)", gives: "4"),
    FunctionExample("sqrt(2.25)", gives: "1.5"),
    FunctionExample("sqrt(-1)", gives: "missing"),
    FunctionExample("sqrt(missing)", gives: "missing"),
  ]
  static let canFail = false

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isNumeric]) ? .float : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let numbers = rows.floats(0)
    return try rows.mapFloats { row in numbers[row].squareRoot() }
  }
}

/// The logarithm.
enum Log: StrictFunction {
  static let name = "log"
  static let chineseName = "对数"
  static let parameters = ["number", "[base number]"]
  static let summary = LocalizedText(
    "The natural logarithm, or the one to a base; missing for numbers that are not positive and "
      + "for a base that is not positive or is 1",
    zh: "自然对数，或以指定数为底的对数；数不为正，或底不为正、等于 1 时为空")
  static let examples = [
    FunctionExample("log(1)", gives: "0"),
    FunctionExample("log(1000, 10)", gives: "3"),
    FunctionExample("log(8, 2)", gives: "3"),
    FunctionExample("log(0)", gives: "missing"),
    FunctionExample("log(missing)", gives: "missing"),
  ]
  static let canFail = false

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isNumeric, \.isNumeric], optional: 1) ? .float : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let numbers = rows.floats(0)
    if rows.arguments.count == 1 {
      return try rows.mapFloats { row in numbers[row] > 0 ? log(numbers[row]) : nil }
    }
    let bases = rows.floats(1)
    return try rows.mapFloats { row in logarithm(numbers[row], base: bases[row]) }
  }

  /// 2 and 10 have functions of their own, which are exact on their powers.
  private static func logarithm(_ number: Double, base: Double) -> Double? {
    guard number > 0, base > 0, base != 1 else { return nil }
    if base == 2 { return log2(number) }
    if base == 10 { return log10(number) }
    return log(number) / log(base)
  }
}

/// A number raised to a power.
enum Power: StrictFunction {
  static let name = "power"
  static let chineseName = "乘方"
  static let parameters = ["number", "exponent number"]
  static let summary = LocalizedText(
    "The number raised to a power; missing where there is none, as for 0 to a negative power or "
      + "the root of a negative number",
    zh: "数的若干次方；无意义时为空，例如零的负数次方、负数开方")
  static let examples = [
    FunctionExample("power(2, 10)", gives: "1024"),
    FunctionExample("power(4, 0.5)", gives: "2"),
    FunctionExample("power(0, -1)", gives: "missing"),
    FunctionExample("power(missing, 2)", gives: "missing"),
  ]
  static let canFail = true

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isNumeric, \.isNumeric]) ? .float : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let numbers = rows.floats(0)
    let exponents = rows.floats(1)
    return try rows.mapFloats { row in
      if numbers[row] == 0, exponents[row] < 0 { return nil }
      return pow(numbers[row], exponents[row])
    }
  }
}
