import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

/// Every scalar function takes the ends of every type without a trap: it gives a value, a missing
/// one, or an error, the same in every encoding.
struct ExtremeArgumentTests {
  static let names: [String] = FunctionRegistry.scalars.map { $0.name }

  @Test(arguments: names)
  func endsOfEveryTypeGiveAValueOrAnError(name: String) throws {
    let function = try #require(FunctionRegistry.scalar(named: name))
    var random = Self.SmallRandom(state: UInt64(name.utf8.count) &* 7919 &+ 1)
    for count in 1...3 {
      for types in Self.combinations(of: Self.arguments.count, count: count) {
        let choices = types.map { Self.arguments[$0] }
        guard let type = function.resultType(of: choices.map { $0[0].type }) else { continue }
        for _ in 0..<(count == 3 ? 2 : 12) {
          let arguments = choices.map { $0[random.next(below: $0.count)] }
          check(function, arguments, resultType: type)
        }
      }
    }
  }

  private func check(
    _ function: any ScalarFunction.Type, _ arguments: [Argument], resultType: DataType
  ) {
    let context = FunctionContext(
      today: 0,
      calendar: WorkdayCalendar(years: 2019...2021, daysOff: [18_262], makeUpDays: [18_281]))
    var answers: [String] = []
    for isConstant in [true, false] {
      let columns = arguments.map { argument in
        isConstant
          ? Column.constant(ConstantColumn(argument.value, count: 1))
          : Column(values: [argument.value], type: argument.type)
      }
      do throws(QueryError) {
        let result = try function.evaluate(
          columns, types: arguments.map(\.type), rowCount: 1, context: context)
        let value = result.value(at: 0, as: resultType)
        answers.append(
          value.isMissing ? "missing" : ValueFormat.text(value, as: resultType))
      } catch {
        answers.append("error[\(error.diagnostic.code.name)] \(error.diagnostic.message.chinese)")
      }
    }
    #expect(answers[0] == answers[1], "\(function.name) \(arguments.map(\.value))")
  }

  // MARK: - Arguments

  private static let integers: [Int64] = [.min, .min + 1, -1, 0, 1, 2, 20_200_807, .max]

  static let arguments: [[Argument]] = {
    let fruit = EnumType(codes: [EnumCode("plum", zh: "李子"), EnumCode("fig")])
    let days = CivilDate.validDays
    let seconds = CivilDateTime.validSeconds
    var result: [[Argument]] = [
      [Argument(.missing, .unknown)],
      [true, false].map { Argument(.boolean($0), .boolean) },
      integers.map { Argument(.integer($0), .integer) },
      [-Double.greatestFiniteMagnitude, -0.5, 0, 5e-300, 2.5, 1e19, .greatestFiniteMagnitude].map {
        Argument(.float($0), .float)
      },
      [
        "", " ", "1", "-9223372036854775808", "2020-08-07", "9999-12-31 23:59", "month", "a|b", "(",
        "李子🍎", "%", "0.0%", "yyyy",
      ].map { Argument(.text($0), .text) },
      [days.lowerBound, -1, 0, 18_481, days.upperBound].map { Argument(.date($0), .date) },
      [seconds.lowerBound, -1, 0, seconds.upperBound].map { Argument(.datetime($0), .datetime) },
      integers.map { Argument(.duration($0), .duration) },
      [0, 1].map { Argument(.code($0), .enumeration(fruit)) },
      [(Int64.min, Int64.max), (.max, 1), (.min, 1), (0, 5), (1, 3), (-1, .max)].map {
        Argument(.ratio(Ratio($0.0, $0.1)), .ratio(.number))
      },
    ]
    for scale in [2, 12] {
      result.append(integers.map { .decimal($0, scale: scale) })
    }
    for granularity in Granularity.allCases {
      let ordinals = CalendarPeriod.validOrdinals(of: granularity)
      result.append(
        [ordinals.lowerBound, ordinals.upperBound].map {
          Argument(.period($0), .period(granularity))
        })
    }
    return result
  }()

  /// Returns every list of `count` numbers below `limit`.
  private static func combinations(of limit: Int, count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return combinations(of: limit, count: count - 1).flatMap { list in
      (0..<limit).map { list + [$0] }
    }
  }

  private struct SmallRandom {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }
}
