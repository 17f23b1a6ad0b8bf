import Testing

@testable import PQAssist

@Suite struct NameMatcherTests {
  @Test(arguments: [
    ("we", "weight", "prefix"), ("WE", "weight", "prefix"), ("", "weight", "prefix"),
    ("rate", "on_time_rate", "words"), ("otr", "on_time_rate", "prefix"),
    ("on_t", "on_time_rate", "prefix"), ("tr", "on_time_rate", "words"),
    ("wgt", "weight", "letters"), ("x", "weight", "none"), ("g", "weight", "none"),
    ("qd", "渠道", "prefix"), ("quda", "渠道", "prefix"), ("qudao", "渠道", "prefix"),
    ("cd", "长度", "prefix"), ("zd", "长度", "prefix"), ("zhangdu", "长度", "prefix"),
    ("du", "长度", "words"), ("度", "长度", "words"), ("长", "长度", "prefix"),
    ("cdu", "长度", "prefix"), ("dc", "长度", "none"), ("lvse", "绿色", "prefix"),
    ("aqb", "按期办结率", "prefix"), ("bjl", "按期办结率", "words"), ("aqbjs", "按期办结率", "prefix"),
    ("渠道x", "渠道", "none"), ("weightx", "weight", "none"), ("ab", "a", "none"),
  ])
  func tellsHowANameFits(_ typed: String, _ name: String, _ expected: String) {
    let kind = NameMatcher(typed).match(name)?.kind
    #expect(kind.map { "\($0)" } ?? "none" == expected)
  }

  @Test func keepsEveryReadingInUse() {
    func readings(_ scalar: Unicode.Scalar) -> [String] {
      Pinyin.syllables(of: scalar).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
    #expect(readings("长") == ["chang", "zhang"])
    #expect(readings("重") == ["chong", "zhong"])
    #expect(readings("率") == ["lv", "shuai"])
    #expect(readings("件") == ["jian"])
    #expect(readings("a") == [])
  }
}
