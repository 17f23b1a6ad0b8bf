import PQDiagnostics
import PQSyntax
import Testing

struct RecoveryTests {
  /// Each text, with the places of its messages marked, and their codes.
  @Test(
    arguments: [
      ("t where a ‹sort› b", ["missing-bar"]), ("t ‹count› by a | take 1", ["missing-bar"]),
      ("t | where a ‹where› b", ["missing-bar"]), ("t 其中 a ‹排序› b", ["missing-bar"]),
      ("t | ‹filtre› a | count", ["unknown-stage"]), ("t | ‹group› by a", ["unknown-stage"]),
      ("t | ‹sum›(a)", ["unknown-stage"]), ("t |‹›", ["unknown-stage"]),
      ("t | ‹|› count", ["unknown-stage"]), ("t | ‹3›", ["unknown-stage"]),
      ("‹select› a from t", ["stage-without-source"]), ("‹|› count", ["stage-without-source"]),
      ("‹where› a", ["stage-without-source"]), ("‹前› 5 按 a", ["stage-without-source"]),
      ("‹1 + 2› | count", ["stage-without-source"]), ("‹a.b› where c", ["stage-without-source"]),
      ("t where a =‹›", ["expected-expression"]), ("t where ‹)›", ["expected-expression"]),
      ("t where a = ‹and› b", ["expected-expression"]),
      ("t where a = ‹not› b", ["expected-expression"]),
      ("t | take‹›", ["expected-expression"]), ("t | top ‹by› a", ["expected-expression"]),
      ("t | top 3‹›", ["unexpected-word"]), ("t | count ‹a›", ["unexpected-word"]),
      ("t | derive ‹a + 1›", ["expected-name"]), ("t | drop ‹3›", ["expected-name"]),
      ("t | rename a‹›", ["unexpected-word"]), ("t | join u‹›", ["unexpected-word"]),
      ("t | join ‹outer› u on a", ["unknown-option"]), ("t | chart ‹pie› a", ["unknown-option"]),
      ("t | save ‹f›", ["expected-text"]), ("print ‹a›", ["expected-text"]),
      ("t where a ‹==› b", ["foreign-operator"]), ("t where a ‹&&› b", ["foreign-operator"]),
      ("t where a ‹<>› b and ‹!›c", ["foreign-operator", "foreign-operator"]),
      ("t where a ‹||› b", ["foreign-operator"]), ("t where a ‹is› b", ["foreign-operator"]),
      ("t where a ‹like› \"x\"", ["foreign-operator"]),
      ("t where a ‹between› 1 and 5", ["foreign-operator"]),
      ("t where 1 < a ‹<› 5", ["chained-comparison"]),
      ("t where a = b ‹=› c", ["chained-comparison"]),
      ("t where ‹(›a", ["unclosed-bracket"]), ("t where f‹(›a | count", ["unclosed-bracket"]),
      ("t where a‹)›", ["unclosed-bracket"]), ("a where (b ‹c›) | count", ["unexpected-word"]),
      ("print \"a ‹{›b\"", ["unclosed-bracket"]), ("print \"a ‹}›\"", ["unclosed-bracket"]),
      ("print \"{a ‹b›}\"", ["unexpected-word"]), ("print \"{‹}›\"", ["expected-expression"]),
      ("today - ‹15 days›", ["bad-number"]), ("t + ‹2 hours›", ["bad-number"]),
      ("t | count‹;›", ["unexpected-word"]), ("t | count‹。›", ["unexpected-word"]),
      ("let ‹=› 1", ["expected-name"]), ("let a‹›", ["unexpected-word"]),
      ("let ‹by› = 1", ["expected-name"]), ("param p: ‹strng› = 1", ["unknown-type"]),
      ("import \"a\" with ‹delimeter› \";\"", ["unknown-option"]),
      ("measure rate ‹=› 1", ["unexpected-word"]),
      ("measure t.m = a as ‹per_cent›", ["unknown-option"]),
      ("if a then b‹›", ["unexpected-word"]), ("match x { a ‹->› 1 }", ["unexpected-word"]),
      ("match x ‹{›", ["unclosed-bracket"]),
    ])
  func oneMistakeOneMessage(marked: String, expected: [String]) {
    let text = MarkedText(marked)
    let diagnostics = Parser.parse(SourceText(text.text)).diagnostics
    #expect(diagnostics.map(\.code.name) == expected, "\(diagnostics.map(\.message.english))")
    #expect(diagnostics.compactMap(\.range) == text.ranges)
  }

  @Test func independentMistakesAreReportedTogether() {
    let text = """
      t | filtre a | derive b | take 3
      u where a == 1
      let x = = 2
      v | count
      """
    #expect(
      codes(text) == ["unknown-stage", "expected-name", "foreign-operator", "expected-expression"])
    let statements = Parser.parse(SourceText(text)).script.statements
    #expect(statements.map(\.isComplete) == [false, false, false, true])
  }

  @Test func notMoreThanTenMessages() {
    let text = String(repeating: "t where a == 1\n", count: 30)
    #expect(codes(text).count == 10)
  }

  @Test func aForgottenBracketDoesNotSwallowTheNextDefinition() {
    let text = "let a = (t where b\nlet c = d == 2"
    #expect(codes(text) == ["unclosed-bracket", "foreign-operator"])
  }

  @Test func everyColumnOfATableIsChecked() {
    let text = "table t {\n  a txt\n  b int\n  c 3\n  d enum { x 1, y }\n  e date\n}"
    #expect(codes(text) == ["unknown-type", "unknown-type", "unexpected-word"])
  }

  @Test(
    arguments: [
      ("t | filtre a", "write `where …`"), ("t | limit 5", "write `take N`"),
      ("t | WHERE a", "did you mean `where`?"), ("t | coutn", "did you mean `count`?"),
      ("t | group by a", "write `summarise … by …`"), ("t | sum(a)", "write `summarise sum(…)`"),
      ("t | 前5 按 a", "put a space behind it: `前 5`"), ("t | 排徐 a", "did you mean `排序`?"),
      ("t where a sort b", "write `| sort`"), ("select a from t", "write `t | …`"),
      ("t where a == b", "write `=`"), ("t where a && b", "write `and`"),
      ("t where 1 < a < 5", "write a range, `x in 1..5`, or join two comparisons with `and`"),
      ("today - 15 days", "write `15d`"), ("a = 2020-02-30", "the last day is 2020-02-29"),
      ("a = 2020-8-7", "write `2020-08-07`"), ("a = 2020-13", "put spaces around `-` to subtract"),
      ("param p: string = 1", "write `text`"),
      ("measure rate = 1", "write `TABLE.rate`"),
      ("t | count a", "write `count by a`"), ("t | chart baar", "did you mean `bar`?"),
      ("t | count;", "a statement ends at the end of its line: remove `;`"),
      ("t | derive a + 1", "write `NAME = a + 1`"),
      ("t | drop by", "if `by` is a name, write it between back quotes: `` `by` ``"),
    ])
  func helpNamesTheRepair(text: String, help: String) {
    #expect(Parser.parse(SourceText(text)).diagnostics.first?.help?.english == help)
  }

  @Test func chineseMessagesSpeakChinese() {
    let diagnostics = Parser.parse(SourceText("甲 | 前5 按 乙\n甲 其中 a == 1")).diagnostics
    #expect(diagnostics.first?.message.chinese == "没有 `前5` 这个步骤")
    #expect(diagnostics.first?.help?.chinese == "请在后面加空格：`前 5`")
    #expect(diagnostics.last?.help?.chinese == "请写 `=`")
  }
}
