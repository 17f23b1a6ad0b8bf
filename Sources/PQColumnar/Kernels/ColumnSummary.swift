/// What a column looks like: how many values, which are common, how they spread.
package struct ColumnSummary: Sendable {
  package let presentCount: Int
  package let missingCount: Int
  package let distinctCount: Int
  /// Present rows in order of their values.
  private let order: [Int32]
  /// Where each distinct value begins in `order`.
  private let starts: [Int]
  private let column: Column
  private let type: DataType

  package init(_ column: Column, type: DataType) {
    self.column = column
    self.type = type
    presentCount = Conditions.present(in: column).setCount
    missingCount = column.count - presentCount
    let keys = [SortColumn(column, type: type)]
    order = Array(RowOrder.sorted(keys, rowCount: column.count)[..<presentCount])
    starts = RowPositions.set(in: RowOrder.peerStarts(keys, rows: order))
    distinctCount = starts.count
  }

  /// Returns the row at a place between the least value (0 of `parts`) and the greatest, by
  /// nearest rank; `nil` without values.
  package func row(at part: Int, of parts: Int) -> Int? {
    if presentCount == 0 { return nil }
    let rank = (presentCount * part + parts - 1) / parts
    return Int(order[min(max(rank, 1), presentCount) - 1])
  }

  /// Returns a number's quartile between two values by straight line, as `percentile` has it, or
  /// `nil` for a type whose values cannot be mixed.
  ///
  ///     values 1 2 4 8    quartiles 1, 1.75, 3, 5, 8
  package func quartileText(_ quarter: Int, as type: DataType) -> String? {
    if presentCount == 0 { return nil }
    let place = (presentCount - 1) * quarter
    let low = Int(order[place / 4])
    let high = Int(order[min(place / 4 + 1, presentCount - 1)])
    let weight = place % 4
    switch type {
    case .integer, .decimal:
      let values = Operand(integers: column)
      let sum = Int128(values[low]) * Int128(4 - weight) + Int128(values[high]) * Int128(weight)
      guard let scale = type.exactScale, let mantissa = Int64(exactly: sum * 25) else {
        return nil
      }
      let decimal = Decimal(mantissa: mantissa, scale: scale + 2)
      return ValueFormat.text(.decimal(decimal), as: .decimal(scale: scale + 2))
    case .float:
      let values = Operand(floats: column)
      let step = values[high] / 4 - values[low] / 4
      return ValueFormat.text(.float(values[low] + step * Double(weight)), as: .float)
    default:
      return nil
    }
  }

  /// Returns a row of each of the most frequent values with the value's count, most frequent
  /// first, ties in order of value.
  package func mostFrequent(_ limit: Int) -> [(row: Int, count: Int)] {
    var runs = starts.indices.map { run in
      let end = run + 1 < starts.count ? starts[run + 1] : order.count
      return (run: run, count: end - starts[run])
    }
    runs.sort { ($1.count, $0.run) < ($0.count, $1.run) }
    return runs.prefix(limit).map { (row: Int(order[starts[$0.run]]), count: $0.count) }
  }

  /// Returns how many values lie in each of `count` equal parts between the least and the
  /// greatest; all in one part if they are equal, none for a type without distances.
  package func histogram(_ count: Int) -> [Int] {
    guard let positions = numbers(), let first = order.first, let last = order.last else {
      return []
    }
    let least = positions[Int(first)]
    let width = positions[Int(last)] - least
    if !(width > 0) || !width.isFinite { return [presentCount] }
    var result = [Int](repeating: 0, count: count)
    for row in order {
      let place = (positions[Int(row)] - least) / width * Double(count)
      result[min(count - 1, max(0, Int(place)))] += 1
    }
    return result
  }

  /// Returns how often each of the first `count` stored numbers occurs: the codes of an enum.
  package func countsOfCodes(_ count: Int) -> [Int] {
    let codes = Operand(integers: column)
    var result = [Int](repeating: 0, count: count)
    for row in order where codes[Int(row)] >= 0 && codes[Int(row)] < Int64(count) {
      result[Int(codes[Int(row)])] += 1
    }
    return result
  }

  private func numbers() -> [Double]? {
    switch type {
    case .integer, .decimal, .date, .datetime, .duration, .period:
      let operand = Operand(integers: column)
      return (0..<column.count).map { Double(operand[$0]) }
    case .float:
      let operand = Operand(floats: column)
      return (0..<column.count).map { operand[$0] }
    case .ratio:
      let operand = Operand(ratios: column)
      return (0..<column.count).map { NumericConversion.double(operand[$0]) }
    default:
      return nil
    }
  }
}
