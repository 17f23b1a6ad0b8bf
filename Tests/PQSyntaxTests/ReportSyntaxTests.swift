import PQDiagnostics
import PQSyntax
import Testing

/// What in a report is code, and where it stands.
struct ReportSyntaxTests {
  /// The code of a report: answers in braces, blocks in brackets; messages behind it.
  private func code(_ text: String) -> [String] {
    let report = ReportSyntax(SourceText(text, name: "r.md.pq"))
    let parts = report.parts.compactMap { part -> String? in
      let statements = part.statements.map { report.source.text(in: $0.range) }
      switch part {
      case .text: return nil
      case .answer: return "{\(statements.joined())}"
      case .block(let block):
        return "[\(statements.joined(separator: "; "))]\(block.isQuiet ? " quiet" : "")"
      }
    }
    return parts + report.diagnostics.map { "\($0.code.name) \(place($0))" }
  }

  private func place(_ diagnostic: Diagnostic) -> String {
    guard case .source(let source, let range) = diagnostic.place else { return "" }
    return "\(source.line(at: range.start)):\(source.column(at: range.start))"
  }

  @Test(
    arguments: [
      ("We have {fruit | count} kinds.", ["{fruit | count}"]),
      ("{a} 与 {b}，{c}", ["{a}", "{b}", "{c}"]),
      ("# {a}\n\n- {b}\n- {c}", ["{a}", "{b}", "{c}"]),
      (#"\{a\} {b} \\{c}"#, ["{b}", "{c}"]),
      ("`{a}` and ``{b}` {c}`` {d}", ["{d}"]),
      ("one ` tick {a}", ["{a}"]),
      ("`two\nlines {a}` {b}", ["{b}"]),
      ("<!-- {a} --> {b}", ["{b}"]),
      ("<!-- {a}\n\n{b} --> {c}\n\n{d}", ["{c}", "{d}"]),
      (#"{name = "}" or name = '}'}"#, [#"{name = "}" or name = '}'}"#]),
      ("{名称 = “}”}", ["{名称 = “}”}"]),
      ("{match x { a => 1 }}", ["{match x { a => 1 }}"]),
      ("a } b {c}", ["{c}"]),
      ("{a\n| count}", ["{a\n| count}"]),
      ("no code", []), ("", []), ("\n\n", []),
    ])
  func findsAnswers(text: String, expected: [String]) {
    #expect(code(text) == expected)
  }

  @Test(
    arguments: [
      ("```pq\na | count\nb\n```\n", ["[a | count; b]"]),
      ("text\n```pq quiet\nlet a = 1\n```\n{a}", ["[let a = 1] quiet", "{a}"]),
      ("```pq 静默\n设 a = 1\n```", ["[设 a = 1] quiet"]),
      ("- item\n  ```pq\n  a\n    | count\n  ```\n", ["[a\n    | count]"]),
      ("````pq\nprint \"```\"\n````", ["[print \"```\"]"]),
      ("~~~pq\na\n~~~\n", ["[a]"]),
      ("```sql\nselect {a}\n```\n{b}", ["{b}"]),
      ("```\n{a}\n```\n```pq\nb\n```", ["[b]"]),
      ("~~~~\n```pq\na\n```\n~~~~", []),
      ("> ```pq\n> {a}\n> ```\n{b}", ["{b}"]),
      ("```sql\n{a}", []), ("```pq\n```", ["[]"]),
      ("```pq\r\na\r\n```\r\n{b}\r\n", ["[a]", "{b}"]),
    ])
  func findsBlocks(text: String, expected: [String]) {
    #expect(code(text) == expected)
  }

  @Test(
    arguments: [
      ("水果 {a\n\n{b}", ["{b}", "unclosed-bracket 1:4"]),
      ("```pq\na", ["[a]", "unclosed-fence 1:1"]),
      ("x\n```pq hidden\na\n```", ["[a]", "unknown-block-option 2:7"]),
      ("水果有 {} 种", ["{}", "expected-expression 1:6"]),
      ("水果 {a |} 种", ["{a |}", "unknown-stage 1:8"]),
      ("x\n\n```pq\na\nb |\n```", ["[a; b |]", "unknown-stage 5:4"]),
      ("{a \"b}", ["unclosed-bracket 1:1"]),
    ])
  func saysWhereAMistakeStands(text: String, expected: [String]) {
    let found = code(text)
    #expect(found.first == expected.first && found.last == expected.last, "\(found)")
  }

  @Test func partsFollowOneAnotherWithoutAGap() {
    let texts = [
      "---\nlang: zh\n---\na {b} c\n```pq\nd\n```\ne", "```pq\na\n```", "{a}", "a\n\n<!--\n\nb",
      "``` \u{4FE1}{", "\\", "{a}`", "<!-->{a}-->{b}",
    ]
    for text in texts {
      let report = ReportSyntax(SourceText(text))
      var end = report.frontMatter?.range.end ?? 0
      for part in report.parts {
        #expect(part.range.start == end, "\(text)")
        end = part.range.end
      }
      #expect(end == text.utf8.count, "\(text)")
    }
  }

  @Test func frontMatterHasKeysAndValues() throws {
    let report = ReportSyntax(SourceText("---\nlang: zh\ntitle: \"a: b\"\nrest\n---\n{a}"))
    let matter = try #require(report.frontMatter)
    #expect(matter.entries.map(\.key) == ["lang", "title"])
    #expect(matter.entries.map(\.value) == ["zh", "a: b"])
    #expect(report.source.text(in: matter.entries[0].valueRange) == "zh")
    #expect(code("---\n{a}") == ["{a}"])
    #expect(code("a\n---\nb: {c}\n---") == ["{c}"])
  }

  @Test func hostileTextTakesNoTime() {
    let texts = [
      String(repeating: "{", count: 1 << 20), String(repeating: "`{a` ", count: 1 << 18),
      "{" + String(repeating: "\"\\", count: 1 << 19), String(repeating: "{\n\n", count: 1 << 18),
      String(repeating: "`", count: 1 << 20), String(repeating: "<!--", count: 1 << 18),
      String(repeating: "` `` ``` ", count: 1 << 17),
    ]
    let start = ContinuousClock.now
    for text in texts { _ = ReportSyntax(SourceText(text)) }
    #expect(ContinuousClock.now - start < .seconds(30))
    let huge = ReportSyntax(SourceText(String(repeating: "a", count: 5 << 20)))
    #expect(huge.diagnostics.map(\.code.name) == ["file-too-large"])
  }
}
