import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

struct TextFunctionTests {
  @Test func letterCaseKeepsOtherScripts() {
    #expect(call(Lower.self, "Fuji ÄPFEL 苹果") == "fuji äpfel 苹果")
    #expect(call(Upper.self, "fuji straße") == "FUJI STRASSE")
    #expect(call(Lower.self, "") == "")
    #expect(call(Lower.self, nil) == "missing")
    #expect(call(Upper.self, .missingText) == "missing")
  }

  @Test func trimTakesWideBlanks() {
    #expect(call(Trim.self, " \t\u{3000}plum tree\u{A0}\r\n") == "plum tree")
    #expect(call(Trim.self, "\u{FEFF}李子") == "李子")
    #expect(call(Trim.self, "\u{3000} ") == "")
  }

  @Test func lengthCountsScalars() {
    #expect(call(Length.self, "苹果🍎") == "3")
    #expect(call(Length.self, "") == "0")
    #expect(call(Length.self, nil) == "missing")
  }

  @Test(arguments: [
    (1, 3, "per"), (4, 100, "simmon"), (0, 3, "pe"), (-3, 2, "mo"), (-100, 3, ""), (10, 2, ""),
    (2, 0, ""), (2, -5, ""), (9, 1, "n"), (Int64.min, Int64.max, "persimmon"), (Int64.max, 1, ""),
  ])
  func substringClampsToTheText(start: Int64, length: Int64, expected: String) {
    let start = Argument(.integer(start), .integer)
    let length = Argument(.integer(length), .integer)
    #expect(call(Substring.self, "persimmon", start, length) == expected)
  }

  @Test func leftAndRightCountCharacters() {
    #expect(call(Left.self, "红富士苹果", 3) == "红富士")
    #expect(call(Right.self, "红富士苹果", 2) == "苹果")
    #expect(call(Left.self, "fig", -1) == "")
    #expect(call(Right.self, "fig", -1) == "")
    #expect(call(Right.self, "fig", 99) == "fig")
    #expect(call(Left.self, "fig", nil) == "missing")
  }

  @Test(arguments: [
    ("a/b/c", "/", 1, "a"), ("a/b/c", "/", 3, "c"), ("a/b/c", "/", -1, "c"),
    ("a/b/c", "/", 4, "missing"), ("a/b/c", "/", -4, "missing"), ("a/b/c", "/", 0, "missing"),
    ("a//c", "/", 2, ""), ("", "/", 1, ""), ("abc", "", 1, "abc"), ("abc", "", 2, "missing"),
    ("aXXXb", "XX", 2, "Xb"),
  ])
  func splitCountsFromBothEnds(text: String, separator: String, number: Int64, expected: String) {
    let separator = Argument(.text(separator), .text)
    let number = Argument(.integer(number), .integer)
    #expect(call(Split.self, Argument(.text(text), .text), separator, number) == expected)
  }

  @Test func replaceTakesEveryOccurrence() {
    #expect(call(Replace.self, "aaa", "aa", "b") == "ba")
    #expect(call(Replace.self, "fig", "", "x") == "fig")
    #expect(call(Replace.self, "、a、", "、", "") == "a")
    #expect(call(Replace.self, "a", "a", nil) == "missing")
  }

  @Test func concatWritesEveryType() {
    let date = Argument.date("2020-08-07")
    #expect(call(Concat.self, "梨", 3, date, .decimal(350, scale: 2)) == "梨32020-08-073.5")
    #expect(call(Concat.self, "a", nil) == "missing")
  }

  @Test func padFillsToALength() {
    #expect(call(Pad.self, "7", 3, "0") == "007")
    #expect(call(Pad.self, "7", -3, "ab") == "7ab")
    #expect(call(Pad.self, "7", 6, "ab") == "ababa7")
    #expect(call(Pad.self, "7", 3, "") == "7")
    #expect(call(Pad.self, "7", 2_000_000) == "error[text-too-long]")
  }

  @Test func matchesIsFalseForMissing() {
    #expect(call(Matches.self, "plot 17", #"\d+$"#) == "true")
    #expect(call(Matches.self, "三号果园", #"^\w号"#) == "true")
    #expect(call(Matches.self, "", "^$") == "true")
    #expect(call(Matches.self, nil, "a") == "false")
    #expect(call(Matches.self, .missingText, "a") == "false")
    #expect(call(Matches.self, "a", "(") == "error[unreadable-pattern]")
  }

  @Test func extractGivesTheMatchOrABracket() {
    #expect(call(Extract.self, "重量12公斤", "([0-9]+)(公斤|吨)") == "12公斤")
    #expect(call(Extract.self, "重量12公斤", "([0-9]+)(公斤|吨)", 1) == "12")
    #expect(call(Extract.self, "重量12公斤", "([0-9]+)(公斤|吨)", 3) == "missing")
    #expect(call(Extract.self, "b", "(a)|b", 1) == "missing")
    #expect(call(Extract.self, "plum", "[0-9]") == "missing")
  }

  @Test func aPatternCannotHang() {
    let text = Argument(.text(String(repeating: "a", count: 40) + "!"), .text)
    #expect(call(Matches.self, text, #"^(a|a)*(a|a)*$"#) == "error[pattern-too-costly]")
  }
}
