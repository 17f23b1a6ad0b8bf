import PQDiagnostics
import PQSyntax
import Testing

private let fruit = NameTranslation(
  toChinese: [
    "harvests": "采收", "orchards": "果园", "variety": "品种", "weight": "重量", "picked": "采摘日期",
    "count": "件数", "days": "天数", "fuji": "富士", "east": "东", "west": "东", "month": "合计",
    "grade": "前",
  ],
  toEnglish: [
    "采收": "harvests", "果园": "orchards", "品种": "variety", "重量": "weight", "采摘日期": "picked",
    "件数": "count", "天数": "days", "富士": "fuji", "东": "east", "合计": "month", "前": "grade",
  ],
  functionToChinese: ["year": "年份", "min": "最小", "rank": "名次", "ready_on": "成熟日"],
  functionToEnglish: ["年份": "year", "最小": "min", "名次": "rank", "成熟日": "ready_on"],
  codesToChinese: ["ready_on(0)": ["first": "一"], "成熟日(0)": ["first": "一"]],
  codesToEnglish: ["ready_on(0)": ["一": "first"], "成熟日(0)": ["一": "first"]])

struct FormatterTests {
  private func format(_ text: String, _ language: Language? = nil) -> String {
    Formatter.format(SourceText(text), to: language, names: fruit)
  }

  @Test(arguments: Samples.scripts)
  func everyScriptSettlesAndComesBack(path: String) {
    let text = Samples.read(path)
    let once = format(text)
    #expect(format(once) == once)
    let english = format(text, .english)
    let chinese = format(english, .chinese)
    #expect(format(english, .english) == english)
    #expect(format(chinese, .chinese) == chinese)
    #expect(format(chinese, .english) == english)
    #expect(format(text, .chinese) == chinese)
  }

  @Test(
    arguments: [
      ("harvests  where weight>3|count", "harvests where weight > 3 | count"),
      ("harvests | derive a=-b , c=f( d ,- 1 )", "harvests | derive a = -b, c = f(d, -1)"),
      ("harvests\n| count\n  | take 1", "harvests\n  | count\n  | take 1"),
      ("harvests |\ncount | take 1", "harvests\n  | count\n  | take 1"),
      ("harvests | derive a = b +\nc\n  | count", "harvests\n  | derive a = b +\n    c\n  | count"),
      ("let a = (\nharvests\n| count\n)", "let a = (\n  harvests\n    | count\n)"),
      ("a in ( 1 , 2 ) and b in 1 .. 5", "a in (1, 2) and b in 1..5"),
      ("水果（甲，乙）＝“丙”", "水果(甲, 乙) = \"丙\""), ("a = 'b'", "a = \"b\""), ("a = 'b\"c'", "a = 'b\"c'"),
      ("t + 15 天 - 2 h", "t + 15 天 - 2 h"), ("t + 15 天", "t + 15天"), ("t+15 工作日", "t + 15个工作日"),
      ("match x {a=>1,else=>2}", "match x { a => 1, else => 2 }"),
      ("print '{harvests|count} kg'", "print \"{harvests | count} kg\""),
      ("print \"{  count( where a='b' ) }\"", "print \"{count(where a = 'b')}\""),
      ("a   # b \n\n\n\n#c\nd", "a  # b \n\n#c\nd"), ("\n\na\n\n", "a"),
      ("harvests # a\n# b\n | count", "harvests  # a\n  # b\n  | count"),
      ("a == b  #! x", "a == b  #! x"), ("t where (a\n|  count", "t where (a\n|  count"),
      (
        "table t{a text,\nbcd   int  \"乙\"\n\n\n}",
        "table t { a text,\n  bcd int \"乙\"\n\n}"
      ),
      (
        "table t {\na text \"甲\"\nbcd enum{x \"一\",y}? private }",
        "table t {\n  a   text \"甲\"\n  bcd enum { x \"一\", y }? private }"
      ),
      (
        "table t {\na text  key private  as phone  default f( 1,\n2 )\n}",
        "table t {\n  a text key private as phone default f(1,\n    2)\n}"
      ),
      ("let f(a:int ,b :enum{x,y})=a", "let f(a: int, b: enum { x, y }) = a"),
      ("secret t  where a=1  because 'b'", "secret t where a = 1 because \"b\""),
      ("check t.c=a because 'b'\n  '丙'", "check t.c = a because \"b\"\n  \"丙\""),
      ("check t . c '丙'=a  =1", "check t.c \"丙\" = a = 1"),
      ("field t . a=b", "field t.a = b"), ("param p :int= 3", "param p: int = 3"),
      ("t | rank ( a ) per ( b )", "t | rank ( a ) per ( b )"),
    ])
  func layout(text: String, expected: String) {
    #expect(format(text) == expected + "\n")
    #expect(format(expected) == expected + "\n")
  }

