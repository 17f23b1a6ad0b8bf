import PQDiagnostics
import PQSyntax
import Testing

struct StageParserTests {
  @Test(
    arguments: [
      ("where a = b", "where (= a b)"), ("其中 a", "where a"),
      ("derive a = b + 1, c = d", "derive a:=(+ b 1) c:=d"), ("派生 甲 = 乙", "derive 甲:=乙"),
      ("select a, b = c, `d e`", "select a b:=c `d e`"), ("选列 甲", "select 甲"),
      ("drop a, b", "drop a b"), ("去列 a", "drop a"), ("rename a = b, c = d", "rename a=b c=d"),
      ("改名 a = b", "rename a=b"), ("count", "count"),
      ("count by a, m = month(b)", "count by=a,m:=call(month b)"),
      ("count by a with total with empty", "count by=a total empty"),
      ("计数 按 甲 含空组 含合计", "count by=甲 total empty"), ("count with total", "count total"),
      ("summarise count, n = sum(a) by b", "summarise count n:=call(sum a) by=b"),
      ("summarise share", "summarise share"),
      ("统计 平均(甲) 按 乙 含合计", "summarise call(平均 甲) by=乙 total"),
      ("sort a desc, b, c asc", "sort a:desc b c:asc"), ("排序 甲 降序, 乙 升序", "sort 甲:desc 乙:asc"),
      ("take 5", "take 5"), ("take n per a, b", "take n per=a,b"), ("取 5 每 甲", "take 5 per=甲"),
      ("skip 2", "skip 2"), ("跳过 2", "skip 2"), ("top 5 by a", "top 5 by=a"),
      ("top 5 by days(a) asc, b per c", "top 5 by=call(days a):asc,b per=c"),
      ("top 3 by -f(a) per b", "top 3 by=(- call(f a)) per=b"),
      ("top 3 by (rank(a) per b) per c", "top 3 by=(call(rank a per=b)) per=c"),
      ("前 5 按 甲 每 乙", "top 5 by=甲 per=乙"), ("sample 10", "sample 10"),
      ("sample 10 seed 3", "sample 10 seed=3"), ("抽样 10 种子 3", "sample 10 seed=3"),
      ("distinct", "distinct"), ("distinct a, b", "distinct a b"), ("去重 甲", "distinct 甲"),
      ("join u on a = u.b", "join inner u on=(= a u.b)"),
      ("join left u on a = b", "join left u on=(= a b)"),
      ("join semi (u where c) on a = b", "join semi [u | where c] on=(= a b)"),
      ("join left on a = b", "join inner left on=(= a b)"),
      ("join left left on a", "join left left on=a"),
      ("join on on a", "join inner on on=a"), ("连接 反 甲 于 乙", "join anti 甲 on=乙"),
      ("append u", "append u"), ("append (u | take 1)", "append [u | take 1]"),
      ("append u where a", "append [u | where a]"), ("追加 甲", "append 甲"), ("pivot a", "pivot a"),
      ("透视 月 = month(a)", "pivot 月:=call(month a)"), ("unpivot a, b", "unpivot a b"),
      ("逆透视 a", "unpivot a"), ("compare to last year", "compare @last-year"),
      ("compare to 2019", "compare @2019"), ("对比 去年", "compare @last-year"),
      ("describe", "describe"), ("概览", "describe"), ("protect 5", "protect 5"),
      ("保护 5", "protect 5"),
      ("chart bar a, b", "chart bar a b"), ("chart heat", "chart heat"), ("图 折线 甲", "chart line 甲"),
      ("save \"a.csv\"", "save \"a.csv\""),
      ("save append \"a\" as csv", "save append \"a\" as=csv"),
      ("save \"{p}.csv\"", "save {p}+\".csv\""), ("保存 追加 \"a\" 作为 tsv", "save append \"a\" as=tsv"),
    ])
  func stages(text: String, expected: String) {
    #expect(tree("t | \(text)") == "query t | \(expected)")
    #expect(tree("(t where x) | \(text) | count") == "query [t | where x] | \(expected) | count")
  }

