import PQColumnar
import PQDiagnostics

/// `stddev(x)`: the standard deviation of a sample.
///
/// Computed from exact sums, so it depends neither on the order of rows nor on how they were
/// divided among workers, and does not lose digits when the mean is large.
enum StandardDeviation: AggregateFunction {
  static let name = "stddev"
  static let chineseName = "标准差"
  static let parameters = ["number"]
  static let summary = LocalizedText(
    "The standard deviation of a sample; missing for fewer than two values",
    zh: "样本标准差；不足两个值时为空")
  static let examples = [
    FunctionExample("numbers | summarise stddev(n)", gives: "1"),
    FunctionExample("numbers | where n = 1 | summarise stddev(n)", gives: "missing"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 1 else { return nil }
    return arguments[0].isNumeric || arguments[0] == .unknown ? .float : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    switch types[0] {
    case .float, .ratio: FloatDeviationAccumulator(type: types[0])
    default: IntegerDeviationAccumulator(scale: types[0].exactScale ?? 0)
    }
  }

  /// Returns the root of the variance, given `n · Σx² - (Σx)²`.
  fileprivate static func deviation(_ numerator: Double, count: Int64) -> Double {
    let pairs = Double(count) * Double(count - 1)
    return (max(0, numerator) / pairs).squareRoot()
  }
}

private struct IntegerDeviationAccumulator: RowwiseAccumulator {
  let scale: Int
  var counts: [Int64] = []
  var sums: [Int128] = []
  var squares: [UInt128] = []

  init(scale: Int) {
    self.scale = scale
  }

  mutating func resize(groupCount: Int) {
    counts.grow(to: groupCount, filler: 0)
    sums.grow(to: groupCount, filler: 0)
    squares.grow(to: groupCount, filler: 0)
  }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let values = IntegerView(arguments[0])
    let validity = arguments[0].validity
    for row in groups.indices where validity?[row] != false {
      let group = Int(groups[row])
      let magnitude = UInt128(values[row].magnitude)
      counts[group] += 1
      sums[group] += Int128(values[row])
      try add(magnitude * magnitude, to: group)
    }
  }

  private mutating func add(_ square: UInt128, to group: Int) throws(QueryError) {
    let (total, overflow) = squares[group].addingReportingOverflow(square)
    if overflow { throw QueryError(.sumTooLarge()) }
    squares[group] = total
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    let other = same(other)
    for group in other.counts.indices where groupMap[group] >= 0 {
      let target = Int(groupMap[group])
      counts[target] += other.counts[group]
      sums[target] += other.sums[group]
      try add(other.squares[group], to: target)
    }
  }

  func finish() throws(QueryError) -> Column {
    let divisor = Double(ExactDivision.powerOfTen(scale))
    let values = counts.indices.map { group in
      counts[group] < 2
        ? 0
        : StandardDeviation.deviation(numerator(group), count: counts[group]) / divisor
    }
    return .float(FloatColumn(values: values, validity: counts.map { $0 > 1 ? 1 : 0 }.present))
  }

  /// `n · Σx² - (Σx)²` in 256 bits.
  private func numerator(_ group: Int) -> Double {
    let left = UInt128(counts[group]).multipliedFullWidth(by: squares[group])
    let magnitude = sums[group].magnitude
    let right = magnitude.multipliedFullWidth(by: magnitude)
    let (low, borrow) = left.low.subtractingReportingOverflow(right.low)
    let high = left.high &- right.high &- (borrow ? 1 : 0)
    return Double(high) * 0x1p128 + Double(low)
  }
}

private struct FloatDeviationAccumulator: RowwiseAccumulator {
  let type: DataType
  var counts: [Int64] = []
  var sums: [ExactSum] = []
  var squares: [ExactSum] = []

  init(type: DataType) {
    self.type = type
  }

  mutating func resize(groupCount: Int) {
    counts.grow(to: groupCount, filler: 0)
    sums.grow(to: groupCount, filler: ExactSum())
    squares.grow(to: groupCount, filler: ExactSum())
  }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let values = FloatView(arguments[0], type: type)
    let validity = arguments[0].validity
    for row in groups.indices where validity?[row] != false {
      let group = Int(groups[row])
      guard abs(values[row]) < 0x1p500 else { throw QueryError(.sumTooLarge()) }
      counts[group] += 1
      sums[group].add(values[row])
      squares[group].add(product: values[row], values[row])
    }
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    let other = same(other)
    for group in other.counts.indices where groupMap[group] >= 0 {
      let target = Int(groupMap[group])
      counts[target] += other.counts[group]
      sums[target].merge(other.sums[group])
      squares[target].merge(other.squares[group])
    }
  }

  func finish() throws(QueryError) -> Column {
    var values: [Double] = []
    for group in counts.indices {
      let value =
        counts[group] < 2
        ? 0 : StandardDeviation.deviation(numerator(group), count: counts[group])
      guard value.isFinite else { throw QueryError(.sumTooLarge()) }
      values.append(value)
    }
    return .float(FloatColumn(values: values, validity: counts.map { $0 > 1 ? 1 : 0 }.present))
  }

  /// `n · Σx² - (Σx)²`, exact until it is rounded once.
  private func numerator(_ group: Int) -> Double {
    var total = ExactSum()
    for part in squares[group].parts { total.add(product: Double(counts[group]), part) }
    let parts = sums[group].parts
    for left in parts {
      for right in parts { total.add(product: -left, right) }
    }
    return total.value
  }
}
