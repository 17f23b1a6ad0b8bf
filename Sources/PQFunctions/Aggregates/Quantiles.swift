import PQColumnar
import PQDiagnostics

/// `median(x)`: the middle value, or the mean of the two middle ones.
enum Median: AggregateFunction {
  static let name = "median"
  static let chineseName = "中位数"
  static let parameters = ["number or duration"]
  static let summary = LocalizedText(
    "The middle value, or the mean of the two in the middle; missing if there are none",
    zh: "居中的值，或居中两值的平均；没有值时为空")
  static let examples = [
    FunctionExample("numbers | summarise median(n)", gives: "2"),
    FunctionExample("numbers | where n > 1 | summarise median(n)", gives: "2.5"),
  ]
  static let allowsNoArgument = false
  static let keepsEveryValue = true

  static func resultType(of arguments: [DataType]) -> DataType? { Mean.resultType(of: arguments) }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    QuantileAccumulator(type: types[0], cut: .fraction(1, 2))
  }
}

/// `percentile(x, p)`: the value below which the part `p` of the values lies, between two values
/// by straight line, as spreadsheets' PERCENTILE.INC.
enum Percentile: AggregateFunction {
  static let name = "percentile"
  static let chineseName = "百分位数"
  static let parameters = ["number or duration", "share number"]
  static let summary = LocalizedText(
    "The value at a part of the way from the least to the greatest, as PERCENTILE.INC in "
      + "spreadsheets",
    zh: "从小到大排列后位于某一比例处的值，与电子表格的 PERCENTILE.INC 相同")
  static let examples = [
    FunctionExample("numbers | summarise percentile(n, 50%)", gives: "2"),
    FunctionExample("numbers | summarise percentile(n, 0.75)", gives: "2.5"),
    FunctionExample("numbers | summarise percentile(n, 1)", gives: "3"),
  ]
  static let allowsNoArgument = false
  static let keepsEveryValue = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 2, arguments[1].isNumeric || arguments[1] == .unknown else {
      return nil
    }
    return Mean.resultType(of: [arguments[0]])
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    QuantileAccumulator(type: types[0], cutType: types[1])
  }
}

/// Where to cut the ordered values.
private enum QuantileCut: Equatable {
  case fraction(Int64, Int64)
  case float(Double)
  case missing

  init(_ value: Value) throws(QueryError) {
    switch value {
    case .integer(let number): self = .fraction(number, 1)
    case .decimal(let decimal) where decimal.scale <= 18:
      self = .fraction(decimal.mantissa, Int64(ExactDivision.powerOfTen(decimal.scale)))
    case .ratio(let ratio): self = .fraction(ratio.numerator, ratio.denominator)
    case .float(let number): self = .float(number)
    default: self = .missing
    }
    let isInside =
      switch self {
      case .fraction(let top, let bottom): top >= 0 && top <= bottom
      case .float(let number): (0...1).contains(number)
      case .missing: true
      }
    if !isInside {
      throw QueryError(.percentileOutOfRange(ValueFormat.text(value, as: .ratio(.number))))
    }
  }
}

/// Counts values that lie close together; keeps every other value with its group, and sorts at the
/// end.
private struct QuantileAccumulator: Accumulator {
  let type: DataType
  /// The type of the second argument, or `nil` if there is none.
  let cutType: DataType?
  var cut: QuantileCut?
  var groupCount = 0
  /// Whole numbers, for as long as they can be counted.
  var histogram: GroupHistogram?
  var groups: [Int32] = []
  /// One of the two is filled, as the type asks for.
  var integers: [Int64] = []
  var floats: [Double] = []

  init(type: DataType, cut: QuantileCut) {
    self.init(type: type, cutType: nil)
    self.cut = cut
  }

  init(type: DataType, cutType: DataType?) {
    self.type = type
    self.cutType = cutType
    let isFloat = type == .float || type.isRatio
    histogram = isFloat ? nil : GroupHistogram()
  }

  private var isFloat: Bool { type == .float || type.isRatio }

  mutating func resize(groupCount: Int) {
    self.groupCount = max(self.groupCount, groupCount)
    if histogram?.resize(groupCount: groupCount) == false { keepCounted() }
  }

  mutating func update(
    _ arguments: [Column], groups ids: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    if rows?.setCount == 0 { return }
    if let cutType { try readCut(arguments[1], cutType, rows) }
    if histogram?.add(arguments[0], ids, rows: rows) == true { return }
    keepCounted()
    let validity = Conditions.both(rows, arguments[0].validity)
    let integerView = IntegerView(arguments[0])
    let floatView = FloatView(arguments[0], type: type)
    let rowGroups = ids.expanded
    for row in rowGroups.indices where validity?[row] != false {
      groups.append(rowGroups[row])
      if isFloat { floats.append(floatView[row]) } else { integers.append(integerView[row]) }
    }
  }

  /// Goes over to keeping every value.
  private mutating func keepCounted() {
    guard let counted = histogram else { return }
    histogram = nil
    counted.forEach { group, number, count in
      groups.append(contentsOf: repeatElement(Int32(group), count: count))
      integers.append(contentsOf: repeatElement(number, count: count))
    }
  }

  private mutating func readCut(
    _ column: Column, _ type: DataType, _ rows: Bitmap?
  ) throws(QueryError) {
    if column.count == 0 { return }
    var column = column
    if let rows, !column.isConstant { column = Gather.rows(Conditions.rows(rows), of: column) }
    let value = column.value(at: 0, as: type)
    if !column.isConstant {
      let first = Column.constant(ConstantColumn(value, count: column.count))
      guard Comparison.compare(.equal, column, type, first, type).isAllSet else {
        throw QueryError(.percentileVaries())
      }
    }
    try take(try QuantileCut(value))
  }

