import PQColumnar
import PQDiagnostics

/// A whole number.
enum ToInteger: StrictFunction {
  static let name = "int"
  static let chineseName = "整数"
  static let parameters = ["number, text, yes/no or year"]
  static let summary = LocalizedText(
    "The value as a whole number. A fraction and a text that is no number are errors; round, "
      + "floor and ceil drop fractions",
    zh: "转为整数。带小数的数值和不是数值的文本报错；舍去小数请用“四舍五入”“向下取整”“向上取整”")
  static let examples = [
    FunctionExample(#"int(" 12 ")"#, gives: "12"),
    FunctionExample("int(3.0)", gives: "3"),
    FunctionExample("int(true)", gives: "1"),
    FunctionExample("int(year(2020-08-07))", gives: "2020"),
    FunctionExample("int(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    let accepts = { (type: DataType) in
      type.isNumeric || type == .text || type == .boolean || type == .period(.year)
    }
    return arguments.fit([accepts]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let type = rows.types[0]
    switch type {
    case .text:
      let texts = rows.texts(0)
      return try rows.mapIntegers { row throws(QueryError) in
        try NumberText.integer(texts[row])
      }
    case .float:
      let numbers = rows.floats(0)
      return try rows.mapIntegers { row throws(QueryError) in
        let number = numbers[row]
        if number != number.rounded(.towardZero) { throw notWhole(rows, row) }
        return try WholeNumbers.integer(number)
      }
    case .ratio:
      let ratios = rows.ratios(0)
      return try rows.mapIntegers { row throws(QueryError) in
        let ratio = ratios[row]
        if ratio.denominator == 0 { return nil }
        let parts = ratio.numerator.quotientAndRemainder(dividingBy: ratio.denominator)
        if parts.remainder != 0 { throw notWhole(rows, row) }
        return parts.quotient
      }
    default:
      let numbers = rows.integers(0)
      let divisor = Int64(ExactDivision.powerOfTen(min(type.exactScale ?? 0, 18)))
      return try rows.mapIntegers { row throws(QueryError) in
        if numbers[row] % divisor != 0 { throw notWhole(rows, row) }
        return numbers[row] / divisor
      }
    }
  }

  private static func notWhole(_ rows: PresentRows, _ row: Int) -> QueryError {
    var text: [UInt8] = []
    ValueFormat.append(rows.arguments[0], at: row, as: rows.types[0], to: &text)
    return QueryError(.notWhole(String(decoding: text, as: UTF8.self)))
  }
}

/// A number.
enum ToNumber: StrictFunction {
  static let name = "number"
  static let chineseName = "数值"
  static let parameters = ["number, text or yes/no"]
  static let summary = LocalizedText(
    "The value as a number. Text may have blanks around it and end in %, but no separators of "
      + "thousands; other text is an error",
    zh: "转为数值。文本首尾可以有空格，可以带 %，但不能有千位分隔符；其他文本报错")
  static let examples = [
    FunctionExample(#"number(" 3.5 ")"#, gives: "3.5"),
    FunctionExample(#"number("12%")"#, gives: "0.12"),
    FunctionExample("number(false)", gives: "0"),
    FunctionExample("number(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 1 else { return nil }
    switch arguments[0] {
    case .text, .float, .ratio, .unknown: return .float
    case .integer, .boolean: return .integer
    case .decimal(let scale): return .decimal(scale: scale)
    default: return nil
    }
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    switch rows.types[0] {
    case .text:
      let texts = rows.texts(0)
      return try rows.mapFloats { row throws(QueryError) in try NumberText.float(texts[row]) }
    case .float, .ratio:
      let numbers = rows.floats(0)
      return try rows.mapFloats { row in numbers[row] }
    default:
      let numbers = rows.integers(0)
      return try rows.mapIntegers { row in numbers[row] }
    }
  }
}

/// Reads numbers as people write them.
private enum NumberText {
  static func integer(_ bytes: ArraySlice<UInt8>) throws(QueryError) -> Int64 {
    let text = String(decoding: Trim.trimmed(bytes), as: UTF8.self)
    if let number = Int64(text) { return number }
    let number = try float(bytes)
    guard number == number.rounded(.towardZero) else { throw QueryError(.notWhole(text)) }
    // A float this large no longer knows every digit that the text has.
    guard abs(number) < 9_007_199_254_740_992 else { throw QueryError(.numberTooLarge()) }
    return Int64(number)
  }

  static func float(_ bytes: ArraySlice<UInt8>) throws(QueryError) -> Double {
    var rest = Trim.trimmed(bytes)
    let isPercent = rest.last == UInt8(ascii: "%")
    if isPercent { rest = rest.dropLast() }
    // The standard library also reads `nan`, `inf` and hexadecimal numbers.
    let isPlain = rest.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard isPlain, let number = Double(String(decoding: rest, as: UTF8.self)) else {
      throw QueryError(.unreadableNumber(String(decoding: bytes, as: UTF8.self)))
    }
    if number.isInfinite { throw QueryError(.numberTooLarge()) }
    if !isPercent { return number }
    var digits = DecimalDigits(number)
    digits.shiftPoint(right: -2)
    return digits.double
  }
}

/// A yes or no.
enum ToBoolean: StrictFunction {
  static let name = "bool"
  static let chineseName = "是否"
  static let parameters = ["text, number or yes/no"]
  static let summary = LocalizedText(
    "The value as true or false: true false, yes no, 是 否, 1 0; anything else is an error",
    zh: "转为“是”或“否”：接受 true false、yes no、是 否、1 0，其他值报错")
  static let examples = [
    FunctionExample(#"bool("yes")"#, gives: "true"),
    FunctionExample(#"bool("否")"#, gives: "false"),
    FunctionExample("bool(1)", gives: "true"),
    FunctionExample("bool(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0 == .text || $0 == .boolean || $0 == .integer }]) ? .boolean : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.types[0] == .text {
      let texts = rows.texts(0)
      return try rows.mapBooleans { row throws(QueryError) in
        let text = String(decoding: Trim.trimmed(texts[row]), as: UTF8.self)
        switch text.lowercased() {
        case "true", "yes", "1", "是": return true
        case "false", "no", "0", "否": return false
        default: throw QueryError(.unreadableBoolean(texts.string(at: row)))
        }
      }
    }
    let numbers = rows.integers(0)
    return try rows.mapBooleans { row throws(QueryError) in
      if numbers[row] != 0, numbers[row] != 1 {
        throw QueryError(.unreadableBoolean(String(numbers[row])))
      }
      return numbers[row] == 1
    }
  }
}

/// A text.
enum ToText: StrictFunction {
  static let name = "text"
  static let chineseName = "文本"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "The value as text, as it stands in a CSV file", zh: "转为文本，写法与 CSV 文件中相同")
  static let examples = [
    FunctionExample("text(12.50)", gives: #""12.5""#),
    FunctionExample("text(2020-08-07)", gives: #""2020-08-07""#),
    FunctionExample("text(month(2020-08-07))", gives: #""2020-08""#),
    FunctionExample("text(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.types[0] == .text { return rows.arguments[0] }
    return try rows.mapTexts { row, result in
      ValueFormat.append(rows.arguments[0], at: row, as: rows.types[0], to: &result)
      return true
    }
  }
}
