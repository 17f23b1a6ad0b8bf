import PQDiagnostics
import Testing

struct TextWrappingTests {
  @Test func breaksBetweenWords() {
    #expect(TextWrapping.lines("one two three", width: 7) == ["one two", "three"])
    #expect(TextWrapping.lines("incomprehensible", width: 7) == ["incomprehensible"])
    #expect(TextWrapping.lines("") == [])
  }

  @Test func breaksBetweenChineseCharactersButNotBeforePunctuation() {
    #expect(TextWrapping.lines("苹果和李子。", width: 8) == ["苹果和李", "子。"])
    #expect(TextWrapping.lines("苹果，李子", width: 4) == ["苹", "果，", "李子"])
    #expect(TextWrapping.lines("写 yyyy 年", width: 7) == ["写 yyyy", "年"])
  }
}
