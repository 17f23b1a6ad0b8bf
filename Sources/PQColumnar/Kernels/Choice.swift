/// Picks each row from one of two columns.
package enum Choice {
  /// Returns the first column's row where the bit is set, the second's where it is not.
  ///
  ///     bits      1  0  1
  ///     first     a  b  –
  ///     second    x  y  z
  ///     result    a  y  –
  ///
  /// - Precondition: all three have the same length, and the columns the same type.
  package static func rows(_ bits: Bitmap, _ first: Column, else second: Column) -> Column {
    precondition(bits.count == first.count && bits.count == second.count, "lengths differ")
    if bits.isAllSet { return first }
    if bits.setCount == 0 { return second }
    let both = Concatenation.columns([first, second])
    let count = Int32(bits.count)
    let rows = (0..<count).map { bits[Int($0)] ? $0 : $0 + count }
    return Gather.rows(rows, of: both)
  }
}
