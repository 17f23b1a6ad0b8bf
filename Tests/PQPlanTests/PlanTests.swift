import PQColumnar
import PQDiagnostics
import Testing

@testable import PQPlan

/// What queries become, told by the dump of the plan.
struct PlanTests {
  /// The condition of a `where` after lowering.
  @Test(arguments: [
    ("picked in 2020-08", "picked >= 2020-08-01 and picked < 2020-09-01"),
    ("stored in 2020", "stored >= 2020-01-01T00:00 and stored < 2021-01-01T00:00"),
    ("picked = 2020-08-07", "picked = 2020-08-07"),
    ("stored = 2020-08-07", "stored >= 2020-08-07T00:00 and stored < 2020-08-08T00:00"),
    ("picked >= 2020-08", "picked >= 2020-08-01"),
    ("picked <= 2020-08", "picked < 2020-09-01"),
    ("picked > 2020-08", "picked >= 2020-09-01"),
    ("picked < 2020-08", "picked < 2020-08-01"),
    ("2020-08 < picked", "picked >= 2020-09-01"),
    ("picked != 2020", "not (picked >= 2020-01-01 and picked < 2021-01-01)"),
    ("picked in last 7 days", "picked >= 2020-12-25 and picked < 2021-01-01"),
    ("picked in last month", "picked >= 2020-11-01 and picked < 2020-12-01"),
    ("picked in year to date", "picked >= 2020-01-01 and picked < 2021-01-01"),
    ("picked in 2020-01..2020-06", "picked >= 2020-01-01 and picked < 2020-07-01"),
    ("year(picked) = 2020", "year(picked) = 2020"),
    ("month(picked) in 2020", "month(picked) >= 2020-01 and month(picked) < 2021-01"),
    ("weight in 80..95", "weight >= 80 and weight <= 95"),
    ("grade = 特级", "grade = prime"),
    ("grade in (prime, 一级)", "grade in (prime, good)"),
    ("weight = missing", "weight is missing"),
    ("weight != missing", "not weight is missing"),
    ("weight in (95, missing)", "weight in (95, missing)"),
    ("variety = fuji", "variety = \"fuji\""),
    ("ripe", "ripe"),
    ("not ripe", "not ripe"),
    ("weight != 3", "not weight = 3"),
  ])
  func lowersConditions(condition: String, expected: String) throws {
    let binder = bound("harvests where \(condition)")
    #expect(binder.diagnostics.isEmpty)
    let plan = try #require(binder.plan)
    let line = PlanDump.text(plan).split(separator: "\n").first { $0.contains("filter") }
    let text = line.map { $0.drop { $0 == " " }.dropFirst("filter ".count) } ?? ""
    let found = text.filter { $0 != "(" && $0 != ")" }
    let wanted = expected.filter { $0 != "(" && $0 != ")" }
    #expect(String(found) == wanted)
  }

  /// The names of a result's columns.
  @Test(arguments: [
    ("harvests | count", "count"),
    ("harvests | count by month(picked)", "month count"),
    ("harvests | count by weight > 100", "key count"),
    ("harvests | count by m = month(picked), grade", "m grade count"),
    (
      "harvests | summarise sum(weight), sum(weight), mean(weight * 2)",
      "sum_weight sum_weight_2 mean"
    ),
    ("harvests | summarise ripe_share, 成熟率 by grade", "grade ripe_share ripe_share_2"),
    ("harvests | summarise share, share(weight), sum(weight) / count", "share share_weight value"),
    ("harvests | select id, weight / 2, upper(variety)", "id value upper"),
    ("harvests | derive 重量 = weight * 2 | select weight", "weight"),
    ("orchards | drop trees", "name region owner"),
    ("orchards | rename place = region", "name place trees owner"),
    ("harvests | select id, weight | unpivot weight", "id name value"),
    ("harvests | count by variety, grade | pivot grade", "variety prime good juice"),
    (
      "harvests | summarise count, sum(weight) by variety, grade | pivot grade",
      "variety count_prime sum_weight_prime count_good sum_weight_good count_juice sum_weight_juice"
    ),
    (
      "harvests where picked in 2020 | count by grade | compare to last year",
      "grade count count_previous count_change count_change_percent"
    ),
    (
      "orchards | join tastings on trees = points",
      "name region trees owner id harvest points passed"
    ),
    ("tastings | join tastings on id = tastings.id | select tastings_id", "tastings_id"),
    ("dates(2020-02) | count by weekday(date)", "weekday count"),
    ("orchards | describe | select column", "column"),
    ("1 + 2", "value"),
    ("(orchards | select name) | append (harvests | select id)", "name id"),
  ])
  func namesColumns(text: String, names: String) throws {
    let binder = bound(text)
    #expect(binder.diagnostics.isEmpty)
    let plan = try #require(binder.plan)
    #expect(plan.schema.fields.map(\.name).joined(separator: " ") == names)
  }

  @Test func madeColumnsHaveChineseNames() throws {
    let plan = try #require(bound("收成 | 统计 计数, 合计(重量), 成熟率 按 等级").plan)
    #expect(plan.schema.fields.map(\.chineseName) == ["等级", "件数", "合计_重量", "成熟率"])
    let compared = try #require(
      bound("收成 其中 采摘日 属于 2020 | 计数 | 对比 去年").plan)
    #expect(compared.schema.fields.map(\.chineseName) == ["件数", "上期件数", "件数增减", "件数增幅"])
  }

  /// A reference becomes one lookup join, however many columns it fetches.
  @Test func referencesShareOneJoin() throws {
    let plan = try #require(
      bound("harvests | select id, orchard.region, orchard.trees").plan)
    #expect(PlanDump.text(plan).components("join lookup") == 1)
  }

  @Test(arguments: [
    ("orchards where any(harvests)", 1),
    ("orchards | derive n = count(harvests where ripe), w = sum(harvests.weight)", 2),
    ("tastings where harvest.orchard.region = east", 2),
    ("tastings | select harvest.worth, harvest.heavy", 2),
    ("tastings | select harvest.weight, harvest.orchard.trees", 2),
  ])
  func referencesBecomeJoins(text: String, joins: Int) throws {
    let binder = bound(text)
    #expect(binder.diagnostics.isEmpty)
    let plan = try #require(binder.plan)
    #expect(PlanDump.text(plan).components("join lookup") == joins)
  }

  /// `with empty` keeps the periods that an earlier `where` allows.
  @Test func emptyGroupsFollowTheCondition() throws {
    let plan = try #require(
      bound("harvests where stored in 2020-02..2020-04 | count by month(stored) with empty").plan)
    guard case .aggregate(_, let aggregate) = plan.node,
      case .between(let first?, let last?) = aggregate.domains[0]
    else {
      Issue.record("no domain")
      return
    }
    #expect(first == 2020 * 12 + 1)
    #expect(last == 2020 * 12 + 3)
  }

  @Test func privacyFollowsTheValue() throws {
    let plan = try #require(
      bound(
        "orchards | derive a = upper(owner), b = length(owner), c = owner = \"x\", d = hash(owner)"
      ).plan)
    #expect(
      plan.schema.fields.filter(\.isPrivate).map(\.name) == ["owner", "a", "b", "d"])
    let grouped = try #require(bound("orchards | summarise first(owner), count(owner)").plan)
    #expect(grouped.schema.fields.map(\.isPrivate) == [true, false])
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ part: String) -> Int {
    ranges(of: part).count
  }
}
