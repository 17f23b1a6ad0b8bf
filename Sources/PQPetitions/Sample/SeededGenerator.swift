/// SplitMix64: a small generator whose numbers depend on the seed alone.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
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

  /// Returns an element chosen by weights.
  mutating func pick<Element>(_ choices: [(Element, weight: Int)]) -> Element {
    var left = below(choices.reduce(0) { $0 + $1.weight })
    for (element, weight) in choices {
      if left < weight { return element }
      left -= weight
    }
    return choices[choices.count - 1].0
  }
}
