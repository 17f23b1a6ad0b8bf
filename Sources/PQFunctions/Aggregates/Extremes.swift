import PQColumnar
import PQDiagnostics

/// `min(x)`: the least value.
enum Minimum: AggregateFunction {
  static let name = "min"
  static let chineseName = "最小"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "The least or earliest value; missing if there are none", zh: "最小或最早的值；没有值时为空")
  static let examples = [
    FunctionExample("numbers | summarise min(n)", gives: "1"),
    FunctionExample("numbers | where n > 9 | summarise min(n)", gives: "missing"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 && arguments[0] != .boolean ? arguments[0] : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    Extremes.accumulator(type: types[0], takesGreatest: false)
  }
}

/// `max(x)`: the greatest value.
enum Maximum: AggregateFunction {
  static let name = "max"
  static let chineseName = "最大"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "The greatest or latest value; missing if there are none", zh: "最大或最晚的值；没有值时为空")
  static let examples = [
    FunctionExample("numbers | summarise max(n)", gives: "3"),
    FunctionExample("numbers | where n > 9 | summarise max(n)", gives: "missing"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    Minimum.resultType(of: arguments)
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    Extremes.accumulator(type: types[0], takesGreatest: true)
  }
}

private enum Extremes {
  static func accumulator(type: DataType, takesGreatest: Bool) -> any Accumulator {
    switch type {
    case .float: FloatExtremeAccumulator(takesGreatest: takesGreatest)
    case .text: TextExtremeAccumulator(takesGreatest: takesGreatest)
    case .ratio: RatioExtremeAccumulator(takesGreatest: takesGreatest)
    default: IntegerExtremeAccumulator(takesGreatest: takesGreatest)
    }
  }
}

/// Numbers, and every type that is stored as one.
private struct IntegerExtremeAccumulator: Accumulator {
  var extremes: GroupExtremes

  init(takesGreatest: Bool) {
    extremes = GroupExtremes(takesGreatest: takesGreatest)
  }

  mutating func resize(groupCount: Int) { extremes.resize(groupCount: groupCount) }

  mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    extremes.add(arguments[0], groups, rows: rows)
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    extremes.merge(same(other).extremes, map: groupMap)
  }

  func finish() throws(QueryError) -> Column { extremes.column }
}

private struct FloatExtremeAccumulator: RowwiseAccumulator {
  let takesGreatest: Bool
  var best: [Double] = []
  var counts: [Int64] = []

  init(takesGreatest: Bool) {
    self.takesGreatest = takesGreatest
  }

  mutating func resize(groupCount: Int) {
    best.grow(to: groupCount, filler: 0)
    counts.grow(to: groupCount, filler: 0)
  }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let values = FloatView(arguments[0], type: .float)
    let validity = arguments[0].validity
    for row in groups.indices where validity?[row] != false {
      offer(values[row], to: Int(groups[row]))
    }
  }

  private mutating func offer(_ value: Double, to group: Int) {
    if counts[group] == 0 || (takesGreatest ? value > best[group] : value < best[group]) {
      best[group] = value
      counts[group] = 1
    }
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    let other = same(other)
    for group in other.best.indices where other.counts[group] > 0 && groupMap[group] >= 0 {
      offer(other.best[group], to: Int(groupMap[group]))
    }
  }

  func finish() throws(QueryError) -> Column {
    .float(FloatColumn(values: best, validity: counts.present))
  }
}

private struct TextExtremeAccumulator: RowwiseAccumulator {
  let takesGreatest: Bool
  var best: [[UInt8]?] = []

  init(takesGreatest: Bool) {
    self.takesGreatest = takesGreatest
  }

  mutating func resize(groupCount: Int) { best.grow(to: groupCount, filler: nil) }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let values = TextView(arguments[0])
    let validity = arguments[0].validity
    for row in groups.indices where validity?[row] != false {
      offer(values[row], to: Int(groups[row]))
    }
  }

  private mutating func offer(_ value: ArraySlice<UInt8>, to group: Int) {
    if let current = best[group] {
      let isBetter =
        takesGreatest
        ? current.lexicographicallyPrecedes(value) : value.lexicographicallyPrecedes(current)
      if !isBetter { return }
    }
    best[group] = Array(value)
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    for (group, value) in same(other).best.enumerated() {
      if let value, groupMap[group] >= 0 { offer(value[...], to: Int(groupMap[group])) }
    }
  }

  func finish() throws(QueryError) -> Column {
    var column = TextColumn()
    for value in best {
      column.bytes.append(contentsOf: value ?? [])
      column.endRow()
    }
    if best.contains(where: { $0 == nil }) { column.validity = Bitmap(best.map { $0 != nil }) }
    return .text(column)
  }
}

private struct RatioExtremeAccumulator: RowwiseAccumulator {
  let takesGreatest: Bool
  var best: [Ratio?] = []

  init(takesGreatest: Bool) {
    self.takesGreatest = takesGreatest
  }

  mutating func resize(groupCount: Int) { best.grow(to: groupCount, filler: nil) }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let values = RatioView(arguments[0])
    let validity = arguments[0].validity
    for row in groups.indices where validity?[row] != false {
      offer(values[row], to: Int(groups[row]))
    }
  }

  private mutating func offer(_ value: Ratio, to group: Int) {
    if let current = best[group] {
      let order = RatioOrder.compare(value, current)
      // Of equal fractions the one in smaller numbers is kept, whoever comes first.
      if order == 0 && value.denominator >= current.denominator { return }
      if order != 0 && (order > 0) != takesGreatest { return }
    }
    best[group] = value
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    for (group, value) in same(other).best.enumerated() {
      if let value, groupMap[group] >= 0 { offer(value, to: Int(groupMap[group])) }
    }
  }

  func finish() throws(QueryError) -> Column {
    Column(values: best.map { $0.map(Value.ratio) ?? .missing }, type: .ratio(.number))
  }
}
