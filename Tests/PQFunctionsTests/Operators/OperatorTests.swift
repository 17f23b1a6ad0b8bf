import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

/// Applies an operator to one row of constants and returns the value as text.
private func apply(
  _ name: String, _ arguments: [(Value, DataType)]
) throws -> String {
  guard let function = FunctionRegistry.scalar(named: name) else { return "no \(name)" }
  let types = arguments.map(\.1)
  guard let type = function.resultType(of: types) else { return "\(name) does not fit" }
  let context = FunctionContext(
    today: 0, calendar: WorkdayCalendar(years: nil, daysOff: [], makeUpDays: []))
  var texts: Set<String> = []
  for columns in [
    arguments.map { Column.constant(ConstantColumn($0.0, count: 3)) },
    arguments.map { Column(values: [$0.0, .missing, $0.0], type: $0.1) },
  ] {
    let column = try function.evaluate(columns, types: types, rowCount: 3, context: context)
    #expect(column.count == 3)
    let value = column.value(at: 2, as: type)
    texts.insert(value.isMissing ? "missing" : ValueFormat.text(value, as: type))
  }
  #expect(texts.count == 1, "encodings disagree: \(texts)")
  return texts.first ?? ""
}

private func integer(_ number: Int64) -> (Value, DataType) { (.integer(number), .integer) }
private func float(_ number: Double) -> (Value, DataType) { (.float(number), .float) }
private func text(_ text: String) -> (Value, DataType) { (.text(text), .text) }
private func day(_ text: String) -> (Value, DataType) {
  (.date(CivilDate(text)?.days ?? 0), .date)
}
private func time(_ text: String) -> (Value, DataType) {
  (.datetime(CivilDateTime(text)?.seconds ?? 0), .datetime)
}
private func duration(_ seconds: Int64) -> (Value, DataType) { (.duration(seconds), .duration) }
private func decimal(_ mantissa: Int64, _ scale: Int) -> (Value, DataType) {
  (.decimal(Decimal(mantissa: mantissa, scale: scale)), .decimal(scale: scale))
}
private func ratio(_ top: Int64, _ bottom: Int64) -> (Value, DataType) {
  (.ratio(Ratio(top, bottom)), .ratio(.percent))
}
private let missing: (Value, DataType) = (.missing, .unknown)

struct ArithmeticTests {
  typealias Argument = (Value, DataType)

  static let cases: [(Argument, String, Argument, String)] = [
    (integer(1), "+", integer(2), "3"), (integer(1), "-", integer(2), "-1"),
    (integer(6), "*", integer(7), "42"), (integer(7), "/", integer(2), "3.5"),
    (integer(7), "%", integer(3), "1"), (integer(-7), "%", integer(3), "-1"),
    (integer(.min), "%", integer(-1), "0"), (integer(7), "%", integer(0), "missing"),
    (integer(7), "/", integer(0), "missing"), (float(7), "/", float(0), "missing"),
    (decimal(1, 1), "+", decimal(2, 1), "0.3"), (decimal(150, 2), "*", decimal(25, 2), "0.375"),
    (integer(1), "+", decimal(5, 1), "1.5"), (decimal(75, 1), "%", integer(2), "1.5"),
    (decimal(1, 1), "/", decimal(3, 2), "3.3333333333333335"),
    (decimal(1, 12), "*", decimal(10, 1), "1e-12"), (float(0.5), "+", integer(1), "1.5"),
    (ratio(1, 4), "+", integer(1), "1.25"), (float(7.5), "%", float(2), "1.5"),
    (integer(1), "+", missing, "missing"), (missing, "*", missing, "missing"),
    (day("2020-02-28"), "+", duration(2 * 86400), "2020-03-01"),
    (duration(86400), "+", day("2020-02-28"), "2020-02-29"),
    (day("2020-03-01"), "-", duration(86400), "2020-02-29"),
    (day("2020-03-01"), "-", day("2020-02-28"), "2d"),
    (time("2020-03-01T06:00"), "-", day("2020-03-01"), "6h"),
    (time("2020-03-01T06:00"), "+", duration(-21600), "2020-03-01T00:00"),
    (duration(60), "+", duration(3600), "1h1min"), (duration(7200), "*", integer(3), "6h"),
    (integer(3), "*", duration(7200), "6h"), (duration(86400), "/", integer(-4), "-6h"),
    (duration(3), "/", integer(2), "2s"), (duration(86400), "/", duration(7200), "12"),
    (duration(86400), "/", integer(0), "missing"),
  ]

  @Test(arguments: cases)
  func gives(left: Argument, symbol: String, right: Argument, result: String) throws {
    #expect(try apply(symbol, [left, right]) == result)
  }

