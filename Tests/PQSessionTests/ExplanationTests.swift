import PQColumnar
import PQDiagnostics
import PQSession
import Testing

/// `explain` says how a measure is defined, what it is in a period, and lists the queries behind it.
struct ExplanationTests {
  private let fruit = TestFile(
    "kind,ripe,picked\napple,yes,2020-08-01\napple,no,2020-08-09\npear,yes,2020-09-02\n",
    name: "fruit.csv")

  private func session(_ language: Language = .english) -> Session {
    var options = SessionOptions()
    options.model = SourceText(
      """
      table fruit "水果" {
        kind text "品种"
        ripe bool? "成熟"
        picked date? "采摘日"
      }
      field fruit.late "晚采" = picked > 2020-08-31
      measure fruit.ripe_share "成熟占比" = share(ripe) as percent
        dated picked because "the handbook" "手册"
      measure fruit.all_share = share(where ripe)
      measure fruit.kinds = distinct(kind)
      """, name: "fruit.pq")
    options.language = language
    options.today = 18_627
    let session = Session(options: options)
    #expect(session.modelDiagnostics.isEmpty)
    #expect(session.open(fruit.path).isEmpty)
    return session
  }

  private static let english = """
    measure fruit.ripe_share (成熟占比)
      = share(ripe)
      numerator    count(where ripe)
      denominator  count
      cohort date  picked
      because      "the handbook"
      declared in  fruit.pq
      rows         rows(ripe_share, numerator)
                   rows(ripe_share, denominator)

    """

  @Test func aDefinitionIsWhole() {
    #expect(session().explanation(of: "ripe_share").text == Self.english)
    #expect(session().explanation(of: "成熟占比").text == Self.english)
    #expect(session().explanation(of: "fruit.ripe_share").text == Self.english)
    #expect(
      session(.chinese).explanation(of: "ripe_share").text == """
        指标 fruit.ripe_share (成熟占比)
          = 占比(成熟)
          分子    计数(其中 成熟)
          分母    件数
          归期    采摘日
          依据    "手册"
          声明于  fruit.pq
          明细    明细(成熟占比, 分子)
                  明细(成熟占比, 分母)

        """)
  }

  @Test func aFieldSaysItsFile() {
    #expect(
      session().explanation(of: "晚采").text == """
        field fruit.late (晚采)
          = picked > 2020-08-31
          declared in  fruit.pq

        """)
  }

  @Test func aPeriodAndKeysGiveTheNumbersAndTheQueries() {
    let expected =
      Self.english + """

        ┌───────┬──────────────────────┬────────────────────────┬────────────┐
        │ kind  │ ripe_share_numerator │ ripe_share_denominator │ ripe_share │
        ├───────┼──────────────────────┼────────────────────────┼────────────┤
        │ apple │                    1 │                      2 │      50.0% │
        ├───────┼──────────────────────┼────────────────────────┼────────────┤
        │ total │                    1 │                      2 │      50.0% │
        └───────┴──────────────────────┴────────────────────────┴────────────┘
        1 row

          fruit where picked in 2020-08 | summarise ripe_share by kind with total with parts
          rows(ripe_share, numerator, 2020-08)
          rows(ripe_share, denominator, 2020-08)

        """
    #expect(session().explanation(of: "ripe_share of 2020-08 by kind").text == expected)
    #expect(
      session().explanation(of: "成熟占比 期间 2020-08 按 kind").text?.hasSuffix(
        "rows(ripe_share, denominator, 2020-08)\n") == true)
    let chinese = session(.chinese).explanation(of: "成熟占比 期间 2020-08 按 品种").text
    #expect(chinese?.contains("  水果 其中 采摘日 属于 2020-08 | 统计 成熟占比 按 品种 含合计 含分项\n") == true)
    #expect(chinese?.contains("成熟占比_分子") == true)
  }

  @Test func aQueryGivesItsPlan() {
    #expect(
      session().explanation(of: "fruit | count").text == "aggregate count = count\n  scan fruit\n")
  }

  @Test(arguments: [
    ("all_share of 2020", "no-cohort"), ("ripe_share of 2020 by knd", "unknown-column"),
    ("ripe_share of kind", "not-a-range"), ("ripe_shar of 2020", "unexpected-word"),
  ])
  func mistakesAreSaid(subject: String, code: String) {
    let explanation = session().explanation(of: subject)
    #expect(explanation.text == nil)
    #expect(explanation.diagnostics.map(\.code.name).contains(code))
  }
}
