/// SplitMix64: a small generator whose numbers depend on the seed alone.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A generator of its own for each number: what it gives does not depend on any other.
  init(seed: UInt64, _ number: Int) {
    state = seed &+ UInt64(bitPattern: Int64(number)) &* 0xD134_2543_DE82_EF95
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number below `bound`; the small bias of a remainder does not matter here.
  mutating func below(_ bound: Int) -> Int {
    Int(next() % UInt64(bound))
  }

  mutating func isOne(in count: Int) -> Bool {
    below(count) == 0
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in result.indices.dropFirst().reversed() {
      result.swapAt(last, below(last + 1))
    }
    return result
  }
}

/// Elements with weights, chosen in proportion to them.
struct WeightedChoice<Element: Sendable>: Sendable {
  let elements: [Element]
  private let sums: [Int]

  init(_ choices: [(Element, weight: Int)]) {
    elements = choices.map(\.0)
    var sum = 0
    sums = choices.map { choice in
      sum += choice.weight
      return sum
    }
  }

  func pick(_ generator: inout SeededGenerator) -> Element {
    elements[position(generator.below(sums[sums.count - 1]))]
  }

  /// Returns the position of the element in whose share a number below the sum of weights falls.
  func position(_ number: Int) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low
  }

  var total: Int { sums[sums.count - 1] }
}
