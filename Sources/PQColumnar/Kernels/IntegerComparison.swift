/// What a condition gives over all rows of a block, as far as that is known without a look at them.
package enum Verdict: Sendable {
  case none
  case all
  /// Some rows, all or none: only looking tells.
  case unknown

  package static prefix func ! (verdict: Verdict) -> Verdict {
    switch verdict {
    case .none: .all
    case .all: .none
    case .unknown: .unknown
    }
  }
}

/// Compares whole numbers in the width in which they are stored.
enum IntegerComparison {
  /// The numbers for which a comparison with a constant is true, or `nil` for no number at all.
  ///
  ///     x = 5      5...5
  ///     x < 5      least...4
  ///     5 <= x     5...greatest
  ///
  /// - Precondition: `kind` is `equal`, `less` or `lessOrEqual`.
  static func numbers(
    _ kind: ComparisonKind, _ constant: Int64, constantIsLeft: Bool
  ) -> ClosedRange<Int64>? {
    switch kind {
    case .equal: return constant...constant
    case .less where constantIsLeft:
      return constant == .max ? nil : constant + 1 ... .max
    case .less:
      return constant == .min ? nil : Int64.min...constant - 1
    default:
      return constantIsLeft ? constant ... .max : Int64.min...constant
    }
  }

  /// Tells which rows hold a number of a range, or `unknown`, by the statistics alone; a missing
  /// row holds none.
  static func verdict(
    _ column: IntegerColumn, in numbers: ClosedRange<Int64>?
  ) -> Verdict {
    guard let numbers else { return .none }
    guard let range = column.knownRange else { return .unknown }
    guard let bounds = range.bounds, bounds.overlaps(numbers) else { return .none }
    let holdsAll =
      numbers.lowerBound <= bounds.lowerBound && bounds.upperBound <= numbers.upperBound
    return holdsAll && range.missingCount == 0 ? .all : .unknown
  }

  /// Returns the rows whose stored number lies in a range, missing rows included.
  static func rows(_ storage: IntegerVector, in numbers: ClosedRange<Int64>?) -> Bitmap {
    guard let numbers else { return Bitmap(repeating: false, count: storage.count) }
    return switch storage {
    case .int8(let values): rows(values.span, in: numbers)
    case .int16(let values): rows(values.span, in: numbers)
    case .int32(let values): rows(values.span, in: numbers)
    case .int64(let values): rows(values.span, in: numbers)
    }
  }

  /// Returns the rows in which the comparison of two columns is true, missing rows included.
  ///
  /// - Precondition: `kind` is `equal`, `less` or `lessOrEqual`; the lengths agree.
  static func rows(
    _ kind: ComparisonKind, _ left: IntegerVector, _ right: IntegerVector
  ) -> Bitmap {
    switch (left, right) {
    case (.int8(let left), .int8(let right)): rows(kind, left.span, right.span)
    case (.int16(let left), .int16(let right)): rows(kind, left.span, right.span)
    case (.int32(let left), .int32(let right)): rows(kind, left.span, right.span)
    default: rows(kind, left.widened.span, right.widened.span)
    }
  }

  /// Returns the rows whose code is one of a run of codes, missing rows included.
  static func rows(_ codes: CodeVector, in range: ClosedRange<Int64>) -> Bitmap {
    switch codes {
    case .uint8(let codes): rows(codes.span, in: range)
    case .uint16(let codes): rows(codes.span, in: range)
    case .uint32(let codes): rows(codes.span, in: range)
    }
  }

  /// Returns the rows with equal codes, missing rows included.
  static func equalRows(_ left: CodeVector, _ right: CodeVector) -> Bitmap {
    switch (left, right) {
    case (.uint8(let left), .uint8(let right)): rows(.equal, left.span, right.span)
    case (.uint16(let left), .uint16(let right)): rows(.equal, left.span, right.span)
    default: rows(.equal, left.widened.span, right.widened.span)
    }
  }

  // MARK: - One width

  /// The range is cut to what the width holds, so that one or two comparisons in that width do.
  @inline(__always)
  private static func rows<Element: FixedWidthInteger>(
    _ values: Span<Element>, in numbers: ClosedRange<Int64>
  ) -> Bitmap {
    let count = values.count
    let lower = max(numbers.lowerBound, Int64(Element.min))
    let upper = min(numbers.upperBound, Int64(Element.max))
    if lower > upper { return Bitmap(repeating: false, count: count) }
    let least = Element(truncatingIfNeeded: lower)
    let greatest = Element(truncatingIfNeeded: upper)
    switch (least == .min, greatest == .max) {
    case (true, true): return Bitmap(repeating: true, count: count)
    case (true, false): return Bitmap(count: count) { values[unchecked: $0] <= greatest }
    case (false, true): return Bitmap(count: count) { values[unchecked: $0] >= least }
    case (false, false):
      if least == greatest { return Bitmap(count: count) { values[unchecked: $0] == least } }
      // Numbers below the range wrap around to great ones.
      let width = greatest &- least
      return Bitmap(count: count) {
        Element.Magnitude(truncatingIfNeeded: values[unchecked: $0] &- least)
          <= Element.Magnitude(truncatingIfNeeded: width)
      }
    }
  }

  @inline(__always)
  private static func rows<Element: FixedWidthInteger>(
    _ kind: ComparisonKind, _ left: Span<Element>, _ right: Span<Element>
  ) -> Bitmap {
    precondition(left.count == right.count, "columns differ in length")
    return switch kind {
    case .equal:
      Bitmap(count: left.count) { left[unchecked: $0] == right[unchecked: $0] }
    case .less:
      Bitmap(count: left.count) { left[unchecked: $0] < right[unchecked: $0] }
    default:
      Bitmap(count: left.count) { left[unchecked: $0] <= right[unchecked: $0] }
    }
  }
}
