import PQDiagnostics
import PQFormats
import Testing

struct FormatDiagnosticsTests {
  @Test func codesAreExplainedInBothLanguages() {
    let codes = FormatDiagnostics.codes
    #expect(Set(codes.map(\.name)).count == codes.count)
    for code in codes {
      #expect(code.name.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber }, "\(code.name)")
      #expect(code.explanation.english.hasSuffix("."), "\(code.name)")
      #expect(
        code.explanation.chinese.hasSuffix("。") || code.explanation.chinese.hasSuffix("`。"),
        "\(code.name)")
    }
  }

  /// Each way of reading that gives a warning or a note, with its first line in both languages.
  @Test(arguments: [
    (
      "variety,1,2\na,3,4\n",
      "warning[header-looks-like-data]: the column name `1` looks like data",
      "警告[header-looks-like-data]：列名 `1` 看上去像数据"
    ),
    (
      "apple,3\n",
      "warning[no-header-found]: the first line of `fruit.csv` was read as a row, "
        + "since it holds numbers or dates",
      "警告[no-header-found]：`fruit.csv` 的第一行含有数字或日期，作为数据读取"
    ),
    (
      "a,\n1,2\n",
      "warning[unnamed-column]: column 2 of `fruit.csv` has no name and is called "
        + "`column_2`",
      "警告[unnamed-column]：`fruit.csv` 的第 2 列没有名称，称为 `column_2`"
    ),
    (
      "a,a\n1,2\n",
      "warning[duplicate-column]: `fruit.csv` has two columns `a`; the later one is "
        + "called `a_2`",
      "警告[duplicate-column]：`fruit.csv` 有两列 `a`，后一列称为 `a_2`"
    ),
    (
      "a,b\n1\n2,3\n", "warning[rows-rejected]: 1 of 2 rows of `fruit.csv` was left out",
      "警告[rows-rejected]：`fruit.csv` 共 2 行，有 1 行没有读入"
    ),
  ])
  func warnings(text: String, english: String, chinese: String) throws {
    let diagnostic = try #require(try load(text).diagnostics.first)
    let drawn = [Language.english, .chinese].map { language in
      DiagnosticRenderer.render(diagnostic, language: language).prefix { $0 != "\n" }
    }
    #expect(drawn.map(String.init) == [english, chinese])
  }
}
