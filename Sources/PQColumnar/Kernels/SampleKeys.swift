/// Numbers that look random but are given by a seed and a place: SplitMix64.
package enum SampleKeys {
  /// Returns the number of each row of a run.
  package static func keys(seed: UInt64, firstRow: Int, count: Int) -> Column {
    let values = (0..<count).map { row in
      Int64(bitPattern: number(seed, UInt64(truncatingIfNeeded: firstRow + row)))
    }
    return .integer(IntegerColumn(values: values))
  }

  /// Returns the row numbers of a run.
  package static func rowNumbers(firstRow: Int, count: Int) -> Column {
    .integer(IntegerColumn(values: Array(Int64(firstRow)..<Int64(firstRow + count))))
  }

  /// The number at a place of the sequence that starts with a seed.
  private static func number(_ seed: UInt64, _ place: UInt64) -> UInt64 {
    var number = seed &+ (place &+ 1) &* 0x9E37_79B9_7F4A_7C15
    number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
    return number ^ (number >> 31)
  }
}
