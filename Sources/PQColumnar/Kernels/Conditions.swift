/// Bits of conditions: what is true, what is present, and which rows that selects.
package enum Conditions {
  /// Returns the rows of a boolean column that are true; a missing one counts as false.
  package static func bits(of column: Column) -> Bitmap {
    if case .boolean(let column) = column {
      guard let validity = column.validity else { return column.values }
      return column.values & validity
    }
    return Bitmap(repeating: column.constantValue == .boolean(true), count: column.count)
  }

  /// Tells whether every row of a boolean column is true, or none is; a missing one counts as false.
  package static func verdict(_ column: Column) -> Verdict {
    guard case .boolean(let column) = column else {
      return column.constantValue == .boolean(true) ? .all : .none
    }
    if column.values.isEmpty { return .none }
    return column.validity == nil && column.values.isAllSet ? .all : .unknown
  }

  /// Returns the rows that are present.
  package static func present(in column: Column) -> Bitmap {
    column.validity ?? Bitmap(repeating: true, count: column.count)
  }

  /// Returns the rows that are present in both, where `nil` means all of them.
  package static func both(_ left: Bitmap?, _ right: Bitmap?) -> Bitmap? {
    guard let left else { return right }
    guard let right else { return left }
    return left & right
  }

  /// Returns the positions of the set bits, ascending.
  ///
  ///     bits      0  1  1  0  1
  ///     rows      1  2  4
  package static func rows(_ bits: Bitmap) -> [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(bits.setCount)
    for (position, word) in bits.words.enumerated() {
      var rest = word
      while rest != 0 {
        rows.append(Int32(truncatingIfNeeded: position * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return rows
  }
}
