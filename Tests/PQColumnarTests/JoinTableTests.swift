import Testing

@testable import PQColumnar

/// Rows found by key, compared with nested loops over boxes.
struct JoinTableTests {
  private func table(
    _ values: [Value], _ type: DataType, sizes: [Int], encoding: Int
  ) -> (JoinTable, RowBlocks) {
    var batches: [Batch] = []
    var start = 0
    while start < values.count {
      let end = min(values.count, start + sizes[batches.count % sizes.count])
      let columns = ColumnSamples.encodings(of: Array(values[start..<end]), type)
      let column = columns[(encoding + batches.count) % columns.count]
      batches.append(Batch(columns: [column], rowCount: end - start))
      start = end
    }
    let rows = RowBlocks(batches, columnCount: 1)
    let keys = rows.blocks.map { $0.columns[0] }
    return (JoinTable(keys: [keys], types: [type], rows: rows), rows)
  }

  /// The numbers of the build rows, from their addresses.
  private func numbers(_ addresses: [UInt32], in rows: RowBlocks) -> [Int] {
    let starts = rows.blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.rowCount) }
    return addresses.map {
      starts[Int($0) >> rows.rowBits] + Int($0) & (1 << rows.rowBits - 1)
    }
  }

  @Test(arguments: ColumnSamples.types)
  func everyPairIsFound(type: DataType) {
    for count in [0, 1, 5, 20, 64, 65] {
      let build = ColumnSamples.values(type, count: count, seed: 3)
      let probe = ColumnSamples.values(type, count: 20, seed: 4)
      for (encoding, key) in ColumnSamples.encodings(of: probe, type).enumerated() {
        let (table, rows) = table(build, type, sizes: [7, 3], encoding: encoding)
        let matches = table.matches(of: [key], rowCount: probe.count)
        var pairs = JoinPairs()
        var start = 0
        while start < probe.count {
          let range = table.run(of: matches, from: start, limit: 2)
          let part = table.pairs(of: matches, in: range, keys: [key])
          pairs.left += part.left
          pairs.right += part.right
          start = range.upperBound
        }
        var expected: [[Int]] = []
        for (left, value) in probe.enumerated() where !value.isMissing {
          for right in build.indices where ValueOrder.compare(build[right], value) == 0 {
            expected.append([left, right])
          }
        }
        let found = zip(pairs.left, numbers(pairs.right, in: rows)).map { [Int($0), $1] }
        #expect(found == expected)
        let rowsFound = table.found(matches, keys: [key])
        #expect(rowsFound.bools == probe.indices.map { row in expected.contains { $0[0] == row } })
        #expect(Set(pairs.addingUnmatched(in: 0..<20).left) == Set(0..<20))
      }
    }
  }

  @Test func rowsWithoutAMatchHaveNone() {
    var pairs = JoinPairs()
    pairs.left = [1, 1, 3]
    pairs.right = [7, 9, 8]
    let all = pairs.addingUnmatched(in: 0..<5)
    #expect(all.left == [0, 1, 1, 2, 3, 4])
    #expect(all.right == [RowBlocks.none, 7, 9, RowBlocks.none, 8, RowBlocks.none])
    #expect(pairs.leftRows == [1, 3])
    #expect(pairs.firstDuplicate == 1)
    #expect(pairs.choosing([2]).right == [8])
  }

  /// Two keys of one slot, as different hashes never give in a test of a few thousand keys.
  @Test func entriesOfOneSlotFollowEachOther() {
    let (slots, next) = JoinSlots.filled([5, 9, 5, 5 | 1 << 40, 9], workers: .one)
    let firsts = slots.entries(of: [5, 9, 5 | 1 << 40, 6]) { _ in true }
    #expect(firsts == [0, 1, 0, -1])
    #expect(next == [2, 4, 3, UInt32.max, UInt32.max])
    #expect(slots.entries(of: [5]) { _ in false } == [-1])
  }

  @Test(arguments: [false, true])
  func manyEntriesAreFilledByRegions(areCrowded: Bool) {
    let hashes = (0..<40_000).map { entry -> UInt64 in
      let hash = TextHash.mix(UInt64(entry))
      // All in the last region: it overflows, and one region takes all of them.
      return areCrowded ? hash | 0xF << 60 : hash
    }
    let (slots, next) = JoinSlots.filled(hashes, workers: Workers(count: 2))
    let firsts = slots.entries(of: hashes) { _ in true }
    for (entry, first) in firsts.enumerated() {
      var found = first
      while found >= 0, Int(found) != entry { found = Int32(bitPattern: next[Int(found)]) }
      #expect(Int(found) == entry)
    }
    let strangers = (40_000..<41_000).map { TextHash.mix(UInt64($0)) }
    #expect(slots.entries(of: strangers) { _ in true }.allSatisfy { $0 == -1 })
  }

  @Test func filtersLoseNoKey() {
    let texts = (0..<2_000).map { Value.text("crate \($0)") }
    let keys = [Column(values: texts + [.missing], type: .text)]
    var filter = KeyFilter(types: [.text], keyCount: texts.count)
    filter.add(keys, rowCount: 2_001)
    #expect(filter.rows(of: keys, rowCount: 2_001) == RowChoice.rows(count: 2_000))
    let others = (0..<2_000).map { Value.text("barrel \($0)") }
    let passed = filter.rows(
      of: [Column(values: others, type: .text)], rowCount: others.count)
    #expect(passed.count < 200)
  }

  @Test func keysOfSeveralColumnsMustAllBeEqual() {
    let fruit = Column(values: ["fig", "fig", "pear"].map(Value.text), type: .text)
    let crates = Column(values: [.integer(1), .integer(2), .missing], type: .integer)
    let rows = RowBlocks([Batch(columns: [fruit, crates], rowCount: 3)], columnCount: 2)
    let table = JoinTable(
      keys: [[fruit], [crates]], types: [.text, .integer], rows: rows)
    let matches = table.matches(of: [fruit, crates], rowCount: 3)
    #expect(table.found(matches, keys: [fruit, crates]).bools == [true, true, false])
    let pairs = table.pairs(of: matches, in: 0..<3, keys: [fruit, crates])
    #expect(pairs.left == [0, 1])
    #expect(pairs.right == [0, 1])
  }
}