  @Test(
    arguments: [
      ("t", "value t"), ("t where a", "query t | where a"), ("it | count", "query it | count"),
      ("它 | 计数", "query it | count"), ("它", "value it"), ("dates(2020)", "value call(dates 2020)"),
      ("dates(2020) where a | count", "query call(dates 2020) | where a | count"),
      ("(t | count)", "query t | count"),
      ("((t) | count) | take 1", "query [[t] | count] | take 1"),
      ("`table` | count", "query `table` | count"), ("table | count", "query table | count"),
      ("let where a", "query let | where a"), ("count | count", "query count | count"),
      ("t\n  where a\n  | count", "query t | where a | count"), ("t\n| count", "query t | count"),
      ("t |\ncount", "query t | count"), ("t # 甲\n\n# 乙\n  | count", "query t | count"),
      ("(t\n| count\n) / 2", "value (/ [t | count] 2)"), ("a and\nb", "value (and a b)"),
      ("a\nb", "value a value b"), ("t where a\nb", "query t | where a value b"),
    ])
  func queries(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(
    arguments: [
      ("let a = t where b", "let a query t | where b"), ("let a = 1 + 2", "let a value (+ 1 2)"),
      ("let f(x, y) = x + y", "let f(x y) value (+ x y)"), ("let f() = 1", "let f() value 1"),
      ("设 甲 = 乙 | 计数", "let 甲 query 乙 | count"), ("param p = last month", "param p @last-month"),
      ("param p: period = 2020", "param p:period @2020"), ("param p = 2020", "param p 2020"),
      ("param n: int = -5", "param n:int (- 5)"), ("param c = online", "param c online"),
      ("参数 p：时段 ＝ 上月", "param p:period @last-month"), ("include \"a.pq\"", "include \"a.pq\""),
      ("print \"a\"", "print \"a\""), ("print \"\"", "print \"\""),
      ("print \"{t | count} of {1 + 2}\"", "print {[t | count]}+\" of \"+{(+ 1 2)}"),
      ("print \"{count(where a = 'x}')}\"", "print {call(count where=(= a \"x}\"))}"),
      ("print \"\\{a\\}\"", "print \"{a}\""), ("输出 “共 {甲 | 计数}”", "print \"共 \"+{[甲 | count]}"),
      ("assert a = 1", "assert (= a 1)"),
      ("assert (a) = 1 \"why {a}\"", "assert (= (a) 1) \"why \"+{a}"),
      ("assert not a", "assert (not a)"), ("断言 甲 > 1 “说明”", "assert (> 甲 1) \"说明\""),
      ("import \"a.csv\"", "import \"a.csv\""), ("import \"a.csv\" as t", "import \"a.csv\" as=t"),
      (
        "import \"a\" as t with a as text, day first, no header, skip 2, delimiter \";\", missing \"-\"",
        "import \"a\" as=t a:text dates=\"day first\" header=\"no\" skip=\"2\" delimiter=\";\" missing=\"-\""
      ),
      (
        "导入 \"a\" 设定 月在前, 编码 \"gbk\", 数 作为 数值?",
        "import \"a\" dates=\"month first\" encoding=\"gbk\" 数:number?"
      ),
      ("import \"a\" with delimiter as text", "import \"a\" delimiter:text"),
    ])
  func statements(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(
    arguments: [
      ("table t {}", "table t"),
      ("table t \"表\" key id { id text }", "table t \"表\" key=id | id text"),
      ("table t {\n  a int?, b -> u? \"甲\" private\n}", "table t | a int? | b ->u? \"甲\" private"),
      ("table t { c enum { x \"甲\", y }? \"乙\" }", "table t | c enum{x=\"甲\" y}? \"乙\""),
      (
        "table t {\n c enum {\n x \"甲\"\n y\n }\n d date\n}", "table t | c enum{x=\"甲\" y} | d date"
      ),
      ("表 甲 主键 乙 { 乙 整数 丙 时间? 隐私 }", "unexpected-word: `丙` does not fit here"),
      ("表 甲 主键 乙 { 乙 整数，丙 时间？ 隐私 }", "table 甲 key=乙 | 乙 int | 丙 datetime? private"),
      ("field t.a \"甲\" = b + 1", "field t.a \"甲\" (+ b 1)"), ("字段 t.a = b", "field t.a b"),
      (
        "measure t.m = share(a) as percent because \"law\"",
        "measure t.m call(share a) as=percent because=\"law\""
      ),
      (
        "measure t.m \"率\" = ratio(a, b)\n  because \"law\"",
        "measure t.m \"率\" call(ratio a b) because=\"law\""
      ),
      (
        "measure t.m = count because \"law\" \"法\"",
        "measure t.m count because=\"law\" \"法\""
      ),
      ("指标 t.m = 甲 作为 数值 依据 “法”", "measure t.m 甲 as=number because=\"法\""),
    ])
  func declarations(text: String, expected: String) {
    #expect(tree(text) == expected)
  }
}
