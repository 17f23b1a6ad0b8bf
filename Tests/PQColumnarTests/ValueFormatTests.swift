import Testing

@testable import PQColumnar

struct ValueFormatTests {
  static let size = EnumType(codes: [EnumCode("small", zh: "小"), EnumCode("large", zh: "大")])

  static let cases: [(Value, DataType, String)] = [
    (.missing, .integer, ""), (.boolean(true), .boolean, "true"),
    (.boolean(false), .boolean, "false"),
    (.integer(0), .integer, "0"), (.integer(.min), .integer, "-9223372036854775808"),
    (.decimal(Decimal(mantissa: 350, scale: 2)), .decimal(scale: 2), "3.5"),
    (.decimal(Decimal(mantissa: -5, scale: 2)), .decimal(scale: 2), "-0.05"),
    (.decimal(Decimal(mantissa: 1200, scale: 2)), .decimal(scale: 2), "12"),
    (.decimal(Decimal(mantissa: 0, scale: 3)), .decimal(scale: 3), "0"),
    (.float(0.1), .float, "0.1"), (.float(-0.0), .float, "0"), (.float(1e6), .float, "1000000"),
    (.float(1e15), .float, "1000000000000000"), (.float(1.5e15), .float, "1500000000000000"),
    (.float(9_007_199_254_740_992), .float, "9007199254740992"), (.float(1e16), .float, "1e+16"),
    (.float(0.000001), .float, "0.000001"), (.float(0.0000015), .float, "0.0000015"),
    (.float(-0.00012345), .float, "-0.00012345"), (.float(0.0000005), .float, "5e-07"),
    (.float(123456.789), .float, "123456.789"),
    (.date(18481), .date, "2020-08-07"), (.datetime(1), .datetime, "1970-01-01T00:00:01"),
    (.duration(15 * 86400), .duration, "15d"), (.duration(9000), .duration, "2h30min"),
    (.duration(-93600), .duration, "-1d2h"), (.duration(0), .duration, "0d"),
    (.duration(61), .duration, "1min1s"),
    (.duration(.min), .duration, "-106751991167300d15h30min8s"),
    (.period(8080), .period(.quarter), "2020-Q1"), (.code(1), .enumeration(size), "large"),
    (.ratio(Ratio(218, 275)), .ratio(.percent), "79.27272727272727%"),
    (.ratio(Ratio(1, 4)), .ratio(.percent), "25%"), (.ratio(Ratio(1, 4)), .ratio(.number), "0.25"),
    (.ratio(Ratio(-1, 3)), .ratio(.number), "-0.3333333333333333"),
    (.text("杏"), .text, "杏"),
  ]

  @Test(arguments: cases)
  func writesAValueAndAColumnAlike(value: Value, type: DataType, text: String) {
    #expect(ValueFormat.text(value, as: type) == text)
    for column in [
      Column(values: [.missing, value], type: type), .constant(ConstantColumn(value, count: 2)),
    ] {
      var bytes: [UInt8] = []
      ValueFormat.append(column, at: 1, as: type, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
  }

  @Test func floatsReadBackTheSame() {
    var state: UInt64 = 42
    for _ in 0..<5000 {
      state = TextHash.mix(state &+ 1)
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      #expect(Double(ValueFormat.text(.float(number), as: .float)) == number)
    }
  }
}

struct ExactDivisionTests {
  @Test func smallQuotientsAreTheHardwares() {
    for top in -20...20 {
      for bottom in 1...20 {
        #expect(
          ExactDivision.double(Int128(top), by: Int128(bottom)) == Double(top) / Double(bottom))
      }
    }
    #expect(ExactDivision.double(1, by: 0) == nil)
  }

  @Test func largeQuotientsAreRoundedOnce() {
    let big: Int128 = 1 << 100
    #expect(ExactDivision.double(big, by: 1) == 0x1p100)
    #expect(ExactDivision.double(big * 3, by: -(big * 2)) == -1.5)
    #expect(ExactDivision.double(1, by: big) == 0x1p-100)
    #expect(ExactDivision.double(big + 1, by: big) == 1)
    // Half a unit in the last place, and a trace more.
    #expect(ExactDivision.double((1 << 53) + 1, by: 1) == 0x1p53)
    let aboveHalf: Int128 = (big >> 7) + (1 << 40) + 1
    #expect(ExactDivision.double(aboveHalf, by: 1 << 40) == 0x1p53 + 2)
    #expect(ExactDivision.double(Int128.max, by: Int128.max) == 1)
    #expect(ExactDivision.double(Int128.min, by: 1) == -0x1p127)
  }

  @Test func halvesAreRoundedAwayFromZero() {
    let cases: [(Int128, Int128, Int128)] = [
      (5, 2, 3), (-5, 2, -3), (4, 3, 1), (5, 3, 2), (0, 7, 0), (-1, 3, 0), (7, 1, 7),
    ]
    for (top, bottom, expected) in cases {
      #expect(ExactDivision.roundedHalfUp(top, by: bottom) == expected)
    }
  }
}
