import Testing

@testable import PQColumnar

/// A column as boxed values, looked at one by one.
private func naive(_ values: [Value]) -> (distinct: Int, frequent: [(Value, Int)], order: [Value]) {
  let order = values.filter { !$0.isMissing }.sorted { ValueOrder.compare($0, $1) < 0 }
  var runs: [(Value, Int)] = []
  for value in order {
    if let last = runs.last, last.0 == value {
      runs[runs.count - 1].1 += 1
    } else {
      runs.append((value, 1))
    }
  }
  let frequent = runs.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
  return (runs.count, frequent.prefix(3).map(\.element), order)
}

struct ColumnSummaryTests {
  private static let lengths = Array(0...20) + [63, 64, 65]

  private func check(_ blocks: [Column], _ type: DataType, _ workers: Workers) {
    let values = blocks.flatMap { block in (0..<block.count).map { block.value(at: $0, as: type) } }
    let summary = ColumnSummary(blocks, type: type, workers: workers)
    let (distinct, frequent, order) = naive(values)
    #expect(summary.presentCount == order.count)
    #expect(summary.missingCount == values.count - order.count)
    #expect(summary.distinctCount == distinct)
    if distinct < order.count {
      #expect(summary.mostFrequent.map(\.value) == frequent.map(\.0))
      #expect(summary.mostFrequent.map(\.count) == frequent.map(\.1))
    }
    #expect(summary.value(atQuarter: 0) == order.first)
    #expect(summary.value(atQuarter: 4) == order.last)
  }

  /// Two blocks of as many rows, every fifth missing if asked for.
  private func blocks(
    _ length: Int, _ type: DataType, hasMissing: Bool, _ value: (Int) -> Value
  ) -> [Column] {
    [0, 1].map { block in
      Column(
        values: (0..<length).map {
          hasMissing && $0 % 5 == 2 ? .missing : value($0 + block * length)
        }, type: type)
    }
  }

  @Test(arguments: lengths, [false, true])
  func numbersAreCountedOrSorted(length: Int, hasMissing: Bool) {
    for factor: Int64 in [1, 1_000_003, 1 << 55] {
      check(
        blocks(length, .integer, hasMissing: hasMissing) { .integer(Int64($0 * 7 % 13) * factor) },
        .integer, Workers(count: 2))
    }
    check(
      blocks(length, .float, hasMissing: hasMissing) { .float(Double($0 * 7 % 13) - 6.5) },
      .float, .one)
    check(
      blocks(length, .boolean, hasMissing: hasMissing) { .boolean($0 % 3 == 0) }, .boolean, .one)
  }

  @Test(arguments: lengths, [false, true])
  func textsAreToldApart(length: Int, hasMissing: Bool) {
    let repeated = blocks(length, .text, hasMissing: hasMissing) {
      .text("fruit number \($0 * 7 % 13)")
    }
    check(repeated, .text, Workers(count: 2))
    check(repeated.map { $0.encodedForTest }, .text, Workers(count: 2))
    check(
      blocks(length, .text, hasMissing: hasMissing) { .text("\(1_000 + $0)") }, .text, .one)
  }

  @Test func constantsAndNothing() {
    check([.constant(ConstantColumn(.text("fig"), count: 3))], .text, .one)
    check([.constant(ConstantColumn(.integer(4), count: 3))], .integer, .one)
    check([.constant(ConstantColumn(.missing, count: 3))], .integer, .one)
    check([], .text, .one)
  }

  @Test func theHashOfBytesAtAPlaceIsTheHashOfBytes() {
    for length in Self.lengths {
      let bytes = (0..<length).map { UInt8($0 * 37 & 255) }
      #expect(bytes.withUnsafeBytes { TextHash.hash($0) } == TextHash.hash(bytes.span))
    }
  }
}

extension Column {
  fileprivate var encodedForTest: Column {
    guard case .text(let column) = self else { return self }
    return .dictionary(DictionaryEncoding.encoded(column))
  }
}
