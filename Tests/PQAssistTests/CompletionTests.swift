import PQColumnar
import PQDiagnostics
import PQPlan
import Testing

@testable import PQAssist

/// What Tab offers at the mark `▮`, place by place of the grammar.
@Suite struct CompletionTests {
  /// The candidates that come first, in this order; those behind `…` are somewhere, and those behind
  /// `!` nowhere.
  ///
  ///     harvests where ▮        ripe heavy id … length() ! where
  struct Case: CustomTestStringConvertible, Sendable {
    var marked: String
    var heads: [String]
    var others: [String]
    var absent: [String]
    var testDescription: String { marked }

    init(_ marked: String, _ heads: [String], has others: [String] = [], not absent: [String] = [])
    {
      self.marked = marked
      self.heads = heads
      self.others = others
      self.absent = absent
    }
  }

  @Test(arguments: statements + queries + stages)
  func inEnglish(_ place: Case) { check(place, .english) }

  @Test(arguments: expressions + calls + made)
  func inExpressions(_ place: Case) { check(place, .english) }

  @Test(arguments: declarations + texts + secrets)
  func elsewhere(_ place: Case) { check(place, .english) }

  @Test(arguments: chinese + pinyin)
  func inChinese(_ place: Case) { check(place, .chinese) }

  /// With many rows open, what occurs is read off the first of them.
  @Test func knowsPivotedColumnsWithoutAskingAllRows() {
    let known = Orchard.completer(.english)
    var asked = 0
    let environment = BindingEnvironment(today: 18_627) { plan throws(QueryError) in
      asked += 1
      guard case .slice = plan.node else {
        throw QueryError(Diagnostic(.interrupted, LocalizedText("too slow", zh: "太慢")))
      }
      return try known.environment.evaluate(plan)
    }
    let completer = Completer(
      catalog: known.catalog, environment: environment, values: ValueRanking())
    func labels(_ text: String) -> [String] {
      let entries = completer.completion(in: text, at: text.unicodeScalars.count)?.entries ?? []
      return entries.map(\.label)
    }
    #expect(labels("harvests | count by variety | pivot variety | sort f").first == "fuji")
    #expect(
      labels("stalls | count by town | pivot town | sort ").prefix(2) == ["Hightown", "Milltown"])
    #expect(!labels("stalls | count by town | pivot town | sort ").contains("Lonetown"))
    let before = asked
    #expect(labels("stalls where town = ").first == "Milltown")
    #expect(labels("stalls where town = M").first == "Milltown")
    #expect(asked == before + 1, "values are counted once")
  }

  private func check(_ place: Case, _ language: Language) {
    let labels = Orchard.labels(place.marked, in: language)
    #expect(Array(labels.prefix(place.heads.count)) == place.heads)
    for other in place.others { #expect(labels.contains(other), "of \(labels)") }
    for absent in place.absent { #expect(!labels.contains(absent), "of \(labels)") }
    if place.heads.isEmpty, place.others.isEmpty, place.absent.isEmpty { #expect(labels.isEmpty) }
  }

  // MARK: - Statements

  static let statements = [
    Case(
      "▮", ["orchards", "harvests", "pickers", "stalls", "big"],
      has: ["let", "param", "import", "rows()"]),
    Case("har▮", ["harvests", "harvests where ripe | count"]),
    Case("orchards | count\n▮", ["orchards"], has: ["let"]),
    Case("orchards\n  ▮", ["where"], not: ["let"]),
    Case("let x = ▮", ["orchards", "harvests"], has: ["limit"]),
    Case("let ▮", []),
    Case("let f(a: ▮", ["text", "int"], has: ["date", "enum"]),
    Case("let f(apple) = ap▮", ["apple"]),
    Case("param x: ▮", ["text", "int", "number", "bool", "date"], has: ["enum"]),
    Case("param x: date = ▮", ["today", "yesterday"]),
    Case("import ▮", ["harvests.csv", "old/", "orders.csv"], not: [".hidden"]),
    Case("import \"h▮", ["harvests.csv"]),
    Case("import \"old/▮", ["old/2019.csv"]),
    Case("import \".▮", [".hidden"]),
    Case("import \"a.csv\" ▮", ["as", "with"]),
    Case("import \"a.csv\" as a with ▮", [], has: ["delimiter", "no header", "day first", "skip"]),
    Case("import \"a.csv\" as a with no ▮", ["header"]),
    Case("import \"a.csv\" as a with weight ▮", ["as"]),
    Case("import \"a.csv\" as a with weight as ▮", ["text", "int"], has: ["enum"]),
    Case("include ▮", ["harvests.csv"]),
    Case("print \"{▮", ["orchards", "harvests"]),
    Case("print \"{harvests | ▮", ["where", "derive"]),
    Case("print \"{harvests where ▮} of\"", ["ripe", "heavy"]),
    Case("print \"apples ▮", []),
    Case("assert ▮", [], has: ["since", "matches()", "not"]),
    Case("assert (harvests | count) = ▮", [], has: ["limit"]),
    Case("let q = harvests | select kind = variety\nq | sort ▮", ["kind"], not: ["variety"]),
  ]

  static let queries = [
    Case("harvests ▮", ["where"], not: ["and", "is missing"]),
    Case("harvests wh▮", ["where"]),
    Case("harvests | ▮", ["where", "derive", "select", "drop", "rename", "distinct", "count"]),
    Case("harvests | co▮", ["count", "compare to"]),
    Case("(harvests | ▮", ["where"]),
    Case("harvests where id in (harvests | select ▮", ["id"]),
    Case("harvests where id in (▮", [], has: ["harvests", "limit"]),
    Case("dates(▮", ["today", "yesterday"]),
    Case("rejects(▮", ["orchards", "harvests", "pickers", "stalls"]),
    Case("lint(▮", ["orchards", "harvests", "pickers", "stalls"]),
    Case("rows(▮", ["ripe_share"]),
    Case("rows(harvests.▮", ["ripe_share"]),
    Case("rows(ripe_share, ▮", ["numerator", "denominator"]),
    Case("rows(ripe_share, numerator, ▮", ["today"]),
    Case("heav▮", ["heavier()"]),
    Case("harvests | whre ripe | where ▮", ["ripe"]),
    Case("harvests where colour = 1 | ▮", ["where"]),
    Case("nowhere | ▮", ["where"]),
  ]

  // MARK: - Stages

  static let stages = [
    Case("harvests | derive ▮", ["id"], has: ["if", "match", "rank()"]),
    Case("harvests | select id, ▮", ["id", "variety"]),
    Case("harvests | drop ▮", ["id", "variety"], not: ["limit", "length()", "not"]),
    Case("harvests | rename kind = v▮", ["variety"]),
    Case("harvests | count ▮", ["by", "with total", "with empty"], not: ["with parts"]),
    Case("harvests | count by ▮", ["id", "variety", "grade"], has: ["month()"]),
    Case("harvests | count by grade ▮", ["with total", "with empty"]),
    Case("harvests | count by grade with ▮", ["total", "empty"]),
    Case("harvests | summarise ▮", ["count", "share", "ripe_share", "count()", "sum()"]),
    Case("harvests | summarise s▮", ["share", "sum()", "stddev()"]),
    Case("harvests | summarise count ▮", ["by"], has: ["with total", "with empty", "with parts"]),
    Case("harvests | summarise sum(▮", ["id", "weight", "price"], not: ["ripe_share"]),
    Case("harvests | summarise sum(weight ▮", ["where"], not: ["asc", "per"]),
    Case("harvests | summarise sum(weight where ▮", ["ripe", "heavy"]),
    Case("harvests | summarise share(where ▮", ["ripe", "heavy"]),
    Case("harvests | sort ▮", ["id", "variety"]),
    Case("harvests | sort weight d▮", ["desc"]),
    Case("harvests | take ▮", [], has: ["limit"], not: ["length()", "variety"]),
    Case("harvests | take 3 ▮", ["per"]),
    Case("harvests | take 3 per ▮", ["id", "variety"]),
    Case("harvests | top 3 ▮", ["by"]),
    Case("harvests | top 3 by ▮", ["id", "variety"]),
    Case("harvests | top 3 by weight ▮", ["per", "asc", "desc"]),
    Case("harvests | sample 3 ▮", ["seed"]),
    Case("harvests | distinct ▮", ["id", "variety"]),
    Case("harvests | join ▮", ["orchards", "harvests"], has: ["left", "anti"], not: ["length()"]),
    Case("harvests | join left ▮", ["orchards"]),
    Case("harvests | join orchards ▮", ["on"]),
    Case("harvests | join orchards on ▮", [], has: ["orchard", "name", "orchards"]),
    Case("harvests | join orchards on orchard = orchards.▮", ["name", "region", "trees"]),
    Case("harvests | append ▮", ["orchards", "harvests"], not: ["length()"]),
    Case("harvests | append (harvests | ▮", ["where"]),
    Case("harvests | pivot ▮", ["id", "variety"]),
    Case("harvests | unpivot w▮", ["weight"]),
    Case("harvests | compare ▮", ["to"]),
    Case("harvests | compare to ▮", ["today", "yesterday"], has: ["last year", "last 7 days"]),
    Case("harvests | chart ▮", ["bar", "line", "heat"]),
    Case("harvests | chart bar ▮", ["id", "variety"]),
    Case("harvests | save ▮", [], has: ["append", "harvests.csv"]),
    Case("harvests | save \"a.csv\" ▮", ["as"]),
    Case("harvests | save \"a.csv\" as j▮", ["json", "jsonl"]),
    Case("harvests | protect ▮", [], has: ["limit"]),
  ]

  // MARK: - Expressions

  static let expressions = [
    Case("harvests where ▮", ["ripe", "heavy", "id", "variety"], has: ["matches()", "not", "if"]),
    Case("harvests where not ▮", ["ripe", "heavy"]),
    Case("harvests where ripe and ▮", ["ripe", "heavy"]),
    Case(
      "harvests where ripe ▮", ["and", "or", "is missing", "is not missing"], not: ["contains"]),
    Case("harvests where weight ▮", ["in", "not in", "is missing", "is not missing", "and", "or"]),
    Case("harvests where variety ▮", ["in", "not in", "contains", "starts with", "ends with"]),
    Case("harvests where variety = gala ▮", ["and", "or"], not: ["in"]),
    Case("harvests where variety is ▮", ["missing", "not missing"]),
    Case("harvests where variety starts ▮", ["with"]),
    Case("harvests where variety not ▮", ["in"]),
    Case("harvests where variety = ▮", ["fuji", "gala", "红富士", "russet"], has: ["region"]),
    Case("harvests where variety in (gala, ▮", ["fuji", "gala", "红富士", "russet"]),
    Case("harvests where variety = g▮", ["gala", "grade"]),
    Case("harvests where variety = \"g▮", ["gala"]),
    Case("harvests where grade = ▮", ["prime", "good", "juice"]),
    Case("harvests where grade in (▮", ["prime", "good", "juice"]),
    Case("harvests where grade != j▮", ["juice"]),
    Case("harvests where picked in ▮", ["today", "yesterday", "tomorrow"], has: ["last month"]),
    Case("harvests where picked > ▮", ["today"], has: ["since", "picked"], not: ["true"]),
    Case("harvests where picked in last ▮", ["week", "month", "quarter", "year"]),
    Case("harvests where picked in last 7 ▮", ["days", "weeks", "months", "quarters", "years"]),
    Case("harvests where picked in year ▮", ["to date"]),
    Case("harvests where picked > today - 15 w▮", ["workdays"]),
    Case("harvests where weight > ▮", ["id", "weight", "price"], has: ["limit"]),
    Case("harvests | derive x = weight + ▮", ["id", "weight", "price"]),
    Case("harvests | derive x = if ripe ▮", ["then"], has: ["and"]),
    Case("harvests | derive x = if ripe then 1 ▮", ["else"]),
    Case("harvests | derive x = match grade { ▮", ["prime", "good", "juice", "else"]),
    Case("harvests | derive x = match grade { prime => 1, ▮", ["prime", "good", "juice", "else"]),
    Case("harvests where orchard.▮", ["name", "region", "trees"]),
    Case("harvests where orchard.region = ▮", ["east", "west"]),
    Case("harvests where orchard.re▮ = east and ripe", ["region"]),
    Case("harvests where we▮ > 3 | count", ["weight"]),
    Case("harvests where weight > 15▮", []),
    Case("harvests where picked = 2020-08▮", []),
  ]

  static let calls = [
    Case("harvests where length(▮", ["variety", "orchard"], has: ["lower()"]),
    Case("harvests | derive x = workdays(▮", ["picked"]),
    Case("harvests | derive x = round(weight, ▮", ["id", "weight"]),
    Case("harvests | derive r = rank(weight ▮", ["asc", "desc"]),
    Case("harvests | derive r = rank(weight) ▮", ["per"]),
    Case("harvests | derive r = round(weight) ▮", [], not: ["per"]),
    Case("harvests | derive r = rank(weight) per ▮", ["id", "variety"]),
    Case("harvests | derive r = cumulative(▮", ["count()", "sum()"]),
    Case("harvests | derive r = cumulative(sum(▮", ["id", "weight", "price"]),
    Case("orchards where any(▮", ["harvests"]),
    Case("orchards where count(harvests where ▮", ["ripe"]),
    Case("orchards | derive x = sum(harvests.▮", ["id", "weight", "price"]),
    Case("harvests | derive x = per_tree(weight, ▮", ["id"], has: ["weight"]),
  ]

  // MARK: - Columns that the text makes

  static let made = [
    Case("harvests | derive a = weight, b = ▮", ["id"], has: ["a"], not: ["b"]),
    Case("harvests | derive hefty = weight > 9 | where hef▮", ["hefty"]),
    Case(
      "harvests | summarise n = count, sum(weight) by grade | sort ▮", ["grade", "n", "sum_weight"]),
    Case("harvests | summarise ripe_share by orchard | sort r▮", ["ripe_share", "region"]),
    Case("harvests | count by m = month(picked) | sort ▮", ["m", "count"], not: ["picked"]),
    Case("harvests | rename kind = variety | where ▮", ["ripe"], has: ["kind"], not: ["variety"]),
    Case("harvests | select id, w = weight | sort ▮", ["id", "w"], not: ["variety", "weight"]),
    Case("harvests | drop variety | sort v▮", [], not: ["variety"]),
    Case(
      "harvests | count by variety, grade | pivot grade | sort ▮", ["variety", "prime", "good"]),
    Case("harvests | count by variety | pivot variety | sort ▮", ["fuji", "gala"]),
    Case("harvests | unpivot weight, price | sort ▮", ["id"], has: ["name", "value"]),
    Case(
      "harvests where picked in 2020 | count by grade | compare to 2019 | sort ▮",
      ["grade", "count"], has: ["count_previous"]),
    Case("harvests | join orchards on orchard = name | sort tr▮", ["trees"]),
    Case("harvests | describe | sort ▮", ["column", "type"]),
  ]

  // MARK: - Declarations

  static let declarations = [
    Case("table t key id {\n  id ▮", ["text", "int"], has: ["enum"]),
    Case("table t key id {\n  id -> ▮", ["orchards", "harvests", "pickers", "stalls"]),
    Case("table t key id {\n  id text ▮", ["key", "private", "apart from", "default"]),
    Case(
      "table t key id {\n  id text private as ▮",
      ["name", "id_number", "phone", "address", "notes"]),
    Case("table t key id {\n  id text\n  no int default ▮", ["no"]),
    Case("table t key id {\n  id text\n  no int apart from ▮", ["id"]),
    Case("field ▮", ["orchards", "harvests", "pickers", "stalls"]),
    Case("field harvests.dear \"贵\" = ▮", ["id", "variety"]),
    Case("measure harvests.m = ▮", ["count", "share"], has: ["sum()"]),
    Case("measure harvests.m = sum(▮", ["id", "weight", "price"]),
    Case("measure harvests.m = count ▮", [], has: ["as", "dated", "because"]),
    Case("measure harvests.m = count as ▮", ["number", "percent"]),
    Case("measure harvests.m = count dated ▮", [], has: ["picked"]),
    Case("secret ▮", ["orchards", "harvests", "pickers", "stalls"]),
    Case("secret harvests ▮", ["where"]),
    Case("secret harvests where ▮", ["ripe"]),
    Case("check harvests.light = ▮", ["ripe"]),
    Case("holidays ▮", ["harvests.csv"]),
  ]

  static let texts = [
    Case("harvests # where ri▮", []),
    Case("harvests where ripe # ▮", []),
    Case("harvests where variety contains \"g▮", []),
    Case("harvests where weight = \"g▮", []),
    Case("print \"har▮", []),
    Case("harvests where `we▮", ["weight"]),
    Case("harvests where `we▮` > 3", ["weight"]),
    Case(".s▮", ["schema", "set"]),
    Case(".schema ▮", ["orchards", "harvests", "pickers", "stalls"]),
    Case(".schema har▮", ["harvests"]),
    Case(".explain harvests.w▮", ["harvests.weight"]),
    Case(".set ▮", ["rows", "width"]),
    Case(".read ▮", ["harvests.csv", "old/", "orders.csv"]),
    Case(".watch harvests where ri▮", ["ripe"]),
    Case(".reveal ▮", ["pickers.name", "pickers.phone"]),
    Case(".help su▮", ["summarise"], has: ["sum"]),
    Case(".nothing ▮", []),
  ]

  // MARK: - What must not be shown

  static let secrets = [
    Case("pickers where name = ▮", [], has: ["name"], not: ["Ann Smith", "Bo Li", "Cai Wen"]),
    Case("pickers where name = \"A▮", [], not: ["Ann Smith"]),
    Case("pickers where name in (B▮", [], not: ["Bo Li"]),
    Case("pickers | rename who = name | where who = ▮", [], has: ["who"], not: ["Ann Smith"]),
    Case("pickers | derive who = name | where who = ▮", [], has: ["who"], not: ["Ann Smith"]),
    Case("pickers where phone = 1▮", []),
    Case("pickers where lane = ▮", ["east side", "west"]),
    Case("stalls where town = ▮", ["Milltown", "Hightown"], not: ["Lonetown"]),
    Case("stalls where town = L▮", [], not: ["Lonetown"]),
    Case("stalls | rename place = town | where place in (▮", ["Milltown"], not: ["Lonetown"]),
  ]

  // MARK: - In Chinese

  static let chinese = [
    Case("▮", ["果园", "收成", "采摘工", "摊位"], has: ["设", "参数", "导入", "明细()"]),
    Case("收成 ▮", ["其中"]),
    Case("收成 其中 ▮", ["成熟", "偏重", "编号", "品种"], has: ["非", "匹配()"]),
    Case("收成 其中 等级=▮", ["特级", "一级", "榨汁"]),
    Case("收成 其中 等级 属于（▮", ["特级", "一级", "榨汁"]),
    Case("收成 其中 品种 ▮", ["属于", "不属于", "包含", "开头是", "结尾是"]),
    Case("收成 其中 成熟 ▮", ["且", "或", "为空", "不为空"]),
    Case("收成 其中 采摘日 属于 ▮", ["今天", "昨天"], has: ["上月", "最近 7 天"]),
    Case("收成 其中 采摘日 属于 最近 7 ▮", ["天", "周", "个月", "个季度", "年"]),
    Case("收成 | ▮", ["其中", "派生", "选列"]),
    Case("收成 | 计数 ▮", ["按", "含合计", "含空组"]),
    Case("收成 | 计数 按 ▮", ["编号", "品种", "等级"]),
    Case("收成 | 统计 ▮", ["计数", "占比", "成熟率"]),
    Case("收成 | 统计 计数, 合计(重量) 按 等级 | 排序 ▮", ["等级", "件数", "合计_重量"]),
    Case("收成 | 派生 甲 = 重量, 乙 = ▮", ["编号"], has: ["甲"]),
    Case("收成 | 改名 种类 = 品种 | 其中 ▮", ["成熟"], has: ["种类"], not: ["品种"]),
    Case("收成 | 计数 按 品种, 等级 | 透视 等级 | 排序 ▮", ["品种", "特级", "一级", "榨汁"]),
    Case("收成 | 计数 按 所属果园.▮", ["园名", "地区", "株数"]),
    Case("收成 | 对比 ▮", ["今天", "昨天"]),
    Case("收成 | 连接 ▮", ["果园", "收成"], has: ["左", "反"]),
    Case("收成 | 图 ▮", ["柱状", "折线", "热力"]),
    Case("收成 | 保存 \"a.csv\" ▮", ["作为"]),
    Case("参数 甲: ▮", ["文本", "整数"], has: ["代码"]),
    Case("导入 \"a.csv\" 作为 甲 设定 ▮", [], has: ["分隔符", "无表头"]),
    Case("收成 其中 如果 成熟 ▮", ["则"]),
    Case("收成 | 派生 甲 = 匹配 等级 { ▮", ["特级", "一级", "榨汁", "否则"]),
    Case("明细(成熟率, ▮", ["分子", "分母"]),
    Case("采摘工 其中 姓名 = ▮", [], has: ["姓名"], not: ["Ann Smith"]),
    Case("表 t 主键 id {\n  id 文本 ▮", ["主键", "隐私", "不同列", "默认"]),
    Case(".结▮", ["结构"]),
    Case("har▮", ["harvests", "harvests where ripe | count"]),
    Case("收成 其中 weig▮", ["weight"]),
  ]

  static let pinyin = [
    Case("采摘工 其中 qd▮", ["渠道"]),
    Case("采摘工 其中 quda▮", ["渠道"]),
    Case("采摘工 其中 qudao▮", ["渠道"]),
    Case("采摘工 其中 cd▮", ["长度"], has: ["长度()"]),
    Case("采摘工 其中 zd▮", ["长度"]),
    Case("采摘工 其中 changdu▮", ["长度"]),
    Case("采摘工 其中 cf▮", ["重复"]),
    Case("采摘工 其中 zhongf▮", ["重复"]),
    Case("采摘工 其中 chongfu▮", ["重复"]),
    Case("收成 | js▮", ["计数"]),
    Case("收成 其中 dengji = tj▮", []),
    Case("收成 其中 等级 = tj▮", ["特级"]),
    Case("sc▮", ["收成"]),
    Case("采摘工 其中 du▮", [], has: ["长度"]),
  ]
}
