import PQDiagnostics
import PQSyntax
import Testing

private let fruit = NameTranslation(
  toChinese: [
    "harvests": "采收", "orchards": "果园", "variety": "品种", "weight": "重量", "picked": "采摘日期",
    "count": "件数", "days": "天数", "fuji": "富士", "east": "东", "west": "东", "month": "合计",
    "grade": "前",
  ],
  toEnglish: [
    "采收": "harvests", "果园": "orchards", "品种": "variety", "重量": "weight", "采摘日期": "picked",
    "件数": "count", "天数": "days", "富士": "fuji", "东": "east", "合计": "month", "前": "grade",
  ],
  functionToChinese: ["year": "年份", "min": "最小", "rank": "名次"],
  functionToEnglish: ["年份": "year", "最小": "min", "名次": "rank"])

struct FormatterTests {
  private func format(_ text: String, _ language: Language? = nil) -> String {
    Formatter.format(SourceText(text), to: language, names: fruit)
  }

  @Test(arguments: Samples.scripts)
  func everyScriptSettlesAndComesBack(path: String) {
    let text = Samples.read(path)
    let once = format(text)
    #expect(format(once) == once)
    let english = format(text, .english)
    let chinese = format(english, .chinese)
    #expect(format(english, .english) == english)
    #expect(format(chinese, .chinese) == chinese)
    #expect(format(chinese, .english) == english)
    #expect(format(text, .chinese) == chinese)
    if path.contains("PQDBG") { print(chinese) }
  }
}
