/// What a column looks like: how many values, which are common, how they spread.
///
/// Values with codes and numbers that lie close together are counted, other numbers are sorted, and
/// texts without codes are told apart by hash and then by their bytes.
package struct ColumnSummary: Sendable {
  package private(set) var presentCount = 0
  package let missingCount: Int
  package private(set) var distinctCount = 0
  /// The most frequent values, most frequent first, ties in order of value.
  package private(set) var mostFrequent: [ValueCount] = []
  private var quartiles: [Quartile] = []
  private var bars: [Int] = []
  private var codeCounts: [Int] = []

  /// A value and how many rows have it.
  package struct ValueCount: Sendable {
    package let value: Value
    package let count: Int
  }

  /// How many of the most frequent values are named.
  static let frequentCount = 3
  /// In how many equal parts the way from the least value to the greatest is cut.
  static let barCount = 8

  /// - Parameter columns: the column, in runs of rows.
  package init(_ columns: [Column], type: DataType, workers: Workers) {
    let rowCount = columns.reduce(0) { $0 + $1.count }
    missingCount = columns.reduce(0) { $0 + $1.missingCount }
    presentCount = rowCount - missingCount
    if presentCount == 0 { return }
    let stored = (ColumnUnification.unified(columns) ?? columns).map(\.expandingConstant)
    switch stored[0] {
    case .text: add(TextTally(stored, workers: workers))
    case .dictionary: add(TextTally(codesOf: stored, workers: workers))
    default: add(NumberTally(stored, type: type, workers: workers))
    }
  }

  private mutating func add(_ tally: TextTally) {
    distinctCount = tally.distinctCount
    mostFrequent = tally.mostFrequent.map { ValueCount(value: .text($0.text), count: $0.count) }
    let (least, greatest) = (Value.text(tally.least), Value.text(tally.greatest))
    quartiles = [
      Quartile(nearest: least), Quartile(), Quartile(), Quartile(), Quartile(nearest: greatest),
    ]
  }

  /// Asks for everything in one pass over the values in their order.
  private mutating func add(_ tally: NumberTally) {
    var quarters = QuarterPlaces(presentCount: presentCount)
    var frequent: [(number: Int64, count: Int)] = []
    var histogram = EqualParts(count: Self.barCount, bounds: tally.bounds.map(tally.position))
    var distinct = 0
    tally.forEach { number, count in
      distinct += 1
      quarters.pass(number, count: count)
      histogram?.add(tally.position(of: number), count: count)
      if frequent.count < Self.frequentCount || count > frequent[Self.frequentCount - 1].count {
        if frequent.count == Self.frequentCount { frequent.removeLast() }
        let place = frequent.firstIndex { $0.count < count } ?? frequent.count
        frequent.insert((number, count), at: place)
      }
    }
    distinctCount = distinct
    mostFrequent = frequent.map { ValueCount(value: tally.value(of: $0.number), count: $0.count) }
    quartiles = quarters.quartiles(tally)
    bars = histogram?.counts ?? []
    codeCounts = tally.codeCounts
  }

  /// Returns the value at a quarter of the way between the least (0) and the greatest (4), by
  /// nearest rank; `nil` without values, and for a text that is neither of the two.
  package func value(atQuarter quarter: Int) -> Value? {
    presentCount == 0 ? nil : quartiles[quarter].nearest
  }

  /// Returns a number's quartile between two values by straight line, as `percentile` has it, or
  /// `nil` for a type whose values cannot be mixed.
  ///
  ///     values 1 2 4 8    quartiles 1, 1.75, 3, 5, 8
  package func quartileText(_ quarter: Int, as type: DataType) -> String? {
    if presentCount == 0 { return nil }
    return quartiles[quarter].text(weight: (presentCount - 1) * quarter % 4, as: type)
  }

  /// Returns how many values lie in each of eight equal parts between the least and the greatest;
  /// all in one part if they are equal, none for a type without distances.
  package var histogram: [Int] { bars }

  /// Returns how often each of the first `count` stored numbers occurs: the codes of an enum.
  package func countsOfCodes(_ count: Int) -> [Int] {
    if presentCount == 0 { return [] }
    return Array(codeCounts.prefix(count))
      + Array(repeating: 0, count: max(0, count - codeCounts.count))
  }
}