  static let failures: [(Argument, String, Argument, String)] = [
    (integer(.max), "+", integer(1), "`9223372036854775807 + 1` is too large a number"),
    (integer(.min), "-", integer(1), "`-9223372036854775808 - 1` is too large a number"),
    (integer(.max), "*", integer(2), "`9223372036854775807 * 2` is too large a number"),
    (integer(.max), "+", decimal(5, 1), "`9223372036854775807 + 0.5` is too large a number"),
    (float(1e308), "*", float(10), "`1e+308 * 10` is too large a number"),
    (
      day("9999-12-31"), "+", duration(86400),
      "`9999-12-31 + 1d` lies outside the years 0001 to 9999"
    ),
    (
      day("0001-01-01"), "-", duration(86400),
      "`0001-01-01 - 1d` lies outside the years 0001 to 9999"
    ),
    (
      day("2020-08-07"), "+", duration(7200),
      "`2h` is not a whole number of days, and a date has no hours"
    ),
  ]

  @Test(arguments: failures)
  func refuses(left: Argument, symbol: String, right: Argument, message: String) throws {
    let error = #expect(throws: QueryError.self) { try apply(symbol, [left, right]) }
    #expect(error?.diagnostic.message.english == message)
  }

  @Test func negates() throws {
    #expect(try apply("negate", [integer(5)]) == "-5")
    #expect(try apply("negate", [decimal(150, 2)]) == "-1.5")
    #expect(try apply("negate", [float(0)]) == "0")
    #expect(try apply("negate", [missing]) == "missing")
    #expect(throws: QueryError.self) { try apply("negate", [integer(.min)]) }
  }

  @Test func typesThatDoNotMeetHaveNoResult() {
    let pairs: [(String, DataType, DataType)] = [
      ("+", .date, .date), ("+", .text, .text), ("+", .date, .integer), ("*", .duration, .duration),
      ("-", .duration, .date), ("/", .integer, .duration), ("%", .duration, .duration),
      ("<", .boolean, .boolean), ("=", .text, .integer), ("=", .date, .text),
      ("=", .period(.year), .period(.month)), ("contains", .integer, .text),
    ]
    for (name, left, right) in pairs {
      #expect(FunctionRegistry.scalar(named: name)?.resultType(of: [left, right]) == nil)
    }
    for name in ["+", "=", "??", "contains", "make_ratio"] {
      #expect(FunctionRegistry.scalar(named: name)?.resultType(of: []) == nil)
    }
  }
}

struct ConditionOperatorTests {
  typealias Argument = (Value, DataType)

  static let cases: [(Argument, String, Argument, String)] = [
    (integer(1), "=", decimal(100, 2), "true"), (integer(1), "!=", missing, "true"),
    (missing, "=", missing, "true"), (missing, "<=", missing, "false"),
    (ratio(1, 4), "=", decimal(25, 2), "true"), (ratio(1, 3), "<", decimal(333, 3), "false"),
    (ratio(2, 4), ">=", ratio(1, 2), "true"), (decimal(1, 1), "=", float(0.1), "true"),
    (day("2020-08-07"), "=", time("2020-08-07T00:00"), "true"),
    (time("2020-08-07T00:01"), ">", day("2020-08-07"), "true"),
    (text("apple"), "<", text("plum"), "true"), (text("杏"), ">", text("a"), "true"),
    (text("plum"), "contains", text("lu"), "true"), (text("plum"), "contains", text(""), "true"),
    (text("plum"), "starts with", text("pl"), "true"),
    (text("pl"), "starts with", text("plum"), "false"),
    (text("plum"), "ends with", text("um"), "true"), (text("plum"), "ends with", missing, "false"),
    (text("plot 12"), "~", text("[0-9]+$"), "true"), (missing, "~", text("a"), "false"),
    ((.boolean(true), .boolean), "=", (.boolean(false), .boolean), "false"),
  ]

  @Test(arguments: cases)
  func answers(left: Argument, name: String, right: Argument, result: String) throws {
    #expect(try apply(name, [left, right]) == result)
  }

  @Test func coalescesAndAsksForMissing() throws {
    #expect(try apply("??", [missing, integer(3)]) == "3")
    #expect(try apply("??", [integer(1), decimal(25, 1)]) == "1")
    #expect(try apply("??", [day("2020-08-07"), time("2020-08-07T01:00")]) == "2020-08-07T00:00")
    #expect(try apply("is missing", [missing]) == "true")
    #expect(try apply("is missing", [integer(0)]) == "false")
  }

  @Test func makesRatios() throws {
    #expect(try apply("make_ratio", [integer(218), integer(275)]) == "79.27272727272727%")
    #expect(try apply("make_ratio", [integer(1), integer(0)]) == "missing")
    #expect(try apply("ratio", [integer(1), integer(-4)]) == "-0.25")
    #expect(try apply("ratio", [decimal(15, 1), integer(3)]) == "0.5")
    #expect(try apply("ratio", [float(1), integer(4)]) == "0.25")
    #expect(try apply("ratio", [duration(3600), duration(7200)]) == "0.5")
    #expect(throws: QueryError.self) { try apply("ratio", [integer(.min), integer(-1)]) }
  }

  @Test func aWrongPatternIsAnError() {
    #expect(throws: QueryError.self) { try apply("~", [text("a"), text("(")]) }
  }
}
