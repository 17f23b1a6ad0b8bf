import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

struct OtherFunctionTests {
  private static let context = FunctionContext(
    today: 0, calendar: WorkdayCalendar(years: nil, daysOff: [], makeUpDays: []))

  @Test func coalesceTakesTheFirstPresentValueOfEachRow() throws {
    let first = Column(values: [.missing, .integer(1), .missing], type: .integer)
    let second = Column(
      values: [.decimal(Decimal(mantissa: 25, scale: 1)), .missing, .missing],
      type: .decimal(scale: 1))
    let types: [DataType] = [.integer, .decimal(scale: 1), .unknown, .integer]
    let type = try #require(Coalesce.resultType(of: types))
    for last in [Value.missing, .integer(9)] {
      let columns: [Column] = [
        first, second, .constant(ConstantColumn(.missing, count: 3)),
        .constant(ConstantColumn(last, count: 3)),
      ]
      let result = try Coalesce.evaluate(
        columns, types: types, rowCount: 3, context: Self.context)
      let texts = (0..<3).map { ValueFormat.text(result.value(at: $0, as: type), as: type) }
      #expect(texts == ["2.5", "1", last.isMissing ? "" : "9"])
    }
  }

  @Test func coalesceOfText() {
    #expect(call(Coalesce.self, nil, "plum") == "plum")
    #expect(call(Coalesce.self, "fig", nil) == "fig")
    #expect(call(Coalesce.self, nil, nil) == "missing")
    #expect(call(Coalesce.self, 1, "a") == "no such call")
    #expect(call(Coalesce.self) == "no such call")
  }

  @Test func hashIsStable() {
    #expect(call(Hash.self, "") == "cbf29ce484222325")
    #expect(call(Hash.self, "a") == "af63dc4c8601ec8c")
    #expect(call(Hash.self, "12") == call(Hash.self, 12))
    #expect(call(Hash.self, nil) == "missing")
  }

  /// `text` comes with two rows, `dictionary` with codes into values that repeat once lowered.
  @Test func aResultThatRepeatsKeepsTheDictionaryDistinct() throws {
    var dictionary = TextColumn()
    for text in ["FIG", "fig", "Plum", "unused"] { dictionary.append(text) }
    let column = Column.dictionary(
      DictionaryColumn(
        codes: [2, 0, 1, 0, 2], dictionary: dictionary,
        validity: Bitmap([true, true, true, false, true])))
    let result = try Lower.evaluate(
      [column], types: [.text], rowCount: 5, context: Self.context)
    guard case .dictionary(let lowered) = result else {
      Issue.record("a dictionary came back in another encoding")
      return
    }
    #expect(lowered.dictionary.count == 2)
    let values = (0..<5).map { result.value(at: $0, as: .text) }
    #expect(values == [.text("plum"), .text("fig"), .text("fig"), .missing, .text("plum")])
  }

  @Test func noRowsGiveNoRows() throws {
    for function in FunctionRegistry.scalars {
      let types: [DataType] = [.text]
      guard function.resultType(of: types) != nil else { continue }
      for column in [Column.text(TextColumn()), .constant(ConstantColumn(.text("("), count: 0))] {
        let result = try function.evaluate(
          [column], types: types, rowCount: 0, context: Self.context)
        #expect(result.count == 0)
      }
    }
  }

  @Test func theFirstRowWithAMistakeIsReportedUnderEveryEncoding() {
    var dictionary = TextColumn()
    for text in ["x", "y", "1"] { dictionary.append(text) }
    let encoded = DictionaryColumn(codes: [2, 1, 0], dictionary: dictionary)
    let plain = Column(values: [.text("1"), .text("y"), .text("x")], type: .text)
    for column in [Column.dictionary(encoded), plain] {
      do throws(QueryError) {
        _ = try ToInteger.evaluate(
          [column], types: [.text], rowCount: 3, context: Self.context)
        Issue.record("a text was read as a number")
      } catch {
        #expect(error.diagnostic.message.english == "`y` is not a number")
      }
    }
  }
}

struct FunctionDescriptionTests {
  static let names: [String] = {
    let functions =
      TextFunctions.all + NumberFunctions.all + TimeFunctions.all + CastFunctions.all
      + OtherFunctions.all
    return functions.map { $0.name }
  }()

  @Test(arguments: names)
  func everyFunctionHasHelpWithAMissingValue(name: String) throws {
    let function = try #require(FunctionRegistry.scalar(named: name))
    #expect(function.examples.count >= 3)
    #expect(function.examples.contains { $0.text.contains("missing") })
    #expect(!function.summary.chinese.isEmpty && !function.parameters.isEmpty)
    #expect(function.chineseName.unicodeScalars.allSatisfy { $0.value >= 0x4E00 })
  }

  @Test func everyCodeIsListedOnce() {
    let names = FunctionDiagnostics.codes.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