/// A value at a quarter of the way, and the two that it lies between.
private struct Quartile {
  var nearest: Value?
  var low = Value.missing
  var high = Value.missing

  func text(weight: Int, as type: DataType) -> String? {
    switch (low, high) {
    case (.integer, .integer), (.decimal, .decimal):
      let sum =
        Int128(low.storedInteger ?? 0) * Int128(4 - weight)
        + Int128(high.storedInteger ?? 0) * Int128(weight)
      guard let scale = type.exactScale, let mantissa = Int64(exactly: sum * 25) else {
        return nil
      }
      let decimal = Decimal(mantissa: mantissa, scale: scale + 2)
      return ValueFormat.text(.decimal(decimal), as: .decimal(scale: scale + 2))
    case (.float(let low), .float(let high)):
      let step = high / 4 - low / 4
      return ValueFormat.text(.float(low + step * Double(weight)), as: .float)
    default:
      return nil
    }
  }
}

/// Picks the values at the quarters of an order while it is passed.
private struct QuarterPlaces {
  /// Places in the order, ascending, and the number found at each.
  private let places: [Int]
  private var numbers: [Int64] = []
  private var passed = 0
  private let presentCount: Int

  init(presentCount: Int) {
    self.presentCount = presentCount
    places = (0...4).flatMap { Self.places(of: $0, presentCount) }.sorted()
  }

  /// The place by nearest rank, and those of the values around the exact one.
  private static func places(of quarter: Int, _ count: Int) -> [Int] {
    let rank = min(max((count * quarter + 3) / 4, 1), count)
    let exact = (count - 1) * quarter / 4
    return [rank - 1, exact, min(exact + 1, count - 1)]
  }

  mutating func pass(_ number: Int64, count: Int) {
    passed += count
    while numbers.count < places.count, places[numbers.count] < passed { numbers.append(number) }
  }

  func quartiles(_ tally: NumberTally) -> [Quartile] {
    (0...4).map { quarter in
      let values = Self.places(of: quarter, presentCount).map { place in
        places.firstIndex(of: place).flatMap { $0 < numbers.count ? numbers[$0] : nil }
          .map(tally.value) ?? .missing
      }
      return Quartile(nearest: values[0], low: values[1], high: values[2])
    }
  }
}

/// Counts positions in equal parts between the least and the greatest.
private struct EqualParts {
  private(set) var counts: [Int]
  private let least: Double
  private let width: Double

  /// `nil` if there is no way from one to the other that could be cut.
  init?(count: Int, bounds: [Double?]) {
    guard let least = bounds[0], let greatest = bounds[1] else { return nil }
    self.least = least
    width = greatest - least
    counts = [Int](repeating: 0, count: width > 0 && width.isFinite ? count : 1)
  }

  mutating func add(_ position: Double?, count: Int) {
    guard counts.count > 1, let position else {
      counts[0] += count
      return
    }
    let place = (position - least) / width * Double(counts.count)
    counts[min(counts.count - 1, max(0, Int(place)))] += count
  }
}

extension Column {
  fileprivate var missingCount: Int { validity.map { count - $0.setCount } ?? 0 }

  /// The column with each row's value stored: a constant one is known by its first row alone.
  fileprivate var expandingConstant: Column {
    guard case .constant(let constant) = self else { return self }
    if case .text(let text) = constant.value {
      var entries = TextColumn()
      entries.append(text)
      return .dictionary(
        DictionaryColumn(
          storage: .uint8(Array(repeating: 0, count: count)), dictionary: TextDictionary(entries)))
    }
    return Gather.rows(
      [Int32](repeating: 0, count: count), of: Column(value: constant.value))
  }

  /// One row with a value that is no text.
  private init(value: Value) {
    switch value {
    case .boolean: self.init(values: [value], type: .boolean)
    case .float: self.init(values: [value], type: .float)
    case .ratio(let ratio):
      self = .ratio(RatioColumn(numerators: [ratio.numerator], denominators: [ratio.denominator]))
    default: self.init(values: [value], type: .integer)
    }
  }
}
