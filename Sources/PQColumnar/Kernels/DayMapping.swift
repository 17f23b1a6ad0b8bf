/// Functions of the day on which a time lies: computed once for each day between a column's
/// earliest and its latest, and looked up from then on.
package enum DayMapping {
  /// A run of days for which a function gives one number.
  package struct Run {
    package let number: Int64
    /// The last day of the run; not before the day that was asked for.
    package let lastDay: Int64

    package init(_ number: Int64, through lastDay: Int64) {
      self.number = number
      self.lastDay = lastDay
    }
  }

  /// Returns a function of each row's day, or `nil` if the days lie too far apart for a table.
  ///
  ///     seconds    2020-01-31T09:00  –  2020-02-01T00:00
  ///     month      2020-01           –  2020-02
  ///
  /// - Parameters:
  ///   - unitsPerDay: 1 for dates, 86,400 for datetimes.
  ///   - run: the function; it is asked for the first day of each run only.
  package static func numbers(
    _ column: Column, unitsPerDay: Int64, _ run: (Int64) -> Run
  ) -> Column? {
    guard case .integer(let integers) = column,
      let bounds = IntegerBounds.present(in: column)
    else { return nil }
    let firstDay = floorDivided(bounds.lowerBound, unitsPerDay)
    let lastDay = floorDivided(bounds.upperBound, unitsPerDay)
    guard lastDay - firstDay < Int64(tableLimit) else { return nil }
    let table = table(firstDay...lastDay, run)
    let places = DayPlaces(
      start: firstDay * unitsPerDay, unitsPerDay: UInt32(unitsPerDay), table: table,
      validity: integers.validity)
    switch integers.storage {
    case .int8(let values): return places.column(values)
    case .int16(let values): return places.column(values)
    case .int32(let values): return places.column(values)
    case .int64(let values): return places.column(values)
    }
  }

  /// 32 Ki days, almost ninety years: more are no register of our time, and a difference in
  /// seconds still fits 32 bits.
  private static let tableLimit = 32_768

  private static func table(_ days: ClosedRange<Int64>, _ run: (Int64) -> Run) -> [Int64] {
    var table: [Int64] = []
    table.reserveCapacity(days.count)
    var day = days.lowerBound
    while day <= days.upperBound {
      let run = run(day)
      let next = max(day, min(run.lastDay, days.upperBound)) + 1
      table.append(contentsOf: repeatElement(run.number, count: Int(next - day)))
      day = next
    }
    return table
  }

  private static func floorDivided(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}

private struct DayPlaces {
  let start: Int64
  let unitsPerDay: UInt32
  /// A number for each day from `start` on.
  let table: [Int64]
  let validity: Bitmap?

  func column<Number: FixedWidthInteger>(_ values: [Number]) -> Column {
    switch IntegerVector(narrowing: table) {
    case .int8(let table): integers(.int8(look(up: values, in: table)))
    case .int16(let table): integers(.int16(look(up: values, in: table)))
    case .int32(let table): integers(.int32(look(up: values, in: table)))
    case .int64(let table): integers(.int64(look(up: values, in: table)))
    }
  }

  private func integers(_ storage: IntegerVector) -> Column {
    .integer(IntegerColumn(storage: storage, validity: validity))
  }

  private func look<Number: FixedWidthInteger, Result: FixedWidthInteger>(
    up values: [Number], in table: [Result]
  ) -> [Result] {
    var result = [Result](repeating: 0, count: values.count)
    if table.allSatisfy({ $0 == table[0] }), validity == nil {
      return Array(repeating: table[0], count: values.count)
    }
    let source = values.span
    let entries = table.span
    let (start, unitsPerDay) = (start, unitsPerDay)
    // Unchecked: the table has a day for each present row, from the first to the last of them.
    result.withUnsafeMutableBufferPointer { result in
      forEachRow(values.count, in: validity) { row in
        let offset = UInt32(truncatingIfNeeded: Int64(source[unchecked: row]) &- start)
        // A division by a constant is a multiplication.
        let place = unitsPerDay == 86_400 ? offset / 86_400 : offset / unitsPerDay
        result[row] = entries[unchecked: Int(place)]
      }
    }
    return result
  }
}
