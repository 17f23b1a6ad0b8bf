import Testing

@testable import PQColumnar

/// The exact sum of numbers that are whole multiples of 2^-20 and below 2^60.
private func naiveSum(_ numbers: [Double]) -> Double {
  let total = numbers.reduce(Int128(0)) { $0 + Int128($1 * 0x1p20) }
  return ExactDivision.double(total, by: 1 << 20) ?? 0
}

struct ExactSumTests {
  private func numbers(count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = TextHash.mix(state &+ 1)
      let exponent = Int(state >> 40 & 31)
      return Double(Int64(bitPattern: state) >> (20 + exponent)) * 0x1p-20
    }
  }

  @Test(arguments: ColumnSamples.lengths + [1000])
  func isExactInAnyOrder(count: Int) {
    let numbers = numbers(count: count, seed: UInt64(count))
    let expected = naiveSum(numbers)
    for order in [numbers, numbers.reversed(), numbers.sorted(), numbers.sorted(by: >)] {
      var sum = ExactSum()
      for number in order { sum.add(number) }
      #expect(sum.value == expected)
    }
    var halves = [ExactSum(), ExactSum()]
    for (position, number) in numbers.enumerated() { halves[position % 2].add(number) }
    halves[0].merge(halves[1])
    #expect(halves[0].value == expected)
  }

  @Test(
    arguments: [
      ([1e16, 1, 1e-16], 1e16 + 2), ([0.1, 0.2, -0.3], 2.7755575615628914e-17), ([], 0),
      ([1e308, 1e308, -1e308, -1e308], 0), ([1e308, 1e308, -1e308], 1e308),
      ([1e300, 5, -1e300], 5),
      ([0x1p53, 1, 0x1p-60], 0x1p53 + 2), ([0x1p53, 1, -0x1p-60], 0x1p53),
    ] as [([Double], Double)])
  func isRoundedOnce(numbers: [Double], expected: Double) {
    for order in [numbers, numbers.reversed()] {
      var sum = ExactSum()
      for number in order { sum.add(number) }
      #expect(sum.value == expected)
    }
  }

  @Test func tooLargeIsInfinite() {
    var sum = ExactSum()
    sum.add(1e308)
    sum.add(1e308)
    #expect(sum.value == .infinity)
  }

  @Test func productsAreExact() {
    var sum = ExactSum()
    sum.add(product: 0.1, 0.1)
    sum.add(-0.1 * 0.1)
    #expect(sum.value == (-(0.1 * 0.1)).addingProduct(0.1, 0.1))
  }
}
