/// The distinct numbers of a column in order, and how many rows have each.
///
///     rows     7  –  5  7
///     tally    5: 1   7: 2
///
/// What is not stored as a whole number is counted by one with the same order.
struct NumberTally: Sendable {
  private enum Counts: Sendable {
    /// How many rows have each number from the least on.
    case dense([UInt32])
    /// The rows' numbers, sorted: how far each is from the least.
    case sorted([UInt64])
  }

  /// How a column's number stands for a value.
  private enum Meaning: Sendable {
    case stored
    case floatOrder
    /// The ranks of fractions: a fraction of each.
    case ranks([Ratio])
  }

  private let type: DataType
  private let range: ClosedRange<Int64>
  private let counts: Counts
  private let meaning: Meaning

  /// Counts from the least number to the greatest are no more than rows for each of them.
  private static let slotsPerRow = 2
  /// A short table of counts costs nothing, however few the rows.
  private static let smallSlotCount = 1 << 10

  /// - Precondition: no column is text or constant, and a row is present.
  init(_ columns: [Column], type: DataType, workers: Workers) {
    self.type = type
    let numbers: [Column]
    (numbers, meaning) = NumberTally.numbers(columns, workers)
    let ranges = workers.map(numbers.count) { IntegerBounds.present(in: numbers[$0]) }
    let known = ranges.compactMap { $0 ?? nil }
    range = known.dropFirst().reduce(known.first ?? 0...0) {
      min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
    }
    let rowCount = numbers.reduce(0) { $0 + $1.count }
    let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    if width < UInt64(max(NumberTally.smallSlotCount, NumberTally.slotsPerRow * rowCount)) {
      counts = .dense(
        DenseCounts.counts(numbers, least: range.lowerBound, Int(width) + 1, workers))
    } else {
      counts = .sorted(NumberTally.sorted(numbers, range, width, workers))
    }
  }

  private static func numbers(_ columns: [Column], _ workers: Workers) -> ([Column], Meaning) {
    switch columns[0] {
    case .ratio:
      let ranks = ValueOrder.ratioRanks(columns)
      return (ranks, .ranks(fractions(columns, ranks)))
    case .float:
      let numbers = workers.map(columns.count) { columns[$0].numbersInOrder }
      return (zip(numbers, columns).map { $0 ?? $1.numbersInOrder }, .floatOrder)
    default:
      return (columns.map(\.numbersInOrder), .stored)
    }
  }

  /// The first fraction of each rank.
  private static func fractions(_ columns: [Column], _ ranks: [Column]) -> [Ratio] {
    var result: [Ratio?] = []
    for (column, ranks) in zip(columns, ranks) {
      let fractions = Operand(ratios: column)
      let places = Operand(integers: ranks)
      for row in 0..<column.count where fractions[row].denominator > 0 {
        let rank = Int(places[row])
        if rank >= result.count {
          result.append(contentsOf: repeatElement(nil, count: rank + 1 - result.count))
        }
        if result[rank] == nil { result[rank] = fractions[row] }
      }
    }
    return result.map { $0 ?? Ratio(0, 1) }
  }

  private static func sorted(
    _ columns: [Column], _ range: ClosedRange<Int64>, _ width: UInt64, _ workers: Workers
  ) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    for column in columns {
      guard case .integer(let column) = column else { continue }
      switch column.storage {
      case .int8(let values): append(values, column.validity, range.lowerBound, &words)
      case .int16(let values): append(values, column.validity, range.lowerBound, &words)
      case .int32(let values): append(values, column.validity, range.lowerBound, &words)
      case .int64(let values): append(values, column.validity, range.lowerBound, &words)
      }
    }
    RadixSort.sort(
      &words, by: 0..<(UInt64.bitWidth - width.leadingZeroBitCount), workers: workers)
    return words
  }

  private static func append<Number: FixedWidthInteger>(
    _ values: [Number], _ validity: Bitmap?, _ least: Int64, _ words: inout [UInt64]
  ) {
    let span = values.span
    forEachRow(values.count, in: validity) {
      words.append(UInt64(bitPattern: Int64(span[$0]) &- least))
    }
  }

  // MARK: - Reading

  /// The least and the greatest number.
  var bounds: [Int64] { [range.lowerBound, range.upperBound] }

  /// Calls `body` with each number that occurs, ascending, and its count.
  @inline(__always)
  func forEach(_ body: (Int64, Int) -> Void) {
    switch counts {
    case .dense(let counts):
      let span = counts.span
      for slot in span.indices where span[slot] > 0 {
        body(range.lowerBound + Int64(slot), Int(span[slot]))
      }
    case .sorted(let words):
      let span = words.span
      var start = 0
      while start < span.count {
        var end = start + 1
        while end < span.count, span[end] == span[start] { end += 1 }
        body(range.lowerBound &+ Int64(bitPattern: span[start]), end - start)
        start = end
      }
    }
  }

  func value(of number: Int64) -> Value {
    switch meaning {
    case .stored: Value(stored: number, as: type)
    case .floatOrder: .float(FloatOrder.float(number))
    case .ranks(let fractions): .ratio(fractions[Int(number)])
    }
  }

  /// Where a number's value lies on a line, `nil` for a type without distances.
  @inline(__always)
  func position(of number: Int64) -> Double? {
    switch type {
    case .integer, .decimal, .date, .datetime, .duration, .period: Double(number)
    case .float: FloatOrder.float(number)
    case .ratio:
      if case .ranks(let fractions) = meaning {
        NumericConversion.double(fractions[Int(number)])
      } else {
        nil
      }
    case .boolean, .text, .enumeration, .unknown: nil
    }
  }

  /// How often each number from 0 on occurs, if they were counted.
  var codeCounts: [Int] {
    guard case .dense(let counts) = counts, range.lowerBound >= 0,
      range.upperBound < NumberTally.smallSlotCount
    else { return [] }
    return [Int](repeating: 0, count: Int(range.lowerBound)) + counts.map(Int.init)
  }
}

/// Floating-point numbers as whole numbers in the same order.
private enum FloatOrder {
  /// Positive numbers are in the order of their bits, negative ones in the opposite order; both
  /// zeros are one.
  static func number(_ float: Double) -> Int64 {
    if float == 0 { return 0 }
    let bits = Int64(bitPattern: float.magnitude.bitPattern)
    return float < 0 ? -bits : bits
  }

  static func float(_ number: Int64) -> Double {
    let magnitude = Double(bitPattern: number.magnitude)
    return number < 0 ? -magnitude : magnitude
  }
}

extension Column {
  /// Whole numbers in the order of the rows' values.
  fileprivate var numbersInOrder: Column {
    switch self {
    case .float(let column):
      .integer(
        IntegerColumn(values: column.values.map(FloatOrder.number), validity: column.validity))
    case .boolean(let column):
      .integer(
        IntegerColumn(
          storage: .int8((0..<column.values.count).map { column.values[$0] ? 1 : 0 }),
          validity: column.validity))
    default: self
    }
  }
}
