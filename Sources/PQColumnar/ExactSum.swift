/// The exact sum of floats: whatever the order, the same value, rounded once at the end.
///
/// The method is Shewchuk's: the sum is kept as floats that do not overlap.
package struct ExactSum: Sendable {
  private var partials: [Double] = []
  /// Numbers so large that their sum could overflow, divided by 2^200.
  private var largePartials: [Double] = []

  private static let largeLimit = 0x1p900
  private static let largeScale = 0x1p200

  package init() {}

  /// - Precondition: `number` is finite.
  package mutating func add(_ number: Double) {
    if abs(number) >= ExactSum.largeLimit {
      ExactSum.add(number / ExactSum.largeScale, to: &largePartials)
    } else {
      ExactSum.add(number, to: &partials)
    }
  }

  /// Adds an exact product; it must not overflow.
  package mutating func add(product left: Double, _ right: Double) {
    let product = left * right
    add(product)
    add((-product).addingProduct(left, right))
  }

  package mutating func merge(_ other: ExactSum) {
    for partial in other.partials { ExactSum.add(partial, to: &partials) }
    for partial in other.largePartials { ExactSum.add(partial, to: &largePartials) }
  }

  /// The float nearest to the sum, ties to even; infinite if it is too large.
  package var value: Double {
    if largePartials.allSatisfy({ $0 == 0 }) { return ExactSum.rounded(partials) }
    var all = largePartials
    for partial in partials { ExactSum.add(partial / ExactSum.largeScale, to: &all) }
    return ExactSum.rounded(all) * ExactSum.largeScale
  }

  /// Numbers whose exact sum is this sum.
  package var parts: [Double] {
    partials + largePartials.map { $0 * ExactSum.largeScale }
  }

  private static func add(_ number: Double, to partials: inout [Double]) {
    var rest = number
    var kept = 0
    for position in partials.indices {
      var other = partials[position]
      if abs(rest) < abs(other) { swap(&rest, &other) }
      let high = rest + other
      let low = other - (high - rest)
      if low != 0 {
        partials[kept] = low
        kept += 1
      }
      rest = high
    }
    partials.removeLast(partials.count - kept)
    if rest != 0 { partials.append(rest) }
  }

  private static func rounded(_ partials: [Double]) -> Double {
    guard var high = partials.last else { return 0 }
    var position = partials.count - 1
    var low = 0.0
    while position > 0 {
      position -= 1
      let before = high
      high = before + partials[position]
      low = partials[position] - (high - before)
      if low != 0 { break }
    }
    // What follows decides a tie that the addition above rounded to even.
    if position > 0, low != 0, (low < 0) == (partials[position - 1] < 0) {
      let doubled = low * 2
      let corrected = high + doubled
      if doubled == corrected - high { high = corrected }
    }
    return high
  }
}
