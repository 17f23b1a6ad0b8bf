import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

struct CastFunctionTests {
  @Test(arguments: [
    (" 12 ", "12"), ("-7", "-7"), ("+7", "7"), ("9223372036854775807", "9223372036854775807"),
    ("12.0", "12"), ("1e3", "1000"), ("12.5", "error[not-whole]"),
    ("9223372036854775808", "error[number-too-large]"), ("", "error[unreadable-number]"),
    ("1,200", "error[unreadable-number]"), ("十二", "error[unreadable-number]"),
    ("12 kg", "error[unreadable-number]"), ("nan", "error[unreadable-number]"),
  ])
  func intReadsText(text: String, expected: String) {
    #expect(call(ToInteger.self, Argument(.text(text), .text)) == expected)
  }

  @Test func intTakesWholeNumbersOnly() {
    #expect(call(ToInteger.self, 3.0) == "3")
    #expect(call(ToInteger.self, 3.5) == "error[not-whole]")
    #expect(call(ToInteger.self, 1e19) == "error[number-too-large]")
    #expect(call(ToInteger.self, .decimal(300, scale: 2)) == "3")
    #expect(call(ToInteger.self, .decimal(301, scale: 2)) == "error[not-whole]")
    #expect(call(ToInteger.self, .ratio(6, 3)) == "2")
    #expect(call(ToInteger.self, .ratio(1, 3)) == "error[not-whole]")
    #expect(call(ToInteger.self, Argument(.boolean(true), .boolean)) == "1")
    #expect(call(ToInteger.self, .period("2020")) == "2020")
    #expect(call(ToInteger.self, .period("2020-08")) == "no such call")
    #expect(call(ToInteger.self, nil) == "missing")
  }

  @Test(arguments: [
    (" 3.5 ", "3.5"), ("12%", "0.12"), ("79.3%", "0.793"), ("1e-7", "1e-07"), ("-0", "0"),
    ("1e999", "error[number-too-large]"), ("inf", "error[unreadable-number]"),
    ("0x10", "error[unreadable-number]"), ("%", "error[unreadable-number]"),
    ("1.2.3", "error[unreadable-number]"), ("- 3", "error[unreadable-number]"),
  ])
  func numberReadsText(text: String, expected: String) {
    #expect(call(ToNumber.self, Argument(.text(text), .text)) == expected)
  }

  @Test func numberKeepsNumbers() {
    #expect(ToNumber.resultType(of: [.decimal(scale: 2)]) == .decimal(scale: 2))
    #expect(call(ToNumber.self, .decimal(350, scale: 2)) == "3.5")
    #expect(call(ToNumber.self, .ratio(1, 4)) == "0.25")
    #expect(call(ToNumber.self, Argument(.boolean(false), .boolean)) == "0")
    #expect(call(ToNumber.self, .date("2020-08-07")) == "no such call")
    #expect(call(ToNumber.self, nil) == "missing")
  }

  @Test func boolReadsYesAndNo() {
    for text in ["true", "YES", " 是 ", "1"] {
      #expect(call(ToBoolean.self, Argument(.text(text), .text)) == "true")
    }
    for text in ["False", "no", "否", "0"] {
      #expect(call(ToBoolean.self, Argument(.text(text), .text)) == "false")
    }
    #expect(call(ToBoolean.self, "maybe") == "error[unreadable-boolean]")
    #expect(call(ToBoolean.self, 2) == "error[unreadable-boolean]")
    #expect(call(ToBoolean.self, .missingText) == "missing")
  }

  @Test(arguments: [
    ("2020-08-07", "2020-08-07"), ("2020/8/7", "2020-08-07"), ("2020.8.7", "2020-08-07"),
    ("20200807", "2020-08-07"), (" 2020年8月7日 ", "2020-08-07"),
    ("2020-08-07 14:30:59", "2020-08-07"), ("2020-02-30", "error[unreadable-date]"),
    ("07/08/2020", "error[unreadable-date]"), ("2020-08", "error[unreadable-date]"),
    ("2020-08/07", "error[unreadable-date]"), ("2020080", "error[unreadable-date]"),
    ("202008071", "error[unreadable-date]"), ("20-8-7", "error[unreadable-date]"),
    ("2020-08-07 25:00", "error[unreadable-date]"), ("", "error[unreadable-date]"),
    ("2020年8月7", "error[unreadable-date]"), ("2020-08-077", "error[unreadable-date]"),
  ])
  func dateReadsText(text: String, expected: String) {
    #expect(call(ToDate.self, Argument(.text(text), .text)) == expected)
  }

  @Test func dateTakesTimesAndNumbers() {
    #expect(call(ToDate.self, .datetime("1969-12-31T23:59")) == "1969-12-31")
    #expect(call(ToDate.self, 20_200_807) == "2020-08-07")
    #expect(call(ToDate.self, 20_200_832) == "error[unreadable-date]")
    #expect(call(ToDate.self, -20_200_807) == "error[unreadable-date]")
    #expect(call(ToDate.self, 1.5) == "no such call")
    #expect(call(ToDate.self, nil) == "missing")
  }

  @Test(arguments: [
    ("2020-08-07T14:30", "2020-08-07T14:30"), ("2020/8/7 9:05:30", "2020-08-07T09:05:30"),
    ("2020年8月7日 9时5分", "2020-08-07T09:05"), ("2020年8月7日9时5分3秒", "2020-08-07T09:05:03"),
    ("20200807 14:30", "2020-08-07T14:30"), ("2020-08-07", "2020-08-07T00:00"),
    ("2020-08-07 24:00", "error[unreadable-datetime]"),
    ("2020-08-07T14", "error[unreadable-datetime]"),
    ("2020-08-07T14:30Z", "error[unreadable-datetime]"),
  ])
  func datetimeReadsText(text: String, expected: String) {
    #expect(call(ToDatetime.self, Argument(.text(text), .text)) == expected)
  }

  @Test func textWritesEveryType() {
    #expect(call(ToText.self, .decimal(1250, scale: 2)) == "12.5")
    #expect(call(ToText.self, .period("2020-W32")) == "2020-W32")
    #expect(call(ToText.self, .ratio(218, 275)) == "79.27272727272727%")
    #expect(call(ToText.self, .duration(5400)) == "1h30min")
    let enumeration = EnumType(codes: [EnumCode("plum", zh: "李子"), EnumCode("fig")])
    #expect(call(ToText.self, Argument(.code(0), .enumeration(enumeration))) == "plum")
    #expect(call(ToText.self, "plum") == "plum")
    #expect(call(ToText.self, nil) == "missing")
  }
}