  @Test func aPipelineThatDoesNotFitIsBrokenInBothLanguages() {
    let long = "harvests where " + String(repeating: "weight > 1 and ", count: 6) + "ripe | count"
    let broken = long.split(separator: " | ").joined(separator: "\n  | ") + "\n"
    #expect(format(long) == broken)
    #expect(format(format(long, .chinese), .english) == broken)
    #expect(format(format(long, .chinese)) == format(long, .chinese))
  }

  @Test(
    arguments: [
      (
        "harvests where variety = fuji | count by variety | top 5 by count",
        "采收 其中 品种 = 富士 | 计数 按 品种 | 前 5 按 件数"
      ),
      ("harvests | summarise count, sum(count)", "采收 | 统计 计数, 合计(件数)"),
      ("t where a in last 7 days", "t 其中 a 属于 最近 7 天"),
      ("t where a in last 1 month or b not in (c)", "t 其中 a 属于 最近 1 个月 或 b 不属于 (c)"),
      ("t + 15 workdays - 2h30min", "t + 15个工作日 - 2小时30分钟"),
      ("t | count by year(picked)", "t | 计数 按 年份(采摘日期)"),
      ("it | compare to last year", "它 | 对比 去年"),
      ("print \"{harvests | count} fuji\"", "输出 \"{采收 | 计数} fuji\""),
      ("t where a = \"count\"", "t 其中 a = \"count\""),
      // Two English names share a twin, one twin is a keyword, one name is made here.
      ("t where region = east or region = west", "t 其中 region = east 或 region = west"),
      ("t where `variety` = fuji", "t 其中 `variety` = 富士"),
      ("t | derive variety = 1 | sort variety", "t | 派生 variety = 1 | 排序 variety"),
      ("import \"a\" as t with weight as number, no header", "导入 \"a\" 作为 t 设定 重量 作为 数值, 无表头"),
      ("t where a is not missing  # count", "t 其中 a 不为空  # count"),
      ("t where 品种名 = 甲", "t 其中 品种名 = 甲"),
      // An argument is a code where the function declares it, and else a name.
      ("t where ready_on(first, variety) > today", "t 其中 成熟日(一, 品种) > 今天"),
      ("t | summarise rate with parts | pivot a with total", "t | 统计 rate 含分项 | 透视 a 含合计"),
      ("secret t where weight > 3 because \"a\"", "不列出 t 其中 重量 > 3 依据 \"a\""),
      ("measure t.m = mean(weight) dated picked", "指标 t.m = 平均(重量) 归期 采摘日期"),
      ("check t.c = weight < 0", "核对 t.c = 重量 < 0"), ("holidays \"a.csv\"", "节假日 \"a.csv\""),
      (
        "table t { a text private as id_number default variety }",
        "表 t { a 文本 隐私 作为 证件号码 默认 品种 }"
      ),
    ])
  func translation(english: String, chinese: String) {
    #expect(format(english, .chinese) == chinese + "\n")
    #expect(format(chinese, .english) == english + "\n")
    #expect(format(english, .english) == english + "\n")
    #expect(format(chinese, .chinese) == chinese + "\n")
  }

  @Test func aNameWhoseTwinWouldBeReadOtherwiseStaysAsItIs() {
    for text in ["t | sort grade", "grade 5", "t | summarise month, month(a)", "grade | take 1"] {
      let english = format(text, .english)
      #expect(format(format(english, .chinese), .english) == english)
    }
  }

  /// Words of both languages in any mixture settle after one translation and come back from then on.
  @Test func mixturesSettle() {
    let words = [
      "harvests", "采收", "富士", "合计", "month", "前", "件数", "days", "它", "最近", "其中", "东",
    ]
    for first in words {
      for second in words {
        let text = "\(first) | sort \(second) | derive x = \(first)(\(second)) + \(second)"
        let english = format(text, .english)
        let chinese = format(english, .chinese)
        #expect(format(chinese, .english) == english, "\(text)")
        #expect(format(english, .english) == english, "\(text)")
      }
    }
  }
}
