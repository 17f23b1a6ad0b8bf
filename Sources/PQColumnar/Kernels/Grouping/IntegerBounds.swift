/// The least and the greatest number of a run of rows.
package enum IntegerBounds {
  /// Returns the range of the present numbers of a column that is stored as whole numbers, or
  /// `nil` if there are none.
  ///
  ///     7  –  -2  3    -2...7
  package static func present(in column: Column) -> ClosedRange<Int64>? {
    guard case .integer(let integers) = column else {
      if column.count == 0 { return nil }
      return column.constantValue.storedInteger.map { $0...$0 }
    }
    if let known = integers.knownRange { return known.bounds }
    switch integers.storage {
    case .int8(let values): return range(values, integers.validity)
    case .int16(let values): return range(values, integers.validity)
    case .int32(let values): return range(values, integers.validity)
    case .int64(let values): return range(values, integers.validity)
    }
  }

  private static func range<Number: FixedWidthInteger>(
    _ values: [Number], _ validity: Bitmap?
  ) -> ClosedRange<Int64>? {
    var least = Number.max
    var greatest = Number.min
    let span = values.span
    forEachRow(span.count, in: validity) { row in
      least = min(least, span[unchecked: row])
      greatest = max(greatest, span[unchecked: row])
    }
    return least <= greatest ? Int64(least)...Int64(greatest) : nil
  }
}