  private mutating func take(_ other: QuantileCut) throws(QueryError) {
    if let cut, cut != other { throw QueryError(.percentileVaries()) }
    cut = other
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    var other = same(other)
    if let cut = other.cut { try take(cut) }
    if let counted = other.histogram {
      if histogram?.merge(counted, map: groupMap) == true { return }
      other.keepCounted()
    }
    keepCounted()
    for (position, group) in other.groups.enumerated() where groupMap[Int(group)] >= 0 {
      groups.append(groupMap[Int(group)])
      if isFloat {
        floats.append(other.floats[position])
      } else {
        integers.append(other.integers[position])
      }
    }
  }

  func finish() throws(QueryError) -> Column {
    guard let cut, cut != .missing else {
      return .constant(ConstantColumn(.missing, count: groupCount))
    }
    if isFloat {
      let buckets = grouped(floats)
      let values = buckets.map { Quantile.float(of: $0, at: cut) }
      return .float(FloatColumn(values: values, validity: present(in: buckets)))
    }
    let buckets = ordered()
    let validity = present(in: buckets)
    if type == .duration {
      let values = buckets.map { Quantile.integer(of: $0, at: cut) }
      return .integer(IntegerColumn(values: values, validity: validity))
    }
    let scale = type.exactScale ?? 0
    let values = buckets.map { Quantile.float(of: $0, scale: scale, at: cut) }
    return .float(FloatColumn(values: values, validity: validity))
  }

  private func present<Number>(in buckets: [OrderedValues<Number>]) -> Bitmap? {
    buckets.map { Int64($0.count) }.present
  }

  private func ordered() -> [OrderedValues<Int64>] {
    guard let histogram else { return grouped(integers) }
    return (0..<groupCount).map { group in
      OrderedValues(count: histogram.count(of: group)) { histogram.number($0, of: group) }
    }
  }

  /// The values of each group, sorted.
  private func grouped<Number: Comparable>(_ values: [Number]) -> [OrderedValues<Number>] {
    var buckets = [[Number]](repeating: [], count: groupCount)
    for (position, group) in groups.enumerated() { buckets[Int(group)].append(values[position]) }
    return buckets.map { bucket in
      let sorted = bucket.sorted()
      return OrderedValues(count: sorted.count) { sorted[$0] }
    }
  }
}

/// Values in ascending order, read by place.
private struct OrderedValues<Number> {
  let count: Int
  let at: (Int) -> Number

  var isEmpty: Bool { count == 0 }

  subscript(place: Int) -> Number { at(place) }

  func map<Other>(_ transform: @escaping (Number) -> Other) -> OrderedValues<Other> {
    OrderedValues<Other>(count: count) { transform(at($0)) }
  }
}

/// Reads sorted values at a place between the first and the last.
private enum Quantile {
  /// The values on both sides of the place, and how far behind the lower one it lies.
  private struct Place {
    let lower: Int
    let upper: Int
    let rest: Int128
    let whole: Int128

    init(count: Int, top: Int64, bottom: Int64) {
      let (lower, rest) = (Int128(top) * Int128(count - 1))
        .quotientAndRemainder(dividingBy: Int128(bottom))
      self.lower = Int(lower)
      self.rest = rest
      upper = rest == 0 ? Int(lower) : Int(lower) + 1
      whole = Int128(bottom)
    }
  }

  static func float(of values: OrderedValues<Double>, at cut: QuantileCut) -> Double {
    if values.isEmpty { return 0 }
    switch cut {
    case .fraction(let top, let bottom):
      let place = Place(count: values.count, top: top, bottom: bottom)
      let part = ExactDivision.double(place.rest, by: place.whole) ?? 0
      return between(values[place.lower], values[place.upper], part)
    case .float(let part):
      let place = part * Double(values.count - 1)
      let lower = min(Int(place), values.count - 1)
      let upper = min(lower + 1, values.count - 1)
      return between(values[lower], values[upper], place - Double(lower))
    case .missing: return 0
    }
  }

  private static func between(_ lower: Double, _ upper: Double, _ part: Double) -> Double {
    lower == upper || part == 0 ? lower : lower * (1 - part) + upper * part
  }

  static func float(of values: OrderedValues<Int64>, scale: Int, at cut: QuantileCut) -> Double {
    if values.isEmpty { return 0 }
    guard case .fraction(let top, let bottom) = cut else {
      let divisor = ExactDivision.powerOfTen(scale)
      return float(of: values.map { ExactDivision.double(Int128($0), by: divisor) ?? 0 }, at: cut)
    }
    let place = Place(count: values.count, top: top, bottom: bottom)
    return ExactDivision.double(
      weighted(values, place), by: place.whole * ExactDivision.powerOfTen(scale)) ?? 0
  }

  /// Whole seconds, halves away from zero.
  static func integer(of values: OrderedValues<Int64>, at cut: QuantileCut) -> Int64 {
    if values.isEmpty { return 0 }
    guard case .fraction(let top, let bottom) = cut else {
      let number = float(of: values.map { Double($0) }, at: cut).rounded()
      return Int64(exactly: number) ?? values[values.count - 1]
    }
    let place = Place(count: values.count, top: top, bottom: bottom)
    let rounded = ExactDivision.roundedHalfUp(weighted(values, place), by: place.whole)
    return Int64(truncatingIfNeeded: rounded)
  }

  /// The value at the place, times `place.whole`: at most 63 + 63 bits.
  private static func weighted(_ values: OrderedValues<Int64>, _ place: Place) -> Int128 {
    Int128(values[place.lower]) * (place.whole - place.rest)
      + Int128(values[place.upper]) * place.rest
  }
}
