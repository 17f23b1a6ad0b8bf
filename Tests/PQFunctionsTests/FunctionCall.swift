import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

/// An argument with its type, as a literal stands in a call.
struct Argument: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
  let value: Value
  let type: DataType

  init(_ value: Value, _ type: DataType) {
    self.value = value
    self.type = type
  }

  init(stringLiteral text: String) { self.init(.text(text), .text) }
  init(integerLiteral number: Int64) { self.init(.integer(number), .integer) }
  init(floatLiteral number: Double) { self.init(.float(number), .float) }
  init(nilLiteral: ()) { self.init(.missing, .unknown) }

  static func date(_ text: String) -> Argument {
    Argument(CivilDate(text).map { .date($0.days) } ?? .missing, .date)
  }

  static func datetime(_ text: String) -> Argument {
    Argument(CivilDateTime(text).map { .datetime($0.seconds) } ?? .missing, .datetime)
  }

  static func duration(_ seconds: Int64) -> Argument { Argument(.duration(seconds), .duration) }

  static func decimal(_ mantissa: Int64, scale: Int) -> Argument {
    Argument(.decimal(Decimal(mantissa: mantissa, scale: scale)), .decimal(scale: scale))
  }

  static func ratio(_ numerator: Int64, _ denominator: Int64) -> Argument {
    Argument(.ratio(Ratio(numerator, denominator)), .ratio(.percent))
  }

  static func period(_ text: String) -> Argument {
    guard let period = CalendarPeriod(text) else { return nil }
    return Argument(.period(period.ordinal), .period(period.granularity))
  }

  static let missingText = Argument(.missing, .text)
}

/// How the arguments of a call are stored.
enum Encoding: CaseIterable, Sendable {
  case constant, plain, dictionary, firstVaries
}

/// Calls a function under every encoding with one row and with more, a missing row between; all of
/// them must give the same value. Returns it as text, `missing` or `error[code]`.
func call(
  _ function: any ScalarFunction.Type, _ arguments: Argument..., calendar: WorkdayCalendar? = nil
) -> String {
  let types = arguments.map(\.type)
  guard let type = function.resultType(of: types) else { return "no such call" }
  let context = FunctionContext(
    today: 18481,
    calendar: calendar ?? WorkdayCalendar(years: nil, daysOff: [], makeUpDays: []))
  var answers: [String] = []
  for encoding in Encoding.allCases {
    for rowCount in [1, 3] {
      let columns = arguments.enumerated().map { place, argument in
        column(argument, place: place, encoding: encoding, rowCount: rowCount)
      }
      answers += read(function, columns, types: types, type: type, rowCount: rowCount, context)
    }
  }
  if answers.contains(where: { $0 != answers[0] }) { Issue.record("encodings differ: \(answers)") }
  return answers[0]
}

/// Returns the values of the rows that hold the arguments; row 1 of 3 is a missing one.
private func read(
  _ function: any ScalarFunction.Type, _ columns: [Column], types: [DataType], type: DataType,
  rowCount: Int, _ context: FunctionContext
) -> [String] {
  do throws(QueryError) {
    let result = try function.evaluate(
      columns, types: types, rowCount: rowCount, context: context)
    #expect(result.count == rowCount)
    return (0..<rowCount).filter { $0 != 1 }.map { row in
      let value = result.value(at: row, as: type)
      return value.isMissing ? "missing" : ValueFormat.text(value, as: type)
    }
  } catch {
    return ["error[\(error.diagnostic.code.name)]"]
  }
}

private func column(
  _ argument: Argument, place: Int, encoding: Encoding, rowCount: Int
) -> Column {
  let isConstant = encoding == .constant || (encoding == .firstVaries && place > 0)
  if isConstant || argument.type == .unknown {
    return .constant(ConstantColumn(argument.value, count: rowCount))
  }
  if encoding != .plain, case .text(let text) = argument.value {
    // The dictionary begins with an entry that no row uses and that no function can read.
    var dictionary = TextColumn()
    dictionary.append("(?unused\u{1}")
    dictionary.append(text)
    let validity = rowCount == 1 ? nil : Bitmap([true, false, true])
    return .dictionary(
      DictionaryColumn(
        codes: (0..<rowCount).map { $0 == 1 ? 0 : 1 }, dictionary: dictionary,
        validity: validity))
  }
  return Column(
    values: (0..<rowCount).map { $0 == 1 ? .missing : argument.value }, type: argument.type)
}
