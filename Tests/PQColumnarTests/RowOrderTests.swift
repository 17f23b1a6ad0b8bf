import Testing

@testable import PQColumnar

/// Sorts row numbers by inserting each behind all that are not after it.
private func naiveOrder(_ rows: [[Value]], descending: [Bool]) -> [Int32] {
  var order: [Int] = []
  for row in rows.indices {
    let place = order.firstIndex { isBefore(rows[row], rows[$0], descending) } ?? order.count
    order.insert(row, at: place)
  }
  return order.map(Int32.init)
}

private func isBefore(_ left: [Value], _ right: [Value], _ descending: [Bool]) -> Bool {
  for (position, isDescending) in descending.enumerated() {
    let (left, right) = (left[position], right[position])
    let order = ValueOrder.compare(left, right)
    if order == 0 { continue }
    if left.isMissing || right.isMissing { return right.isMissing }
    return (order < 0) != isDescending
  }
  return false
}

struct RowOrderTests {
  @Test(arguments: ColumnSamples.types, [false, true])
  func agreesWithTheNaiveOne(type: DataType, isDescending: Bool) {
    for count in ColumnSamples.lengths {
      let other = ColumnSamples.values(.text, count: count, seed: 9)
      let otherColumn = Column(values: other, type: .text)
      for (values, column) in ColumnSamples.all(type, count: count) {
        let one = [SortColumn(column, type: type, isDescending: isDescending)]
        let expected = naiveOrder(values.map { [$0] }, descending: [isDescending])
        #expect(RowOrder.sorted(one, rowCount: count) == expected)

        let two = one + [SortColumn(otherColumn, type: .text, isDescending: !isDescending)]
        let rows = zip(values, other).map { [$0, $1] }
        let order = naiveOrder(rows, descending: [isDescending, !isDescending])
        #expect(RowOrder.sorted(two, rowCount: count) == order)
        for limit in [0, 1, 5, count] {
          #expect(RowOrder.first(limit, by: two, rowCount: count) == Array(order.prefix(limit)))
        }
        checkPeers(two, rows, order)
        checkPairs(two, order)
      }
    }
  }

  private func checkPeers(_ keys: [SortColumn], _ rows: [[Value]], _ order: [Int32]) {
    let peers = RowOrder.peerStarts(keys, rows: order)
    for (position, isStart) in peers.enumerated() {
      let differs =
        position == 0
        || zip(rows[Int(order[position])], rows[Int(order[position - 1])])
          .contains { ValueOrder.compare($0, $1) != 0 }
      #expect(isStart == differs)
    }
  }

  private func checkPairs(_ keys: [SortColumn], _ order: [Int32]) {
    for position in order.indices.dropFirst() {
      let before = Int(order[position - 1])
      let after = Int(order[position])
      #expect(RowOrder.compare(keys, row: before, keys, row: after) <= 0)
      #expect(RowOrder.compare(keys, row: after, keys, row: before) >= 0)
    }
  }

  @Test func withoutKeysRowsStay() {
    #expect(RowOrder.sorted([], rowCount: 3) == [0, 1, 2])
    #expect(RowOrder.first(2, by: [], rowCount: 3) == [0, 1])
  }

  @Test(arguments: ColumnSamples.types)
  func statisticsAreTheEndsOfTheOrder(type: DataType) {
    for count in ColumnSamples.lengths {
      for (values, column) in ColumnSamples.all(type, count: count) {
        let statistics = ColumnStatistics(of: column, type: type)
        let present = values.filter { !$0.isMissing }
        #expect(statistics.missingCount == values.count - present.count)
        let least = present.min { ValueOrder.compare($0, $1) < 0 } ?? .missing
        let greatest = present.max { ValueOrder.compare($0, $1) < 0 } ?? .missing
        #expect(ValueOrder.compare(statistics.minimum, least) == 0)
        #expect(ValueOrder.compare(statistics.maximum, greatest) == 0)
      }
    }
  }
}
