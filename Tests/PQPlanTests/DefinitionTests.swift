import PQColumnar
import PQDiagnostics
import Testing

@testable import PQPlan

/// `let`, `param`, declarations: what a name means depends on where its definition stands.
struct DefinitionTests {
  /// The condition that a script's last query filters by.
  private func condition(_ text: String, _ parameters: [String: String] = [:]) -> String {
    let binder = bound(text, parameters: parameters)
    if let first = binder.diagnostics.first { return summary(first) }
    guard let plan = binder.plan else { return "" }
    let line = PlanDump.text(plan).split(separator: "\n").first { $0.contains("filter") }
    return line.map { String($0.drop { $0 == " " }.dropFirst("filter ".count)) } ?? ""
  }

  @Test func aDefinitionSeesOnlyWhatStandsBeforeIt() {
    #expect(
      condition(
        "let n = 3\nlet big(w) = w > n\nlet n = 5\nharvests where big(weight)") == "weight > 3")
    #expect(
      condition(
        "let ripe_ones = harvests where ripe\nlet ripe_ones = ripe_ones where weight > 3"
          + "\nripe_ones"
      ).hasPrefix("weight > 3"))
  }

  @Test(arguments: [
    ("param kind = fuji\nharvests where variety = kind", [:], "variety = \"fuji\""),
    ("param class = prime\nharvests where grade = class", [:], "grade = prime"),
    ("param class = prime\nharvests where grade = class", ["class": "一级"], "grade = good"),
    ("param n: int = 3\nharvests where weight > n", ["n": "17"], "weight > 17"),
    (
      "param p = last month\nharvests where picked in p", ["p": "2020-08"],
      "picked >= 2020-08-01 and picked < 2020-09-01"
    ),
    (
      "param p = last month\nharvests where picked in p", ["p": "2020"],
      "picked >= 2020-01-01 and picked < 2021-01-01"
    ),
    ("param t: text = a\nharvests where orchard = t", ["t": "12"], "orchard = \"12\""),
    ("let season = 2020\nharvests where year(picked) = season", [:], "year(picked) = 2020"),
    ("let has(g) = grade = g\nharvests where has(juice)", [:], "grade = juice"),
    ("let at(o) = harvests where orchard = o\nat(\"south\")", [:], "orchard = \"south\""),
  ])
  func valuesAreReadWhereTheyAreUsed(
    text: String, parameters: [String: String], expected: String
  ) {
    let found = condition(text, parameters)
    #expect(found == expected || found == "(\(expected))" || found.hasPrefix("no-such-value"))
  }

  @Test func aDerivedFieldMayReplaceAStoredColumn() throws {
    let plan = try #require(
      bound("field harvests.price = price ?? 1\nharvests | select price").plan)
    #expect(plan.schema.fields[0].chineseName == "单价")
    #expect(!plan.schema.fields[0].isOptional)
  }

  @Test func aFieldMayLookAtOtherTables() {
    let binder = bound(
      """
      field orchards.kilos = sum(harvests.weight)
      field harvests.neighbours = count(tastings)
      field harvests.share_of_all = weight / (harvests | summarise sum(weight))
      orchards | select name, kilos
      harvests | select neighbours, share_of_all
      """)
    #expect(binder.diagnostics.isEmpty)
  }

  @Test func aCycleThroughAnotherTableIsFound() {
    let binder = bound(
      """
      field orchards.a = sum(harvests.weight)
      field harvests.b = orchard.a
      field orchards.a = sum(harvests.b)
      """)
    #expect(binder.diagnostics.map(\.code.name) == ["field-cycle"])
  }

  @Test func declaredColumnsNameTheColumnsOfData() {
    let binder = FruitBinder()
    #expect(
      binder.binder.catalog.declaredFields(of: "收成")?.map(\.name)
        == [
          "id", "variety", "grade", "weight", "price", "picked", "stored", "ripe", "orchard",
        ])
    #expect(binder.binder.catalog.nameTranslation(to: .chinese)["grade"] == "等级")
    #expect(binder.binder.catalog.codeTranslation(to: .english)["grade"]?["特级"] == "prime")
  }

  /// Stacks of definitions end in a diagnostic, never in a trap or a plan without end.
  @Test func hugeStacksOfDefinitionsAreRefused() {
    var text = "let a0 = harvests\n"
    for number in 1...400 { text += "let a\(number) = a\(number - 1) where ripe\n" }
    #expect(bound(text).diagnostics.contains { $0.code.name == "nesting-too-deep" })
    text = "let b0 = harvests\n"
    for number in 1...40 {
      text += "let b\(number) = b\(number - 1) | append b\(number - 1)\n"
    }
    #expect(bound(text).diagnostics.contains { $0.code.name == "nesting-too-deep" })
    text = "let c0(x) = x + 1\n"
    for number in 1...60 { text += "let c\(number)(x) = c\(number - 1)(x) + c\(number - 1)(x)\n" }
    #expect(bound(text + "c60(1)").diagnostics.contains { $0.code.name == "nesting-too-deep" })
  }
}
