import PQColumnar

/// How the numbers of a column that is declared `number` can be stored without loss.
///
///     3.50, 12, 0.125      decimal(scale: 3)
///     3.50, 6.02e+23       float
///
/// Whole numbers are decimals too: what a script may do with the column must not depend on the
/// rows that a file happens to hold.
struct DeclaredNumberEvidence {
  private var maxScale = 0
  private var maxIntegerDigitCount = 0
  private var needsFloat = false

  /// Takes in one cell that reads as a number.
  mutating func add(_ number: NumberShape) {
    if number.hasExponent || number.significantCount > 18 || number.scale > 12 {
      needsFloat = true
      return
    }
    maxScale = max(maxScale, number.scale)
    let fractionDigitCount = number.isPercent ? number.scale - 2 : number.scale
    maxIntegerDigitCount = max(maxIntegerDigitCount, number.significantCount - fractionDigitCount)
  }

  /// Takes in what was found elsewhere in the column.
  mutating func add(_ other: DeclaredNumberEvidence) {
    maxScale = max(maxScale, other.maxScale)
    maxIntegerDigitCount = max(maxIntegerDigitCount, other.maxIntegerDigitCount)
    needsFloat = needsFloat || other.needsFloat
  }

  /// Mantissas of all rows get the largest scale, and must still fit 64 bits.
  var type: DataType {
    needsFloat || maxIntegerDigitCount + maxScale > 18 ? .float : .decimal(scale: maxScale)
  }
}
