import Testing

@testable import PQFunctions

struct RegexLiteralsTests {
  static let patterns: [(String, String?)] = [
    ("plum", "plum"), ("拖欠.*工资款", "工资款"), ("^plums? [0-9]+$", "plum"), ("a+pple", "pple"),
    ("ab+cd", "ab"), ("plum|pear", nil), ("(plum|pear)s", "s"), ("(?i)plum", nil),
    ("p{2}lum", "lum"),
    ("p{x|y}lum", nil), (#"a\.b"#, "a.b"), (#"\d+ kg"#, " kg"), (#"\Qa|b\E"#, nil),
    ("[a-z]+kg", "kg"),
    ("[[:alpha:]]kg", nil), ("[]x]kg", "kg"), ("x*", nil), ("", nil), (".", nil), ("plum*", "plu"),
    (#"\x41bc"#, nil), ("a(b(c)d)efg", "efg"), (#"a[\]b]cd"#, "cd"), ("(*UTF)plum", nil),
    ("plum??s", "plu"), ("(ab", nil), ("苹果?树", "苹"), (#"kg\b pear"#, " pear"),
  ]

  @Test(arguments: patterns)
  func aLiteralIsWhatEveryMatchHolds(pattern: String, literal: String?) {
    #expect(
      RegexLiterals.longest(in: pattern).map { String(decoding: $0, as: UTF8.self) } == literal)
  }
}
