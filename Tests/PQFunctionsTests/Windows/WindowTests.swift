import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

/// The aggregate of each row's window, computed from its rows alone.
private func naive(
  _ function: any AggregateFunction.Type, _ column: Column, _ type: DataType,
  _ partitions: WindowPartitions, reach: Int
) throws -> [Value] {
  var result: [Value] = []
  for row in 0..<partitions.rowCount {
    let start = partitions.starts.last { $0 <= row } ?? 0
    let rows = max(start, row - reach + 1)..<(row + 1)
    var accumulator = function.makeAccumulator(types: [type])
    accumulator.resize(groupCount: 1)
    try accumulator.update(
      [Slice.rows(rows, of: column)], groups: Array(repeating: 0, count: rows.count),
      firstRow: rows.lowerBound)
    let resultType = function.resultType(of: [type]) ?? .unknown
    result.append(try accumulator.finish().value(at: 0, as: resultType))
  }
  return result
}

private func partitions(_ lengths: [Int], peers: [Int] = []) -> WindowPartitions {
  var starts: [Int] = []
  var total = 0
  for length in lengths {
    starts.append(total)
    total += length
  }
  let changes = (0..<total).map { starts.contains($0) || !peers.contains($0) }
  return WindowPartitions(starts: starts, startsPeerGroup: changes)
}

struct WindowTests {
  private func integers(_ column: Column) -> [Int64?] {
    (0..<column.count).map { row in
      if case .integer(let number) = column.value(at: row, as: .integer) { number } else { nil }
    }
  }

  @Test func ranksSharePlaces() throws {
    let rows = partitions([4, 2], peers: [2, 5])
    let ranks = try Rank.evaluate([], types: [.integer], aggregate: nil, partitions: rows)
    #expect(integers(ranks) == [1, 2, 2, 4, 1, 1])
    let numbers = try RowNumber.evaluate([], types: [], aggregate: nil, partitions: rows)
    #expect(integers(numbers) == [1, 2, 3, 4, 1, 2])
  }

  @Test func neighborsStayInTheirPartition() throws {
    let rows = partitions([3, 2])
    let values = Column.integer(IntegerColumn(values: [10, 20, 30, 40, 50]))
    func lag(_ steps: [Int64]) throws -> [Int64?] {
      let steps = Column.integer(IntegerColumn(values: steps))
      return integers(
        try Lag.evaluate(
          [values, steps], types: [.integer, .integer], aggregate: nil, partitions: rows))
    }
    #expect(
      integers(try Lag.evaluate([values], types: [.integer], aggregate: nil, partitions: rows))
        == [nil, 10, 20, nil, 40])
    #expect(
      integers(try Lead.evaluate([values], types: [.integer], aggregate: nil, partitions: rows))
        == [20, 30, nil, 50, nil])
    #expect(try lag([0, 0, 2, .max, .min]) == [10, 20, 10, nil, nil])
    #expect(try lag([-1, -1, -1, -1, -1]) == [20, 30, nil, 50, nil])
  }

  static let aggregates = ["sum", "mean", "min", "count", "median", "first", "last", "list"]

  @Test(arguments: aggregates, [1, 2, 3, 5, 8, 100])
  func movingAgreesWithTheNaiveOne(name: String, reach: Int) throws {
    let found = FunctionRegistry.aggregate(named: name)
    guard let function = found else { return }
    for lengths in [[0], [1], [7], [3, 1, 9], [64, 1]] {
      let rows = partitions(lengths)
      let values = (0..<rows.rowCount).map {
        $0 % 5 == 3 ? Value.missing : Value.integer(Int64($0 * 13 % 11))
      }
      let column = Column(values: values, type: .integer)
      let size = Column.constant(ConstantColumn(.integer(Int64(reach)), count: rows.rowCount))
      let expected = try naive(function, column, .integer, rows, reach: reach)
      let moving = try Moving.evaluate(
        [column, size], types: [.integer, .integer], aggregate: function, partitions: rows)
      let type = function.resultType(of: [.integer]) ?? .unknown
      #expect((0..<rows.rowCount).map { moving.value(at: $0, as: type) } == expected)
      if reach == 100 {
        let cumulative = try Cumulative.evaluate(
          [column], types: [.integer], aggregate: function, partitions: rows)
        #expect((0..<rows.rowCount).map { cumulative.value(at: $0, as: type) } == expected)
      }
    }
  }

  @Test func aWindowNeedsASize() {
    let rows = partitions([2])
    let column = Column.integer(IntegerColumn(values: [1, 2]))
    for sizes in [[0, 0], [-1, -1], [1, 2]] as [[Int64]] {
      #expect(throws: QueryError.self) {
        try Moving.evaluate(
          [column, .integer(IntegerColumn(values: sizes))], types: [.integer, .integer],
          aggregate: Sum.self, partitions: rows)
      }
    }
  }

  @Test func aWindowThatWouldFillTheMemoryIsRefused() {
    let rows = partitions([10_000])
    let column = Column.constant(ConstantColumn(.integer(1), count: 10_000))
    #expect(throws: QueryError.self) {
      try Cumulative.evaluate(
        [column], types: [.integer], aggregate: Median.self, partitions: rows)
    }
    #expect(throws: Never.self) {
      try Cumulative.evaluate([column], types: [.integer], aggregate: Sum.self, partitions: rows)
    }
  }
}
