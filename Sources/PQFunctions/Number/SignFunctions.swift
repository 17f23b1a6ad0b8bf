import PQColumnar
import PQDiagnostics

/// A number without its sign.
enum Absolute: StrictFunction {
  static let name = "abs"
  static let chineseName = "绝对值"
  static let parameters = ["number or duration"]
  static let summary = LocalizedText("The number without its sign", zh: "去掉正负号的数值")
  static let examples = [
    FunctionExample("abs(-3)", gives: "3"),
    FunctionExample("abs(2.5)", gives: "2.5"),
    FunctionExample("abs(2020-08-01 - 2020-08-07)", gives: "6d"),
    FunctionExample("abs(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0.isNumeric || $0 == .duration }]) ? arguments[0] : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.types[0] == .float {
      let numbers = rows.floats(0)
      return try rows.mapFloats { row in numbers[row].magnitude }
    }
    if rows.types[0].isRatio {
      let ratios = rows.ratios(0)
      return try rows.mapRatios { row throws(QueryError) in
        let ratio = ratios[row]
        return Ratio(try magnitude(ratio.numerator), ratio.denominator)
      }
    }
    let numbers = rows.integers(0)
    return try rows.mapIntegers { row throws(QueryError) in try magnitude(numbers[row]) }
  }

  private static func magnitude(_ number: Int64) throws(QueryError) -> Int64 {
    if number == .min { throw QueryError(.numberTooLarge()) }
    return abs(number)
  }
}

/// The sign of a number.
enum Sign: StrictFunction {
  static let name = "sign"
  static let chineseName = "正负"
  static let parameters = ["number or duration"]
  static let summary = LocalizedText(
    "1 for a positive number, -1 for a negative one, 0 for 0", zh: "正数为 1，负数为 -1，零为 0")
  static let examples = [
    FunctionExample("sign(-2.5)", gives: "-1"),
    FunctionExample("sign(0)", gives: "0"),
    FunctionExample("sign(12%)", gives: "1"),
    FunctionExample("sign(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0.isNumeric || $0 == .duration }]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.types[0] == .float {
      let numbers = rows.floats(0)
      return try rows.mapIntegers { row in numbers[row] > 0 ? 1 : numbers[row] < 0 ? -1 : 0 }
    }
    if rows.types[0].isRatio {
      let ratios = rows.ratios(0)
      return try rows.mapIntegers { row in ratios[row].numerator.signum() }
    }
    let numbers = rows.integers(0)
    return try rows.mapIntegers { row in numbers[row].signum() }
  }
}
