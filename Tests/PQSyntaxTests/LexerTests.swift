import PQDiagnostics
import PQSyntax
import Testing

struct LexerTests {
  private func kinds(_ text: String) -> [String] {
    SyntaxDump.tokens(SourceText(text)).split(separator: "\n").map {
      $0.split(separator: " ", maxSplits: 1).dropFirst().joined()
    }
  }

  @Test(
    arguments: [
      ("orchards", ["word orchards"]),
      ("信访件_2", ["word 信访件_2"]),
      ("`per cent`", ["quoted `per cent`"]),
      ("`件·数`", ["quoted `件·数`"]),
      ("a,b", ["word a", "symbol ,", "word b"]),
      ("a<=b", ["word a", "symbol <=", "word b"]),
      ("a..b", ["word a", "symbol ..", "word b"]),
      ("a ?? b", ["word a", "symbol ??", "word b"]),
      ("x=>y->z", ["word x", "symbol =>", "word y", "symbol ->", "word z"]),
      ("a # b | c", ["word a"]),
      ("#!/usr/bin/env pq\na", ["word a"]),
      ("", []), ("   \n\t\u{3000}\n", []),
    ])
  func wordsAndSymbols(text: String, expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test(
    arguments: [
      ("12", ["integer 12"]), ("1_000", ["integer 1_000"]), ("3.5", ["decimal 3.5"]),
      ("12%", ["decimal 12%"]), ("12 % 5", ["integer 12", "symbol %", "integer 5"]),
      ("12%5", ["integer 12", "symbol %", "integer 5"]), ("12.5%)", ["decimal 12.5%", "symbol )"]),
      ("15d", ["duration 15d"]), ("15天", ["duration 15天"]), ("2小时", ["duration 2小时"]),
      ("2h30min", ["duration 2h30min"]), ("15个工作日", ["duration 15个工作日"]),
      ("15工作日", ["duration 15工作日"]), ("1..5", ["integer 1", "symbol ..", "integer 5"]),
      ("3.x", ["integer 3", "symbol .", "word x"]), ("１２", ["integer １２"]),
      ("1m", ["integer bad 1m"]), ("3.5h", ["integer bad 3.5h"]), ("2020年", ["integer bad 2020年"]),
      ("9223372036854775807", ["integer 9223372036854775807"]),
      ("9223372036854775808", ["integer bad 9223372036854775808"]),
    ])
  func numbers(text: String, expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test(
    arguments: [
      ("2020", ["integer 2020"]), ("2020-08", ["period 2020-08"]),
      ("2020-Q1", ["period 2020-Q1"]), ("2020-W53", ["period 2020-W53"]),
      ("2020-08-07", ["period 2020-08-07"]), ("2020-02-29", ["period 2020-02-29"]),
      ("2020-08-07T14:30", ["period 2020-08-07T14:30"]),
      ("2020-08-07T14:30:15", ["period 2020-08-07T14:30:15"]),
      ("2020-01..2020-06", ["period 2020-01", "symbol ..", "period 2020-06"]),
      ("2020 - 08", ["integer 2020", "symbol -", "integer 08"]),
      ("x-2020-08", ["word x", "symbol -", "period 2020-08"]),
      ("5000-1200", ["integer 5000", "symbol -", "integer 1200"]),
      ("12-08", ["integer 12", "symbol -", "integer 08"]),
      ("２０２０－０８", ["period ２０２０－０８"]),
    ])
  func datesAndPeriods(text: String, expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test(
    arguments: [
      ("\"a\"", ["string \"a\""]), ("'a\"b'", ["string 'a\"b'"]), ("“甲”", ["string “甲”"]),
      ("“甲“", ["string “甲“"]), ("＂甲＂", ["string ＂甲＂"]), ("\"a\\\"b\"", ["string \"a\\\"b\""]),
      ("\"a # b\" c", ["string \"a # b\"", "word c"]),
      ("\"\"\"\na\n\"b\"\n\"\"\" c", ["string \"\"\"", "word c"]),
      ("\"a\nb", ["string bad \"a", "word b"]), ("\"\"", ["string \"\""]),
    ])
  func strings(text: String, expected: [String]) {
    let found = Lexer.lex(SourceText(text)).tokens.count - 1
    #expect(found == expected.count)
    if !text.hasPrefix("\"\"\"") { #expect(kinds(text) == expected) }
  }

  @Test func fullWidthPunctuationIsItsTwinOutsideStrings() {
    let chinese = "水果（甲，乙）｜其中　重量＞＝１０　且　名＝“，”；、。！？：～＋＊／％＜［｛｝］＠"
    let texts = Lexer.lex(SourceText(chinese)).tokens.map(\.text)
    #expect(texts.prefix(8) == ["水果", "(", "甲", ",", "乙", ")", "|", "其中"])
    #expect(texts.contains(">="))
    let symbols = Lexer.lex(SourceText("；、。：～＋＊／％＜［｛｝］≤≥≠")).tokens.map(\.text)
    let expected = [";", ",", ".", ":", "~", "+", "*", "/", "%", "<", "[", "{", "}", "]"]
    #expect(symbols == expected + ["<=", ">=", "!=", ""])
  }

  @Test(arguments: [
    ("a ‹\0› b", "unknown-character"), ("a ‹§§› b", "unknown-character"),
    ("a ‹·› b", "unknown-character"), ("a = ‹\"›x", "unclosed-string"),
    ("a = ‹`›x", "unclosed-string"), ("‹``› | count", "expected-name"),
    ("a = ‹\"\"\"›x\ny", "unclosed-string"), ("a = \"x‹\\q›\"", "bad-escape"),
    ("a = \"‹\\u{110000}›\"", "bad-escape"), ("a = \"‹\\u{d800}›\"", "bad-escape"),
    ("a = ‹12abc›", "bad-number"), ("a = ‹99999999999999999999›", "number-too-large"),
    ("a = ‹99999999999999999999d›", "number-too-large"), ("a = ‹2020-13›", "bad-date"),
    ("a = ‹2020-02-30›", "bad-date"), ("a = ‹2020-8-7›", "bad-date"),
    ("a = ‹2021-W53›", "bad-date"), ("a = ‹2020-Q5›", "bad-date"), ("a = ‹0000-01›", "bad-date"),
    ("a = ‹2020-08-07T25:00›", "bad-date"), ("a = ‹2020-08-07T9:05›", "bad-date"),
    ("a = ‹2020年8月›", "bad-number"), ("a = ‹3.5h›", "bad-number"),
  ])
  func brokenTokens(marked: String, code: String) {
    let expected = MarkedText(marked)
    let diagnostics = Parser.parse(SourceText(expected.text)).diagnostics
    #expect(diagnostics.map(\.code.name) == [code])
    #expect(diagnostics.compactMap(\.range) == expected.ranges)
  }

  @Test(
    arguments: [
      ("\"a\\n\\t\\\\\\\"\\u{4FE1}\"", "a\n\t\\\"信"), ("'it\\'s'", "it's"), ("“甲“", "甲"),
      ("\"{x}\"", "{x}"), ("\"\\{x\\}\"", "{x}"), ("\"\"\"\n  a\n    b\n  \"\"\"", "a\n  b"),
      ("\"\"\"a\nb\"\"\"", "a\nb"), ("\"\"\"\n\"\"\"", ""), ("\"\"\"\r\na\r\n\"\"\"", "a"),
    ])
  func stringText(literal: String, text: String) {
    let source = SourceText(literal)
    let token = Lexer.lex(source).tokens[0]
    #expect(StringLiteral(source, token: token, isTemplate: false).text == text)
  }
}
