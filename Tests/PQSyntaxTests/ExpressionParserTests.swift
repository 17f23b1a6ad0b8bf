import PQDiagnostics
import PQSyntax
import Testing

struct ExpressionParserTests {
  @Test(
    arguments: [
      ("a or b and not c = 1", "(or a (and b (not (= c 1))))"),
      ("a + b * c - d", "(- (+ a (* b c)) d)"), ("-a * b", "(* (- a) b)"),
      ("a ?? b + c", "(?? a (+ b c))"), ("a - -b", "(- a (- b))"), ("a % b / c", "(/ (% a b) c)"),
      ("(a + b) * c", "(* ((+ a b)) c)"), ("not not a", "(not (not a))"),
      ("a = b and c != d", "(and (= a b) (!= c d))"), ("a ~ \"x.*\"", "(~ a \"x.*\")"),
      ("a contains \"x\" or b", "(or (contains a \"x\") b)"),
      ("a starts with \"x\"", "(starts with a \"x\")"), ("a 结尾是 \"x\"", "(ends with a \"x\")"),
      ("a is missing and b", "(and (is-missing a) b)"), ("a 不为空", "(is-not-missing a)"),
      ("not a is missing", "(not (is-missing a))"), ("a in 1..5", "(in a (.. 1 5))"),
      ("a in (1, 2)", "(in a (1 2))"), ("a in (x)", "(in a (x))"),
      ("a not in (x)", "(not (in a (x)))"),
      ("a 不属于 (甲, 乙)", "(not (in a (甲 乙)))"), ("a in (t | select b)", "(in a [t | select b])"),
      ("a in (t where b)", "(in a [t | where b])"), ("a in period", "(in a period)"),
      ("a in (1 + 2)..5", "(in a (.. ((+ 1 2)) 5))"),
      ("if a then b else c + 1", "(if a b (+ c 1))"),
      ("如果 a 则 b 否则 如果 c 则 d 否则 e", "(if a b (if c d e))"),
      ("match x { a, b => 1, else => 2 }", "(match x a,b=>1; else=>2)"),
      ("match x {\n  1..5 => a\n  else => b\n}", "(match x (.. 1 5)=>a; else=>b)"),
      ("匹配 x { 甲 => 1, 否则 => 2 }", "(match x 甲=>1; else=>2)"),
      ("a.b.c", "a.b.c"), ("`a b`.c", "`a b`.c"), ("true and 否", "(and true false)"),
      ("missing", "missing"), ("a = 空值", "(= a missing)"), ("12% + 3.50", "(+ 12e-2 350e-2)"),
      ("a >= b", "(>= a b)"), ("a≥b", "(>= a b)"), ("a = - 5", "(= a (- 5))"),
    ])
  func expressions(text: String, expected: String) {
    #expect(expressionTree(text) == expected)
  }

  @Test(
    arguments: [
      ("count()", "call(count)"), ("count(where a)", "call(count where=a)"),
      ("sum(a where b)", "call(sum a where=b)"), ("f(a, b desc)", "call(f a b:desc)"),
      ("rank(a desc) per b", "call(rank a:desc per=b)"),
      ("lag(a, 1) per (b, c)", "call(lag a 1 per=b,c)"),
      ("moving(mean(x), 3) per b + 1", "(+ call(moving call(mean x) 3 per=b) 1)"),
      ("合计(重量 其中 熟)", "call(合计 重量 where=熟)"), ("any(t)", "call(any t)"),
      ("count(t where a | b)", "unexpected-word: `|` does not fit here"),
      ("f(g(h(1)))", "call(f call(g call(h 1)))"), ("today(1)", "call(today 1)"),
    ])
  func calls(text: String, expected: String) {
    #expect(expressionTree(text) == expected)
  }

  @Test(
    arguments: [
      ("(t where a | count) / (t | count)", "(/ [t | where a | count] [t | count])"),
      ("(t | count) > 1 and a", "(and (> [t | count] 1) a)"), ("(t)", "(t)"),
      ("1 + (t where a | sum)", "unknown-stage: there is no stage `sum`"),
    ])
  func queriesAsValues(text: String, expected: String) {
    #expect(expressionTree(text) == expected)
  }

  @Test(
    arguments: [
      ("x in 2020", "(in x @2020)"), ("x in 2019..2020", "(in x (.. @2019 @2020))"),
      ("x = 2020", "(= x 2020)"), ("x in 1_000", "(in x 1000)"),
      ("x in 2020-08", "(in x @2020-08)"),
      ("x in last month", "(in x @last-month)"), ("x 属于 上月", "(in x @last-month)"),
      ("x in this week", "(in x @this-week)"), ("x in next quarter", "(in x @next-quarter)"),
      ("x 属于 本季度", "(in x @this-quarter)"), ("x in last 7 days", "(in x @last-7-days)"),
      ("x in last 1 day", "(in x @last-1-day)"), ("x 属于 最近 7 天", "(in x @last-7-days)"),
      ("x 属于 最近 7天", "(in x @last-7-days)"), ("x 属于 未来 3 个月", "(in x @next-3-months)"),
      ("x in year to date", "(in x @year-to-date)"), ("x 属于 本月以来", "(in x @month-to-date)"),
      ("today - 15d", "(- @today 15d)"), ("今天 + 15个工作日", "(+ @today 15workdays)"),
      ("t + 15 workdays", "(+ t 15workdays)"), ("t + 15 工作日", "(+ t 15workdays)"),
      ("t + 15 天", "(+ t 15d)"), ("t - 2h30min", "(- t 150min)"),
      ("yesterday..tomorrow", "(.. @yesterday @tomorrow)"),
      ("x in today - 7d..today", "(in x (.. (- @today 7d) @today))"),
      ("x = 2020-08-07T14:30", "(= x @2020-08-07T14:30)"), ("last + next", "(+ last next)"),
      ("year(x) + date + day", "(+ (+ call(year x) date) day)"),
    ])
  func periods(text: String, expected: String) {
    #expect(expressionTree(text) == expected)
  }

  @Test func contextualWordsAreNames() {
    for word in [
      "count", "first", "date", "level", "on", "as", "key", "table", "left", "last", "text", "seed",
      "contains", "number", "period", "field", "month", "days", "line", "private", "sum", "with1",
    ] {
      #expect(tree("t | sort \(word)") == "query t | sort \(word)")
      #expect(
        tree("t where \(word) = 1 | count by \(word)")
          == "query t | where (= \(word) 1) | count by=\(word)")
    }
    for word in ["and", "by", "per", "desc", "where", "missing", "按", "且", "否"] {
      #expect(tree("t | drop \(word)").hasPrefix("expected-name"))
      #expect(tree("t | drop `\(word)`") == "query t | drop `\(word)`")
    }
  }
}
