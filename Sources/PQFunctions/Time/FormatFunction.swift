import PQColumnar
import PQDiagnostics

/// A time or number written by a pattern.
enum Format: StrictFunction {
  static let name = "format"
  static let chineseName = "格式"
  static let parameters = ["time or number", "pattern text or digits number"]
  static let summary = LocalizedText(
    "A time written by a pattern of yyyy MM M dd d HH H mm m ss s Q, or a number with a fixed "
      + "number of digits behind the point or by a pattern such as #,##0.00 or 0.0%, rounded half "
      + "up; 0.0万 and 0.00亿 count in them. A period is written by its first day",
    zh: "按格式写出时间（yyyy MM M dd d HH H mm m ss s Q）；数值按小数位数或 #,##0.00、0.0% 之类的"
      + "格式写出，四舍五入；0.0万、0.00亿 以万、亿为单位。时期按其第一天写出")
  static let examples = [
    FunctionExample(#"format(2020-08-07, "yyyy年M月d日")"#, gives: #""2020年8月7日""#),
    FunctionExample(
      #"format(2020-08-07T14:05, "yyyy/MM/dd HH:mm")"#, gives: #""2020/08/07 14:05""#),
    FunctionExample(##"format(1234567.891, "#,##0.00")"##, gives: #""1,234,567.89""#),
    FunctionExample("format(2.5, 0)", gives: #""3""#),
    FunctionExample(#"format(0.793, "0.0%")"#, gives: #""79.3%""#),
    FunctionExample(#"format(123456, "0.0万")"#, gives: #""12.3万""#),
    FunctionExample(#"format(missing, "yyyy")"#, gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0.isTemporal || $0.isPeriod }, { $0 == .text }])
      || arguments.fit([\.isNumeric, { $0 == .text || $0 == .integer }]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.types[0].isNumeric { return try computeNumbers(rows) }
    let days = DayView(rows, 0)
    var patterns = ParsedTexts(rows.texts(1), parse: TimePattern.init)
    return try rows.mapTexts { row, result throws(QueryError) in
      let date = CivilDate(days: days[row])
      let pattern = try patterns.parsed(at: row)
      pattern.append(date, secondOfDay: Int(days.secondOfDay(row)), to: &result)
      return true
    }
  }

  private static func computeNumbers(_ rows: PresentRows) throws(QueryError) -> Column {
    let numbers = DigitsView(rows, 0)
    if rows.types[1] == .integer {
      let places = rows.integers(1)
      return try rows.mapTexts { row, result in
        let pattern = NumberPattern(places: clampedPosition(places[row]))
        pattern.append(numbers.digits(row, places: pattern.readPlaces), to: &result)
        return true
      }
    }
    var patterns = ParsedTexts(rows.texts(1), parse: NumberPattern.init)
    return try rows.mapTexts { row, result throws(QueryError) in
      let pattern = try patterns.parsed(at: row)
      pattern.append(numbers.digits(row, places: pattern.readPlaces), to: &result)
      return true
    }
  }
}

/// How to write a time: `yyyy-MM-dd HH:mm`.
private struct TimePattern {
  private enum Piece {
    case literal([UInt8])
    case field(UInt8, width: Int)
  }

  private var pieces: [Piece] = []

  /// The letters that stand for parts of a time, with the widths that each can have.
  private static let widths: [UInt8: ClosedRange<Int>] = [
    UInt8(ascii: "y"): 1...4, UInt8(ascii: "M"): 1...2, UInt8(ascii: "d"): 1...2,
    UInt8(ascii: "H"): 1...2, UInt8(ascii: "m"): 1...2, UInt8(ascii: "s"): 1...2,
    UInt8(ascii: "Q"): 1...1,
  ]

  init(_ text: String) throws(QueryError) {
    let bytes = Array(text.utf8)
    let quote = UInt8(ascii: "'")
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote {
        guard let end = bytes[(position + 1)...].firstIndex(of: quote) else {
          throw QueryError(.unreadableFormat(text))
        }
        // Two quotes in a row are a quote.
        let inside = Array(bytes[(position + 1)..<end])
        pieces.append(.literal(inside.isEmpty ? [quote] : inside))
        position = end + 1
      } else if let range = TimePattern.widths[byte] {
        let width = bytes[position...].prefix { $0 == byte }.count
        guard range.contains(width), !(byte == UInt8(ascii: "y") && width == 3) else {
          throw QueryError(.unreadableFormat(text))
        }
        pieces.append(.field(byte, width: width))
        position += width
      } else if (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z") {
        throw QueryError(.unreadableFormat(text))
      } else {
        pieces.append(.literal([byte]))
        position += 1
      }
    }
  }

  func append(_ date: CivilDate, secondOfDay: Int, to bytes: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .field(let letter, let width):
        let number = TimePattern.number(letter, date, secondOfDay: secondOfDay)
        let isShortYear = letter == UInt8(ascii: "y") && width == 2
        let digits = Array(String(isShortYear ? number % 100 : number).utf8)
        bytes.append(
          contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)))
        bytes.append(contentsOf: digits)
      }
    }
  }

  private static func number(_ letter: UInt8, _ date: CivilDate, secondOfDay: Int) -> Int {
    switch letter {
    case UInt8(ascii: "y"): date.year
    case UInt8(ascii: "M"): date.month
    case UInt8(ascii: "d"): date.day
    case UInt8(ascii: "Q"): (date.month - 1) / 3 + 1
    case UInt8(ascii: "H"): secondOfDay / 3600
    case UInt8(ascii: "m"): secondOfDay / 60 % 60
    default: secondOfDay % 60
    }
  }
}
