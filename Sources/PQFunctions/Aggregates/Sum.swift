import PQColumnar
import PQDiagnostics

/// `sum(x)`: the exact total; 0 for no values.
enum Sum: AggregateFunction {
  static let name = "sum"
  static let chineseName = "合计"
  static let parameters = ["number or duration"]
  static let summary = LocalizedText(
    "The total of the values, exact; 0 if there are none", zh: "各值的精确合计；没有值时为 0")
  static let examples = [
    FunctionExample("numbers | summarise sum(n)", gives: "6"),
    FunctionExample("numbers | where n > 9 | summarise sum(n)", gives: "0"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 1 else { return nil }
    switch arguments[0] {
    case .integer, .decimal, .duration, .float: return arguments[0]
    case .unknown: return .integer
    case .ratio: return .float
    default: return nil
    }
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    switch types[0] {
    case .float, .ratio: FloatSumAccumulator(type: types[0], isMean: false)
    default: IntegerSumAccumulator(result: .sum)
    }
  }
}

/// `mean(x)`: the exact total divided once; missing for no values.
enum Mean: AggregateFunction {
  static let name = "mean"
  static let chineseName = "平均"
  static let parameters = ["number or duration"]
  static let summary = LocalizedText(
    "The mean of the values; missing if there are none", zh: "各值的平均数；没有值时为空")
  static let examples = [
    FunctionExample("numbers | summarise mean(n)", gives: "2"),
    FunctionExample("numbers | where n > 9 | summarise mean(n)", gives: "missing"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 1 else { return nil }
    if arguments[0] == .duration { return .duration }
    return arguments[0].isNumeric || arguments[0] == .unknown ? .float : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    switch types[0] {
    case .float, .ratio: FloatSumAccumulator(type: types[0], isMean: true)
    case .duration: IntegerSumAccumulator(result: .meanDuration)
    default: IntegerSumAccumulator(result: .mean(scale: types[0].exactScale ?? 0))
    }
  }
}

/// Exact sums of whole numbers or mantissas, which no number of rows can overflow.
private struct IntegerSumAccumulator: Accumulator {
  enum Result {
    case sum
    case mean(scale: Int)
    case meanDuration
  }

  let result: Result
  var sums = GroupSums()

  init(result: Result) {
    self.result = result
  }

  mutating func resize(groupCount: Int) { sums.resize(groupCount: groupCount) }

  mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    sums.add(arguments[0], groups, rows: rows)
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    sums.merge(same(other).sums, map: groupMap)
  }

  func finish() throws(QueryError) -> Column {
    switch result {
    case .sum: return try integers { sums.sum(of: $0) }
    case .meanDuration:
      let counts = sums.counts
      return try integers {
        counts[$0] == 0
          ? nil : ExactDivision.roundedHalfUp(sums.sum(of: $0), by: Int128(counts[$0]))
      }
    case .mean(let scale):
      let divisor = ExactDivision.powerOfTen(scale)
      let counts = sums.counts.values
      let means = counts.indices.map {
        ExactDivision.double(sums.sum(of: $0), by: Int128(counts[$0]) * divisor) ?? 0
      }
      return .float(FloatColumn(values: means, validity: counts.present))
    }
  }

  private func integers(_ value: (Int) -> Int128?) throws(QueryError) -> Column {
    var values: [Int64] = []
    var present = Bitmap(repeating: true, count: sums.groupCount)
    for group in 0..<sums.groupCount {
      let wide = value(group)
      if wide == nil { present[group] = false }
      guard let narrow = Int64(exactly: wide ?? 0) else { throw QueryError(.sumTooLarge()) }
      values.append(narrow)
    }
    return .integer(IntegerColumn(values: values, validity: present.isAllSet ? nil : present))
  }
}

/// Sums of floats, exact until the end, so that neither blocks nor workers show.
private struct FloatSumAccumulator: RowwiseAccumulator {
  let type: DataType
  let isMean: Bool
  var sums: [ExactSum] = []
  var counts: [Int64] = []

  init(type: DataType, isMean: Bool) {
    self.type = type
    self.isMean = isMean
  }

  mutating func resize(groupCount: Int) {
    sums.grow(to: groupCount, filler: ExactSum())
    counts.grow(to: groupCount, filler: 0)
  }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let values = FloatView(arguments[0], type: type)
    let validity = arguments[0].validity
    for row in groups.indices where validity?[row] != false {
      let group = Int(groups[row])
      sums[group].add(values[row])
      counts[group] += 1
    }
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    let other = same(other)
    for group in other.sums.indices where groupMap[group] >= 0 {
      sums[Int(groupMap[group])].merge(other.sums[group])
      counts[Int(groupMap[group])] += other.counts[group]
    }
  }

  func finish() throws(QueryError) -> Column {
    var values: [Double] = []
    for group in sums.indices {
      let sum = sums[group].value
      guard sum.isFinite else { throw QueryError(.sumTooLarge()) }
      values.append(isMean && counts[group] > 0 ? sum / Double(counts[group]) : sum)
    }
    return .float(FloatColumn(values: values, validity: isMean ? counts.present : nil))
  }
}

extension [Int64] {
  /// The counts that are not 0, or `nil` if all are.
  var present: Bitmap? {
    if !contains(0) { return nil }
    return Bitmap(map { $0 != 0 })
  }
}
