import Testing

@testable import PQColumnar

/// Rows of several blocks in order, compared with the order of the same rows in one block.
struct BlockOrderTests {
  private struct Key {
    let values: [Value]
    let type: DataType
    var isDescending = false
  }

  /// Blocks of these many rows each, in turns; a block of each encoding in turns too.
  private func blocks(of key: Key, sizes: [Int]) -> [Column] {
    var columns: [Column] = []
    var start = 0
    while start < key.values.count {
      let end = min(key.values.count, start + sizes[columns.count % sizes.count])
      let encodings = ColumnSamples.encodings(of: Array(key.values[start..<end]), key.type)
      columns.append(encodings[columns.count % encodings.count])
      start = end
    }
    return columns
  }

  /// Each value beside the row it comes from, sorted by a stable sort of boxes.
  private func naive(_ keys: [Key]) -> [Int] {
    (0..<(keys.first?.values.count ?? 0)).sorted { left, right in
      for key in keys {
        let (one, other) = (key.values[left], key.values[right])
        let order = ValueOrder.compare(one, other)
        if order == 0 { continue }
        return key.isDescending && !one.isMissing && !other.isMissing ? order > 0 : order < 0
      }
      return left < right
    }
  }

  private func check(_ keys: [Key], sizes: [Int], workers: Int = 2) {
    let columns = keys.map { blocks(of: $0, sizes: sizes) }
    let batches = (columns.first ?? []).indices.map { block in
      Batch(columns: columns.map { $0[block] }, rowCount: columns[0][block].count)
    }
    let rows = RowBlocks(batches, columnCount: keys.count)
    let ordered = BlockOrder.sorted(
      keys.enumerated().map { position, key in
        BlockSortKey(
          rows.blocks.map { $0.columns[position] }, type: key.type,
          isDescending: key.isDescending)
      }, of: rows, partitionKeyCount: 1, wantsSteps: true, workers: Workers(count: workers))
    let starts = rows.blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.rowCount) }
    let found = ordered.addresses.map { address in
      starts[Int(address) >> rows.rowBits] + Int(address) & (1 << rows.rowBits - 1)
    }
    let expected = naive(keys)
    #expect(found == expected)
    for position in expected.indices.dropFirst() {
      let (row, before) = (expected[position], expected[position - 1])
      let differing = keys.firstIndex {
        ValueOrder.compare($0.values[row], $0.values[before]) != 0
      }
      let step =
        switch differing {
        case nil: OrderedRows.Step.nothing
        case 0: OrderedRows.Step.partition
        default: OrderedRows.Step.key
        }
      #expect(ordered.steps[position] == step)
    }
    let gathered = rows.unified(Array(keys.indices))
      .gathering(ordered.addresses, columns: Array(keys.indices))
    for (position, key) in keys.enumerated() {
      #expect(
        gathered.columns[position].values(as: key.type) == expected.map { key.values[$0] })
    }
  }

  @Test(arguments: ColumnSamples.types)
  func everyTypeSortsAcrossBlocks(type: DataType) {
    for count in ColumnSamples.lengths {
      for withMissing in [true, false] {
        let values = ColumnSamples.values(type, count: count, seed: 2, withMissing: withMissing)
        let others = ColumnSamples.values(.integer, count: count, seed: 9)
        for isDescending in [false, true] {
          let key = Key(values: values, type: type, isDescending: isDescending)
          check([key], sizes: [count + 1])
          check([key], sizes: [1])
          check([key, Key(values: others, type: .integer)], sizes: [3, 5])
          check([Key(values: others, type: .integer), key], sizes: [64, 1])
        }
      }
    }
  }

  @Test func textsAreToldApartHoweverFarTheyAgree() {
    let long = String(repeating: "apple tree ", count: 9)
    let texts = [
      "", "a", "a\u{0}", "a\u{0}b", "ab", long, long + "1", long + "2", long + "\u{0}",
      String(long.dropLast()), "杏", "杏花", "A-07", "A-12", "A-1", long + "1",
    ]
    let values = texts.map(Value.text) + [.missing] + texts.reversed().map(Value.text)
    let second = values.indices.map { Value.integer(Int64($0 % 3)) }
    for isDescending in [false, true] {
      let key = Key(values: values, type: .text, isDescending: isDescending)
      check([key], sizes: [4])
      check([key, Key(values: second, type: .integer, isDescending: true)], sizes: [7, 1])
      check([Key(values: second, type: .integer), key], sizes: [100])
    }
  }

  @Test func numbersAtTheEndsOfTheirRange() {
    let numbers: [Value] = [
      .integer(.max), .integer(.min), .integer(0), .missing, .integer(-1), .integer(.max),
    ]
    for isDescending in [false, true] {
      let key = Key(values: numbers, type: .integer, isDescending: isDescending)
      check([key, key], sizes: [2])
    }
    let floats: [Value] = [.float(-0.0), .float(1e300), .float(-1e300), .float(0), .missing]
    check([Key(values: floats, type: .float, isDescending: true)], sizes: [2])
  }

  /// More rows than are sorted in one part, with more keys than a word holds.
  @Test(arguments: [1, 2, 3])
  func manyRows(workers: Int) {
    let count = RadixSort.partLimit + 1_000
    var state: UInt64 = 7
    func values(_ make: (UInt64) -> Value) -> [Value] {
      (0..<count).map { _ in
        state = TextHash.mix(state &+ 1)
        return make(state)
      }
    }
    let fruit = values { .text(["plum", "pear", "apple"][Int($0 % 3)]) }
    let wide = values { $0 % 64 == 0 ? .missing : .integer(Int64(bitPattern: $0 & ~0xFFFF)) }
    let few = values { .integer(Int64($0 % 2)) }
    let names = values { .text("crate \($0 % 5_000)") }
    check(
      [Key(values: fruit, type: .text), Key(values: wide, type: .integer, isDescending: true)],
      sizes: [4_096], workers: workers)
    check(
      [
        Key(values: few, type: .integer), Key(values: names, type: .text, isDescending: true),
        Key(values: fruit, type: .text), Key(values: few, type: .integer),
      ], sizes: [5_000, 3_000], workers: workers)
  }

  @Test func radixSortIsStable() {
    var state: UInt64 = 3
    for count in [0, 1, 2, 40, 41, 300, 5_000] {
      let words = (0..<count).map { row -> UInt64 in
        state = TextHash.mix(state &+ 1)
        return state & 0x3FF << 40 | UInt64(row)
      }
      var sorted = words
      RadixSort.sort(&sorted, by: 40..<50, workers: .one)
      #expect(sorted == words.sorted())
    }
  }

  @Test func aStoppedSortGivesAddressesThatExist() {
    let values = (0..<200).map { Value.integer(Int64($0 % 7)) }
    let columns = blocks(of: Key(values: values, type: .integer), sizes: [50])
    let rows = RowBlocks(columns.map { Batch(columns: [$0], rowCount: $0.count) }, columnCount: 1)
    let ordered = BlockOrder.sorted(
      [BlockSortKey(columns, type: .integer)], of: rows,
      workers: Workers(count: 2, stops: { true }))
    #expect(ordered.addresses.count == 200)
    #expect(ordered.addresses.allSatisfy { $0 == 0 })
  }
}
