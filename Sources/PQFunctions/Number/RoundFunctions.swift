import PQColumnar
import PQDiagnostics

/// A number rounded, halves away from zero.
enum Round: StrictFunction {
  static let name = "round"
  static let chineseName = "四舍五入"
  static let parameters = ["number", "[digits number]"]
  static let summary = LocalizedText(
    "The nearest whole number, or the nearest number with so many digits behind the point; "
      + "halves go away from zero, exactly as the number is written. Negative digits round to "
      + "tens, hundreds and so on",
    zh: "四舍五入到整数，或保留若干位小数，严格按数值的写法进位；位数为负时取整到十、百等")
  static let examples = [
    FunctionExample("round(2.5)", gives: "3"),
    FunctionExample("round(-2.5)", gives: "-3"),
    FunctionExample("round(2.675, 2)", gives: "2.68"),
    FunctionExample("round(1250, -2)", gives: "1300"),
    FunctionExample("round(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.fit([\.isNumeric, \.isInteger], optional: 1) else { return nil }
    return arguments.count == 1 ? .integer : arguments[0]
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.arguments.count == 1 {
      return try WholeNumbers.map(rows, .halfUp)
    }
    let places = rows.integers(1)
    switch rows.types[0] {
    case .float:
      let numbers = rows.floats(0)
      return try rows.mapFloats { row in
        rounded(numbers[row], places: clampedPosition(places[row]))
      }
    case .ratio:
      let ratios = rows.ratios(0)
      return try rows.mapRatios { row throws(QueryError) in
        try rounded(ratios[row], places: clampedPosition(places[row]))
      }
    case let type:
      let numbers = rows.integers(0)
      let scale = type.exactScale ?? 0
      return try rows.mapIntegers { row throws(QueryError) in
        try rounded(numbers[row], scale: scale, places: clampedPosition(places[row]))
      }
    }
  }

  /// Goes by the shortest decimal that stands for the float, for that is what a reader sees.
  private static func rounded(_ number: Double, places: Int) -> Double {
    if number == number.rounded(.towardZero), places >= 0 { return number }
    var digits = DecimalDigits(number)
    digits.round(to: min(max(places, -400), 400))
    return digits.double
  }

  /// Keeps the fraction exact: 218/275 to 3 places is 793/1000.
  private static func rounded(_ ratio: Ratio, places: Int) throws(QueryError) -> Ratio {
    let mostPlaces = 15
    if places > mostPlaces { return ratio }
    let factor = ExactDivision.powerOfTen(abs(max(places, -19)))
    if places >= 0 {
      let rounded = ExactDivision.roundedHalfUp(
        Int128(ratio.numerator) * factor, by: Int128(ratio.denominator))
      return Ratio(try WholeNumbers.checked(rounded), Int64(factor))
    }
    let rounded = ExactDivision.roundedHalfUp(
      Int128(ratio.numerator), by: Int128(ratio.denominator) * factor)
    return Ratio(try WholeNumbers.checked(rounded * factor), 1)
  }

  private static func rounded(
    _ mantissa: Int64, scale: Int, places: Int
  ) throws(QueryError) -> Int64 {
    let dropCount = scale - places
    if dropCount <= 0 { return mantissa }
    if dropCount > 19 { return 0 }
    let factor = ExactDivision.powerOfTen(dropCount)
    let rounded = ExactDivision.roundedHalfUp(Int128(mantissa), by: factor)
    return try WholeNumbers.checked(rounded * factor)
  }
}

/// The next whole number down.
enum Floor: StrictFunction {
  static let name = "floor"
  static let chineseName = "向下取整"
  static let parameters = ["number"]
  static let summary = LocalizedText(
    "The largest whole number that is not greater", zh: "不大于该数的最大整数")
  static let examples = [
    FunctionExample("floor(2.9)", gives: "2"),
    FunctionExample("floor(-2.1)", gives: "-3"),
    FunctionExample("floor(7)", gives: "7"),
    FunctionExample("floor(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isNumeric]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try WholeNumbers.map(rows, .down)
  }
}

/// The next whole number up.
enum Ceil: StrictFunction {
  static let name = "ceil"
  static let chineseName = "向上取整"
  static let parameters = ["number"]
  static let summary = LocalizedText(
    "The smallest whole number that is not less", zh: "不小于该数的最小整数")
  static let examples = [
    FunctionExample("ceil(2.1)", gives: "3"),
    FunctionExample("ceil(-2.9)", gives: "-2"),
    FunctionExample("ceil(7)", gives: "7"),
    FunctionExample("ceil(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isNumeric]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try WholeNumbers.map(rows, .up)
  }
}

/// Which whole number stands for one with a fraction.
enum WholeNumberRule {
  case halfUp, down, up
}

/// Turns numbers of any type to whole ones.
enum WholeNumbers {
  static func map(_ rows: PresentRows, _ rule: WholeNumberRule) throws(QueryError) -> Column {
    switch rows.types[0] {
    case .float:
      let numbers = rows.floats(0)
      return try rows.mapIntegers { row throws(QueryError) in
        try integer(rounded(numbers[row], rule))
      }
    case .ratio:
      let ratios = rows.ratios(0)
      return try rows.mapIntegers { row throws(QueryError) in
        let ratio = ratios[row]
        if ratio.denominator == 0 { return nil }
        return try checked(
          quotient(Int128(ratio.numerator), by: Int128(ratio.denominator), rule))
      }
    case let type:
      let numbers = rows.integers(0)
      let divisor = ExactDivision.powerOfTen(type.exactScale ?? 0)
      return try rows.mapIntegers { row throws(QueryError) in
        try checked(quotient(Int128(numbers[row]), by: divisor, rule))
      }
    }
  }

  private static func rounded(_ number: Double, _ rule: WholeNumberRule) -> Double {
    switch rule {
    case .halfUp: number.rounded(.toNearestOrAwayFromZero)
    case .down: number.rounded(.down)
    case .up: number.rounded(.up)
    }
  }

  private static func quotient(
    _ numerator: Int128, by denominator: Int128, _ rule: WholeNumberRule
  ) -> Int128 {
    if rule == .halfUp { return ExactDivision.roundedHalfUp(numerator, by: denominator) }
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    if rest == 0 { return quotient }
    return rule == .down ? quotient - (rest < 0 ? 1 : 0) : quotient + (rest > 0 ? 1 : 0)
  }

  /// Returns a whole float as an integer.
  static func integer(_ number: Double) throws(QueryError) -> Int64 {
    guard let integer = Int64(exactly: number) else { throw QueryError(.numberTooLarge()) }
    return integer
  }

  static func checked(_ number: Int128) throws(QueryError) -> Int64 {
    guard let integer = Int64(exactly: number) else { throw QueryError(.numberTooLarge()) }
    return integer
  }
}
