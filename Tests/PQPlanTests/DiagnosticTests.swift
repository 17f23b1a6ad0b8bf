import PQDiagnostics
import Testing

@testable import PQPlan

/// Each mistake gives one message at the smallest place: the text between the marks.
struct DiagnosticTests {
  @Test(arguments: [
    ("harvests where ‹wieght› > 3", "unknown-column"),
    ("‹harvest› where weight > 3", "unknown-table"),
    ("harvests where ‹nothing›(weight) > 3", "unknown-function"),
    ("harvests where grade = ‹primal›", "unknown-code"),
    ("harvests where grade in (prime, ‹primal›)", "unknown-code"),
    ("harvests where ‹primal› = grade", "unknown-code"),
    ("harvests where grade = ‹\"primal\"›", "unknown-code"),
    ("harvests where match grade { ‹primal› => true, else => false }", "unknown-code"),
    ("harvests where variety = ‹fujo›", "no-such-value"),
    ("harvests where variety in (fuji, ‹\"fujo\"›)", "no-such-value"),
    ("harvests where ‹weight›", "not-a-condition"),
    ("harvests where ripe and ‹weight + 1›", "not-a-condition"),
    ("harvests where grade = prime or ‹good›", "not-a-condition"),
    ("harvests where ‹sum(weight)› > 3", "aggregate-in-where"),
    ("harvests | derive x = ‹mean(weight)›", "aggregate-outside-summarise"),
    ("harvests | summarise mean(‹sum(weight)›)", "nested-aggregate"),
    ("harvests | summarise ‹weight› by grade", "missing-aggregate"),
    ("harvests | summarise sum(weight) + ‹price› by grade", "missing-aggregate"),
    ("harvests | summarise ‹ripe_shar›", "unknown-measure"),
    ("harvests where ‹ripe_share› > 3", "measure-outside-summarise"),
    ("harvests where weight > ‹\"heavy\"›", "type-mismatch"),
    ("harvests where picked > ‹\"2020-08-07\"›", "type-mismatch"),
    ("harvests | derive x = weight + ‹variety›", "type-mismatch"),
    ("harvests | derive x = length(‹weight›)", "type-mismatch"),
    ("harvests | derive x = ‹length()›", "wrong-argument-count"),
    ("harvests | summarise ‹sum(weight, 3)›", "wrong-argument-count"),
    ("harvests | derive x = 1, ‹x› = 2", "duplicate-column"),
    ("harvests | select id, ‹id›", "duplicate-column"),
    ("harvests | rename ‹weight› = id", "duplicate-column"),
    ("harvests | drop ‹weigth›", "unknown-column"),
    ("harvests | take ‹weight›", "not-a-count"),
    ("harvests | take ‹1.5›", "not-a-count"),
    ("harvests | count by grade | protect ‹0›", "not-a-count"),
    ("harvests | ‹protect 5›", "no-count-to-protect"),
    ("harvests | join orchards on ‹trees > 3›", "join-needs-equality"),
    ("harvests | join orchards on weight = ‹orchards.name›", "type-mismatch"),
    ("harvests where id = ‹orchards›", "table-as-value"),
    ("harvests where ‹variety›.name = fuji", "not-a-reference"),
    ("harvests where orchard.‹sun› = 3", "unknown-column"),
    ("harvests where any(‹orchards›)", "no-reference"),
    ("harvests | derive x = tastings.‹points›", "many-rows"),
    ("harvests | count | ‹compare to last year›", "no-period-to-compare"),
    ("harvests where picked in 2020 | count | compare to ‹variety›", "not-a-period"),
    ("harvests where picked in 2020 | ‹compare to 2019›", "nothing-to-compare"),
    ("harvests where month(picked) in ‹last 7 days›", "period-mismatch"),
    ("harvests where ‹weight› in 2020-08", "not-a-time"),
    ("harvests where picked in ‹2020-09..2020-08›", "empty-range"),
    ("harvests where weight in ‹ripe›", "not-a-range"),
    ("harvests | derive x = ‹last 7 days›", "range-as-value"),
    ("harvests where ‹weight > missing›", "missing-has-no-order"),
    ("harvests where weight > ‹harvests›", "table-as-value"),
    ("harvests where weight > (‹harvests | select id, weight›)", "not-one-value"),
    ("harvests where id in (‹harvests | select id, weight›)", "not-one-column"),
    ("harvests | chart ‹pie›", "unknown-option"),
    ("harvests | select variety | ‹chart bar›", "nothing-to-draw"),
    ("harvests | save ‹\"x.docx\"›", "unknown-format"),
    ("harvests | save \"x.csv\" as ‹word›", "unknown-format"),
    ("harvests | save ‹\"x.svg\"›", "drawing-without-chart"),
    ("harvests | save ‹\"x\"›", "unknown-format"),
    ("let x = ‹nothing› + 1", "unknown-name"),
    ("let f(a, ‹a›) = a", "duplicate-parameter"),
    ("let f(a) = a\nharvests where ‹f(1, 2)› > 3", "wrong-argument-count"),
    ("let f(a) = a\nharvests where ‹f› > 3", "function-without-arguments"),
    ("param n: int = ‹3.5›", "type-mismatch"),
    ("param p: period = ‹12›", "not-a-period"),
    ("field ‹harvest›.x = 1", "unknown-table"),
    ("field harvests.x = ‹y›", "unknown-column"),
    ("field harvests.‹x› = x + 1", "field-cycle"),
    ("measure harvests.m = ‹mean(weight)› as percent", "format-without-ratio"),
    ("measure harvests.m = sum(‹wieght›)", "unknown-column"),
    ("table t { a int, ‹a› text }", "duplicate-column"),
    ("table t key ‹b› { a int }", "unknown-column"),
    ("table t { a enum { x, ‹x› } }", "duplicate-code"),
    ("harvests | derive x = ‹15 workdays›", "lone-workdays"),
    ("harvests | derive x = lower(variety where ‹ripe›)", "filter-outside-aggregate"),
    ("harvests | summarise ‹rank(weight)›", "window-without-rows"),
    ("harvests | derive x = moving(‹weight›, 3)", "window-needs-aggregate"),
    ("‹it› | count", "no-previous-result"),
  ])
  func pointsAtTheMistake(marked: String, code: String) {
    let parts = marked.split(separator: "‹", maxSplits: 1).flatMap {
      $0.split(separator: "›", maxSplits: 1, omittingEmptySubsequences: false)
    }
    let expected = String(marked.hasPrefix("‹") ? parts[0] : parts[1])
    let text = marked.replacing("‹", with: "").replacing("›", with: "")
    let found = bound(text).diagnostics.map(summary)
    #expect(found == ["\(code) ‹\(expected)›"])
  }

