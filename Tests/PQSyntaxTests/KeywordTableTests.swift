import PQDiagnostics
import PQSyntax
import Testing

struct KeywordTableTests {
  @Test func eachKeywordHasOneRow() {
    #expect(
      KeywordTable.all.map(\.keyword.rawValue).sorted()
        == Keyword.allCases.map(\.rawValue).sorted())
  }

  @Test func noSpellingStandsForTwoThings() {
    #expect(Set(KeywordTable.all.map(\.english)).count == KeywordTable.all.count)
    #expect(Set(KeywordTable.all.map(\.chinese)).count == KeywordTable.all.count)
    #expect(Set(DurationUnit.allCases.map(\.chinese)).count == DurationUnit.allCases.count)
  }

  @Test func aChineseSpellingIsOneWord() {
    for entry in KeywordTable.all {
      #expect(CharacterClass.isPlainName(entry.chinese), "\(entry.chinese)")
    }
  }

  @Test(
    arguments: [
      ("where", "其中"), ("count", "计数"), ("by", "按"), ("summarise", "统计"), ("sort", "排序"),
      ("asc", "升序"), ("desc", "降序"), ("take", "取"), ("top", "前"), ("per", "每"),
      ("derive", "派生"), ("select", "选列"), ("drop", "去列"), ("rename", "改名"),
      ("distinct", "去重"), ("join", "连接"), ("on", "于"), ("append", "追加"), ("pivot", "透视"),
      ("describe", "概览"), ("compare to", "对比"), ("chart", "图"), ("with total", "含合计"),
      ("with empty", "含空组"), ("and", "且"), ("or", "或"), ("not", "非"), ("in", "属于"),
      ("is missing", "为空"), ("is not missing", "不为空"), ("contains", "包含"), ("true", "是"),
      ("false", "否"), ("let", "设"), ("param", "参数"), ("import", "导入"), ("include", "引入"),
      ("print", "输出"), ("assert", "断言"), ("today", "今天"), ("this month", "本月"),
      ("last month", "上月"), ("this year", "今年"), ("last year", "去年"), ("sum", "合计"),
      ("mean", "平均"), ("median", "中位数"), ("share", "占比"),
    ])
  func theFixedTwins(english: String, chinese: String) {
    #expect(KeywordTable.all.first { $0.english == english }?.chinese == chinese)
  }

  @Test func codesOfDiagnosticsAreDistinct() {
    let names = SyntaxDiagnostics.codes.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
