import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSession
import Testing

/// Every function's examples give what its help says.
@Suite struct FunctionExampleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var function: String
    var example: FunctionExample
    var testDescription: String { "\(function): \(example.text)" }
  }

  static let functions: [any FunctionDescription.Type] =
    FunctionRegistry.scalars.map { $0 as any FunctionDescription.Type }
    + FunctionRegistry.aggregates.map { $0 as any FunctionDescription.Type }
    + FunctionRegistry.windows.map { $0 as any FunctionDescription.Type }

  static let cases: [Case] = functions.flatMap { function in
    function.examples.map { Case(function: function.name, example: $0) }
  }

  /// The table `numbers` of which aggregates' examples speak: n = 1, 2, 3, missing.
  private static let numbers = """
    import "Tests/Golden/data/numbers.csv" as numbers
    """

  @Test(arguments: cases)
  func exampleGivesWhatItSays(example: Case) throws {
    var options = SessionOptions()
    options.today = 18_627
    options.model = SourceText("", name: "none.pq")
    options.folder = ProjectFiles.root
    options.pseudonymKey = Array(0..<32)
    let session = Session(options: options)
    session.run(Self.numbers)
    let left = session.run(example.example.text)
    let right = session.run(example.example.result)
    // A comparison with `missing` is worth a warning, and worth an example.
    let errors = (left.diagnostics + right.diagnostics).filter { $0.severity == .error }
    let problems = errors.flatMap { CompactDiagnostic.lines($0, language: .english) }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    let given = try text(of: #require(left.results.last))
    let expected = try text(of: #require(right.results.last))
    #expect(given == expected)
  }

  /// Both sides are compared as they are printed: `max(2.5, 3)` is a decimal and `3` a whole number.
  private func text(of result: QueryResult) throws -> String {
    let value = result.value(row: 0, column: 0)
    let field = try #require(result.fields.first)
    if case .ratio(let ratio) = value {
      return "`\(Double(ratio.numerator) / Double(ratio.denominator))`"
    }
    return value.isMissing ? "missing" : "`\(ValueFormat.text(value, as: field.type))`"
  }

  @Test func everyFunctionHasExamplesAndHelp() {
    for function in Self.functions {
      #expect(!function.examples.isEmpty, "\(function.name)")
      #expect(!function.summary.english.isEmpty && !function.summary.chinese.isEmpty)
      #expect(!function.chineseName.isEmpty)
    }
  }
}