  @Test(arguments: [
    ("harvests where wieght > 3", "did you mean `weight`?"),
    ("harvests where grade = pirme", "did you mean `prime`?"),
    ("收成 其中 等级 = 特极", "did you mean `特级`?"),
    ("harvests where variety = fujj", "did you mean `fuji`?"),
    ("harvests where grade = prime or good", "write `grade in (prime, good)`"),
    ("harvests | derive x = lenght(variety)", "did you mean `length`?"),
    ("harvests where picked > \"2020-08-07\"", "write the date without quotes: `2020-08-07`"),
    ("harvests | summarise weight", "write `sum(weight)`, or put it behind `by`"),
    (
      "harvests where sum(weight) > 3",
      "write `| summarise sum(weight) by KEY | where sum_weight …`"
    ),
  ])
  func offersTheRepair(text: String, help: String) {
    #expect(bound(text).diagnostics.map { $0.help?.english ?? "" } == [help])
  }

  /// What follows from a mistake is accepted silently; independent mistakes are all reported.
  @Test(arguments: [
    ("nothing | where a > 3 | count by b | sort c", 1),
    ("harvests | derive x = wieght | where x > 3 | summarise sum(x) by x", 1),
    ("harvests | derive x = wieght, y = pirce | where wariety = fuji", 3),
    ("let a = harvests where wieght > 3\na | count\na where x", 1),
    ("param p = nothing + 1\nharvests where weight > p", 1),
    ("harvests where a = 1 and b = 2 and c = 3 and d = 4 and e = 5 and f = 6", 6),
    (
      "harvests | select a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13", 10
    ),
  ])
  func oneMistakeOneMessage(text: String, count: Int) {
    #expect(bound(text).diagnostics.count == count)
  }

  @Test func everyCodeIsExplainedInBothLanguages() {
    let codes = PlanDiagnostics.codes
    #expect(Set(codes.map(\.name)).count == codes.count)
    for code in codes {
      #expect(!code.explanation.english.isEmpty && !code.explanation.chinese.isEmpty)
    }
  }
}
