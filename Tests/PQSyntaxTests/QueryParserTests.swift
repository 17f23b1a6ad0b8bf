import PQDiagnostics
import PQSyntax
import Testing

struct QueryParserTests {
  @Test(
    arguments: [
      (
        "cases where channel=online and repeat | count by township | top 5 by count",
        """
        query cases
          where (and (= channel online) repeat)
          count by=township
          top 5 by=count

        """
      ),
      (
        "信访件 其中 渠道=网上 且 重复 | 计数 按 乡镇 | 前 5 按 件数",
        """
        query 信访件
          where (and (= 渠道 网上) 重复)
          count by=乡镇
          top 5 by=件数

        """
      ),
    ])
  func oneLineIsOneTree(text: String, tree: String) {
    let parsed = Parser.parse(SourceText(text))
    #expect(parsed.diagnostics.map(\.message.english) == [])
    #expect(SyntaxDump.tree(parsed.script) == tree)
  }
}
