import PQDiagnostics
import PQFormats
import PQSession
import Testing

/// Two spellings of one statement give the same rows.
@Suite struct SpellingTests {
  private static let pairs = [
    // Both languages, mixed freely.
    (
      "收成 其中 成熟 且 重量 > 100 | 选列 编号, 品种", "harvests where ripe and weight > 100 | select id, variety"
    ),
    ("harvests 其中 等级 = 特级 | count", "harvests where grade = prime | count"),
    (
      "收成 其中 采摘日 属于 今年 | 统计 合计(重量), 平均(重量) 按 品种 含合计",
      "harvests where picked in this year | summarise sum(weight), mean(weight) by variety with total"
    ),
    ("收成 | 计数 按 品种 | 前 2 按 件数", "harvests | count by variety | top 2 by count"),
    // Punctuation that an input method leaves behind.
    ("收成 ｜ 计数 按 等级，成熟", "harvests | count by grade, ripe"),
    ("收成 其中 等级＝特级 ｜ 计数", "harvests where grade = prime | count"),
    (
      "收成 其中 品种 为空 或 品种 包含 “富” | 选列 编号",
      "harvests where variety is missing or variety contains \"富\" | select id"
    ),
    ("收成 其中 （成熟 且 重量 ＞ 100） | 计数", "harvests where (ripe and weight > 100) | count"),
    // Where a statement ends.
    ("harvests\n  where ripe\n  | count", "harvests where ripe | count"),
    (
      "harvests where (ripe\nand weight > 100)\n| count",
      "harvests where ripe and weight > 100 | count"
    ),
    (
      "harvests where ripe and\nweight > 100 |\ncount",
      "harvests where ripe and weight > 100 | count"
    ),
  ]

  @Test(arguments: pairs)
  func bothGiveTheSameRows(first: String, second: String) throws {
    let left = try rows(first)
    #expect(try left == rows(second))
    #expect(!left.isEmpty)
  }

  private func rows(_ text: String) throws -> String {
    var options = SessionOptions()
    options.today = 18_627
    options.model = SourceText("", name: "none.pq")
    let session = Session(options: options)
    session.run("include \"\(ProjectFiles.root)/Tests/Golden/data/orchard.pq\"")
    let run = session.run(text)
    #expect(run.diagnostics.isEmpty, "\(text) \(run.diagnostics)")
    return try #require(run.results.last).text(as: .list)
  }
}
