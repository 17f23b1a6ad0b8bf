import PQDiagnostics
import PQSyntax
import Testing

struct PrinterTests {
  private func parsed(_ text: String) -> ScriptSyntax {
    Parser.parse(SourceText(text)).script
  }

  @Test(arguments: Samples.scripts)
  func readingWhatWasPrintedGivesTheSameTree(path: String) {
    for statement in parsed(Samples.read(path)).statements where statement.isComplete {
      expectRoundTrip(statement)
    }
  }

  @Test func everySampleComesBack() {
    for text in Samples.statements {
      for statement in parsed(text).statements where statement.isComplete {
        expectRoundTrip(statement)
      }
    }
  }

  private func expectRoundTrip(_ statement: StatementSyntax) {
    let tree = SyntaxDump.tree(statement)
    for language in Language.allCases {
      let printed = Printer.print(statement, language: language)
      let again = parsed(printed)
      #expect(again.statements.count == 1, "\(printed)")
      guard let first = again.statements.first else { return }
      #expect(english(SyntaxDump.tree(first)) == english(tree), "\(printed)")
    }
  }

  /// The functions whose twins the language fixes are the only names that a language changes.
  private func english(_ tree: String) -> String {
    var result = tree
    for keyword in [Keyword.count, .sum, .mean, .median, .share] {
      let entry = KeywordTable.entry(for: keyword)
      result = result.split(separator: entry.chinese, omittingEmptySubsequences: false)
        .joined(separator: entry.english)
    }
    return result
  }

  private let nowhere = SourceRange(0, 0)

  private func name(_ text: String) -> ExpressionSyntax {
    ExpressionSyntax(.name(NameSyntax(text, range: nowhere)), range: nowhere)
  }

  private func binary(
    _ kind: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> ExpressionSyntax {
    ExpressionSyntax(.binary(kind, left, right, operatorRange: nowhere), range: nowhere)
  }

  @Test func treesThatWereNotReadGetTheBracketsTheyNeed() {
    let sum = binary(.add, name("a"), name("b"))
    #expect(Printer.print(binary(.multiply, sum, sum)) == "(a + b) * (a + b)")
    #expect(Printer.print(binary(.subtract, name("a"), sum)) == "a - (a + b)")
    let equal = binary(.equal, name("a"), name("b"))
    #expect(Printer.print(binary(.equal, equal, name("c"))) == "(a = b) = c")
    let not = ExpressionSyntax(.unary(.not, equal, operatorRange: nowhere), range: nowhere)
    #expect(Printer.print(not) == "not a = b")
    #expect(Printer.print(binary(.equal, not, name("c"))) == "(not a = b) = c")
    let choice = ExpressionSyntax(
      .conditional(name("a"), then: name("b"), else: name("c")), range: nowhere)
    #expect(Printer.print(binary(.add, choice, name("d"))) == "(if a then b else c) + d")
    let longer = binary(.add, binary(.add, name("d"), choice), name("e"))
    #expect(Printer.print(longer) == "(d + if a then b else c) + e")
    #expect(Printer.print(name("by")) == "`by`")
    #expect(Printer.print(name("two words")) == "`two words`")
    let least = ExpressionSyntax(.literal(.integer(.min)), range: nowhere)
    #expect(
      Printer.print(binary(.multiply, least, name("a")))
        == "(-9223372036854775807 - 1) * a")
  }

  @Test func aTreeCanBePrintedInChinese() {
    let script = parsed("orchards where ripe | count by variety | top 5 by count")
    #expect(
      Printer.print(script, language: .chinese)
        == "orchards 其中 ripe | 计数 按 variety | 前 5 按 count\n")
  }
}
