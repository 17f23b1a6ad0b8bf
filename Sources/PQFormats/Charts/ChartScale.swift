import Glibc
import PQColumnar

/// Maps numbers to the way from one end of an axis to the other.
struct ChartScale {
  private(set) var lower: Double
  private(set) var upper: Double

  init(_ numbers: [Double], includesZero: Bool) {
    lower = numbers.min() ?? 0
    upper = numbers.max() ?? 0
    // Amounts that are all positive are compared from 0 unless they lie close together.
    if includesZero || lower > 0 && lower < upper / 2 { lower = min(lower, 0) }
    if includesZero || upper < 0 && upper > lower / 2 { upper = max(upper, 0) }
  }

  /// Whether all numbers are the same.
  var isFlat: Bool { lower == upper }

  /// Returns 0 at the lower end, 1 at the upper one, and a half if both are the same.
  func share(_ number: Double) -> Double {
    // Halves first: the difference of two large numbers may overflow.
    let span = upper / 2 - lower / 2
    guard span > 0 else { return 0.5 }
    return min(1, max(0, (number / 2 - lower / 2) / span))
  }

  /// Returns round numbers on the axis, some more or fewer than `count`.
  ///
  ///     0 to 29, about 4     0, 10, 20
  func marks(about count: Int) -> [Double] {
    let span = upper / Double(count) - lower / Double(count)
    guard span > 0, span.isFinite else { return [lower] }
    let power = pow(10, log10(span).rounded(.down))
    let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= span * 0.75 } ?? 10 * power
    let first = (lower / step).rounded(.up)
    let last = (upper / step).rounded(.down)
    guard step > 0, first.isFinite, last >= first, last - first < 100 else {
      return isFlat ? [lower] : [lower, upper]
    }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  func text(_ number: Double) -> String {
    ReadingFormatter.grouped(ReadingFormatter.rounded(number))
  }
}
