import PQColumnar
import Testing

@testable import PQFormats

/// Percentages are rounded once, half away from zero, on the exact fraction.
struct RatioTextTests {
  @Test(arguments: [
    (Ratio(218, 275), "79.3%"), (Ratio(1, 8), "12.5%"), (Ratio(2, 3), "66.7%"),
    (Ratio(1, 3), "33.3%"), (Ratio(0, 5), "0.0%"), (Ratio(5, 5), "100.0%"),
    (Ratio(7, 5), "140.0%"),
    // 0.125%, 0.05%, 0.15%, 0.25%, 1.005%: only the exact fraction knows on which side they lie.
    (Ratio(1, 800), "0.1%"), (Ratio(1, 2000), "0.1%"), (Ratio(3, 2000), "0.2%"),
    (Ratio(1, 400), "0.3%"), (Ratio(201, 20_000), "1.0%"), (Ratio(99_949, 100_000), "99.9%"),
    (Ratio(1999, 2000), "100.0%"), (Ratio(1, 2001), "0.0%"),
    (Ratio(-1, 8), "-12.5%"), (Ratio(-1, 400), "-0.3%"), (Ratio(-1, 2001), "0.0%"),
    (Ratio(-2, 3), "-66.7%"),
    (Ratio(Int64.max, Int64.max), "100.0%"), (Ratio(Int64.max / 2, Int64.max), "50.0%"),
  ])
  func percentages(ratio: Ratio, expected: String) {
    #expect(ReadingFormatter.text(ratio, as: .ratio(.percent)) == expected)
  }

  @Test(arguments: [
    (Ratio(1, 8), "0.125"), (Ratio(2, 3), "0.667"), (Ratio(1, 2000), "0.001"),
    (Ratio(2001, 2000), "1.001"), (Ratio(-1, 2000), "-0.001"), (Ratio(5, 2), "2.5"),
  ])
  func numbers(ratio: Ratio, expected: String) {
    #expect(ReadingFormatter.text(ratio, as: .ratio(.number)) == expected)
  }

  /// No shown percentage is further from its fraction than half of the last digit.
  @Test func everyPercentageIsTheNearest() {
    for denominator in Int64(1)...400 {
      for numerator in -denominator...denominator {
        let text = ReadingFormatter.text(Ratio(numerator, denominator), as: .ratio(.percent))
        let digits = text.filter { $0 != "." && $0 != "%" && $0 != "-" }
        let tenths = (Int64(digits) ?? -1) * (text.hasPrefix("-") ? -1 : 1)
        let distance =
          2 * (1000 * numerator.magnitude.asSigned - tenths.magnitude.asSigned * denominator)
        #expect(distance < denominator && distance >= -denominator, "\(numerator)/\(denominator)")
      }
    }
  }
}

extension UInt64 {
  fileprivate var asSigned: Int64 { Int64(self) }
}
