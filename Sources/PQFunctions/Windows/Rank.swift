import PQColumnar
import PQDiagnostics

/// `rank(key)`: the place in the order; rows with equal keys share one, and the next is skipped.
///
///     key       30  20  20  10
///     rank       1   2   2   4
enum Rank: PeerFunction {
  static let name = "rank"
  static let chineseName = "排名"
  static let parameters = ["sort key"]
  static let summary = LocalizedText(
    "The place in the order of the keys; equal rows share a place: 1, 2, 2, 4",
    zh: "按排序键的名次；相等的行名次相同：1、2、2、4")
  static let examples = [
    FunctionExample("numbers | derive r = rank(n desc) | where n = 3 | select r", gives: "1"),
    FunctionExample("numbers | derive r = rank(n asc) | where n = 3 | select r", gives: "3"),
  ]
  static let argumentsAreSortKeys = true
  static let takesAggregate = false
  static let worksByPartition = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.isEmpty ? nil : .integer
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    var ranks: [Int64] = []
    ranks.reserveCapacity(partitions.rowCount)
    partitions.forEachPartition { rows in
      for row in rows {
        if partitions.startsPeerGroup[row] {
          ranks.append(Int64(row - rows.lowerBound + 1))
        } else {
          ranks.append(ranks[row - 1])
        }
      }
    }
    return .integer(IntegerColumn(values: ranks))
  }
}

extension Rank {
  static func values(_ peers: PeerCounts) -> [Int64] {
    var ranks: [Int64] = []
    ranks.reserveCapacity(peers.counts.count)
    for (partition, start) in peers.starts.enumerated() {
      let end =
        partition + 1 < peers.starts.count ? peers.starts[partition + 1] : peers.counts.count
      var rank: Int64 = 1
      for peer in start..<end {
        ranks.append(rank)
        rank += Int64(peers.counts[peer])
      }
    }
    return ranks
  }
}

/// `row_number(key)`: 1, 2, 3 … in the order; equal rows in the order of the input.
enum RowNumber: WindowFunction {
  static let name = "row_number"
  static let chineseName = "行号"
  static let parameters = ["[sort key]"]
  static let summary = LocalizedText(
    "1, 2, 3 … in the order of the keys, or of the rows; equal rows as they come",
    zh: "按排序键或行的次序编号：1、2、3……；相等的行保持原有次序")
  static let examples = [
    FunctionExample(
      "numbers | derive r = row_number(n desc) | where n = 1 | select r", gives: "3"),
    FunctionExample(
      "numbers | derive r = row_number() | where n is missing | select r", gives: "4"),
  ]
  static let argumentsAreSortKeys = true
  static let takesAggregate = false
  static let worksByPartition = true

  static func resultType(of arguments: [DataType]) -> DataType? { .integer }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    var numbers: [Int64] = []
    numbers.reserveCapacity(partitions.rowCount)
    partitions.forEachPartition { rows in
      for row in rows { numbers.append(Int64(row - rows.lowerBound + 1)) }
    }
    return .integer(IntegerColumn(values: numbers))
  }
}

extension WindowPartitions {
  /// Visits the rows of each partition, in order.
  func forEachPartition(_ body: (Range<Int>) -> Void) {
    for (position, start) in starts.enumerated() {
      let end = position + 1 < starts.count ? starts[position + 1] : rowCount
      if start < end { body(start..<end) }
    }
  }
}
