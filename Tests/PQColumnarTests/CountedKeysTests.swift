import Testing

@testable import PQColumnar

/// Rows counted by narrow keys, compared with rows in order.
struct CountedKeysTests {
  private func rows(_ fruit: [Value], _ weights: [Value], size: Int) -> RowBlocks {
    let coded = DictionaryEncoding.encoded(Column(values: fruit, type: .text).asText)
    let batches = stride(from: 0, to: fruit.count, by: size).map { start in
      let end = min(fruit.count, start + size)
      return Batch(
        columns: [
          Slice.rows(start..<end, of: .dictionary(coded)),
          Column(values: Array(weights[start..<end]), type: .integer),
        ], rowCount: end - start)
    }
    return RowBlocks(batches, columnCount: 2)
  }

  private func keys(_ rows: RowBlocks) -> [BlockSortKey] {
    [
      BlockSortKey(rows.blocks.map { $0.columns[0] }, type: .text, onlyGroups: true),
      BlockSortKey(rows.blocks.map { $0.columns[1] }, type: .integer, isDescending: true),
    ]
  }

  @Test(arguments: [1, 2, 3])
  func groupsComeInOrder(workers: Int) throws {
    let fruit = (0..<300).map { row -> Value in
      row % 5 == 4 ? .missing : .text(["apple", "pear"][row % 2])
    }
    let weights = (0..<300).map { row -> Value in
      row % 7 == 0 ? .missing : .integer(Int64(row % 4))
    }
    let rows = rows(fruit, weights, size: 37)
    let found = CountedKeys(
      keys(rows), of: rows, partitionKeyCount: 1, workers: Workers(count: workers))
    let dense = try #require(found)
    let (codes, counts, starts) = dense.groups()
    #expect(counts.reduce(0, +) == 300)
    #expect(starts.count == 3)
    let columns = dense.columns(of: counts.map(Int64.init), codes: codes)
    let sizes = columns.flatMap { $0.values(as: .integer) }
    let expected = fruit.indices.map { row -> Value in
      let peers = fruit.indices.filter { fruit[$0] == fruit[row] && weights[$0] == weights[row] }
      return .integer(Int64(peers.count))
    }
    #expect(sizes == expected)
    // Inside a partition weights fall, and a missing one comes last.
    let first = dense.columns(of: codes.indices.map(Int64.init), codes: codes)
      .flatMap { $0.values(as: .integer) }.map { Int($0.storedInteger ?? -1) }
    let pears = fruit.indices.filter { fruit[$0] == .text("pear") }
    let order = pears.sorted { first[$0] < first[$1] }.map { weights[$0] }
    #expect(order.first == .integer(3))
    #expect(order.last == .missing)
  }

  @Test func wideKeysHaveNoCodes() {
    let weights = (0..<100).map { Value.integer($0 * 1_000_000) }
    let rows = rows(weights.map { _ in .text("fig") }, weights, size: 100)
    #expect(CountedKeys(keys(rows), of: rows, partitionKeyCount: 1, workers: .one) == nil)
  }
}
