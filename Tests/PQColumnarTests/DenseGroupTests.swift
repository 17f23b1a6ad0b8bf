import Testing

@testable import PQColumnar

/// Groups by looking through all earlier rows; counts only the chosen ones.
private struct NaiveGroups {
  var keys: [[Value]] = []
  var counts: [Int64] = []
  var sums: [Int128] = []
  var presentCounts: [Int64] = []
  var greatest: [Int64?] = []

  mutating func add(_ key: [Value], _ number: Int64?) {
    let place =
      keys.firstIndex { zip($0, key).allSatisfy { ValueOrder.compare($0, $1) == 0 } }
      ?? keys.count
    if place == keys.count {
      keys.append(key)
      counts.append(0)
      sums.append(0)
      presentCounts.append(0)
      greatest.append(nil)
    }
    counts[place] += 1
    guard let number else { return }
    sums[place] += Int128(number)
    presentCounts[place] += 1
    greatest[place] = max(greatest[place] ?? number, number)
  }
}

/// What the kernels make of the same rows, block by block.
private struct CountedGroups {
  var groups: KeyGroups
  var sums = GroupSums()
  var greatest = GroupExtremes(takesGreatest: true)

  init(types: [DataType], rowCount: Int) {
    groups = KeyGroups(types: types, rowCount: rowCount)
  }

  mutating func add(_ keys: [Column], _ numbers: Column, chosen: Bitmap?) {
    var (keys, numbers, chosen) = (keys, numbers, chosen)
    var numbered = groups.denseGroups(of: keys, rowCount: numbers.count, chosen: chosen)
    if numbered == nil {
      if let bits = chosen {
        let rows = Conditions.rows(bits)
        keys = keys.map { Gather.rows(rows, of: $0) }
        numbers = Gather.rows(rows, of: numbers)
        chosen = nil
      }
      numbered = groups.hashedGroups(of: keys, rowCount: numbers.count)
    }
    guard let numbered else { return }
    if let moved = numbered.moved { move(to: moved) }
    resize()
    sums.add(numbers, numbered.ids, rows: chosen)
    greatest.add(numbers, numbered.ids, rows: chosen)
  }

  mutating func merge(_ other: CountedGroups) {
    let (moved, map) = groups.merge(other.groups)
    if let moved { move(to: moved) }
    resize()
    sums.merge(other.sums, map: map)
    greatest.merge(other.greatest, map: map)
  }

  private mutating func resize() {
    sums.resize(groupCount: groups.groupCount)
    greatest.resize(groupCount: groups.groupCount)
  }

  private mutating func move(to moved: [Int32]) {
    let (earlierSums, earlierGreatest) = (sums, greatest)
    sums = GroupSums()
    greatest = GroupExtremes(takesGreatest: true)
    resize()
    sums.merge(earlierSums, map: moved)
    greatest.merge(earlierGreatest, map: moved)
  }

  func expectEqual(to naive: NaiveGroups, _ comment: Comment) {
    let occupied = groups.occupied.filter { groups.rowCounts[Int($0)] > 0 }
    let keys = zip(groups.keyColumns(of: occupied), groups.types).map { $0.values(as: $1) }
    let best = greatest.column.values(as: .integer)
    #expect(occupied.count == naive.keys.count, comment)
    for (place, group) in occupied.enumerated() {
      let key = keys.map { $0[place] }
      guard
        let known = naive.keys.firstIndex(where: {
          zip($0, key).allSatisfy { ValueOrder.compare($0, $1) == 0 }
        })
      else {
        Issue.record("no row has the key \(key)")
        continue
      }
      #expect(groups.rowCounts[Int(group)] == naive.counts[known], comment)
      #expect(sums.sum(of: Int(group)) == naive.sums[known], comment)
      #expect(sums.counts[Int(group)] == naive.presentCounts[known], comment)
      #expect(best[Int(group)] == naive.greatest[known].map { .integer($0) } ?? .missing, comment)
    }
  }
}

/// Numbers in every width, without and with missing ones.
private func numberColumns(_ count: Int) -> [(values: [Int64?], column: Column)] {
  var result: [(values: [Int64?], column: Column)] = []
  for scale: Int64 in [1, 1 << 8, 1 << 24, 1 << 56] {
    let numbers = (0..<count).map { Int64($0 * 37 % 101 - 50) * scale }
    let storage = IntegerVector(numbers, range: -50 * scale...50 * scale)
    result.append((numbers, .integer(IntegerColumn(storage: storage))))
    let present = Bitmap(count: count) { $0 % 5 != 3 }
    let holed = numbers.indices.map { present[$0] ? numbers[$0] : 0 }
    result.append(
      (
        numbers.indices.map { present[$0] ? numbers[$0] : nil },
        .integer(
          IntegerColumn(
            storage: IntegerVector(holed, range: -50 * scale...50 * scale), validity: present))
      ))
  }
  if count > 0 {
    result.append(
      (Array(repeating: 7, count: count), .constant(ConstantColumn(.integer(7), count: count))))
  }
  return result
}

struct DenseGroupTests {
  @Test(arguments: ColumnSamples.types)
  func oneKeyAgreesWithTheNaiveOne(type: DataType) {
    for count in ColumnSamples.lengths {
      for (keyValues, key) in ColumnSamples.all(type, count: count, seed: 3) {
        for (numbers, column) in numberColumns(count) {
          for chosen in [nil, Bitmap(count: count) { $0 % 3 != 1 }] {
            var naive = NaiveGroups()
            for row in 0..<count where chosen?[row] != false {
              naive.add([keyValues[row]], numbers[row])
            }
            var counted = CountedGroups(types: [type], rowCount: count)
            counted.add([key], column, chosen: chosen)
            counted.expectEqual(to: naive, "\(type), \(count) rows")
          }
        }
      }
    }
  }

  @Test(arguments: ColumnSamples.types, ColumnSamples.types)
  func blocksAndWorkersMakeNoDifference(first: DataType, second: DataType) {
    for seed in 1...3 {
      var naive = NaiveGroups()
      var workers = (0..<3).map { _ in CountedGroups(types: [first, second], rowCount: 90) }
      for block in 0..<9 {
        let (leftValues, left) = ColumnSamples.all(first, count: 10, seed: seed + block)[
          block % ColumnSamples.all(first, count: 10).count]
        let (rightValues, right) = ColumnSamples.few(second, count: 10, seed: block)[0]
        let (numbers, column) = numberColumns(10)[block % 9]
        for row in 0..<10 { naive.add([leftValues[row], rightValues[row]], numbers[row]) }
        workers[block % 3].add([left, right], column, chosen: nil)
      }
      workers[0].merge(workers[1])
      workers[0].merge(workers[2])
      workers[0].expectEqual(to: naive, "\(first), \(second)")
    }
  }

  @Test func rangesThatGrowMoveTheGroups() {
    var naive = NaiveGroups()
    var counted = CountedGroups(types: [.date, .boolean], rowCount: 1000)
    for block in [50, 51, 49, 60, 2, 5000, 80_000, -3] {
      let days = (0..<20).map { Int64(block + $0 / 2) }
      let flags = (0..<20).map { $0 % 3 == 0 }
      for row in 0..<20 { naive.add([.date(days[row]), .boolean(flags[row])], Int64(row)) }
      counted.add(
        [
          .integer(IntegerColumn(storage: IntegerVector(narrowing: days))),
          .boolean(BooleanColumn(values: Bitmap(flags))),
        ], .integer(IntegerColumn(values: (0..<20).map { Int64($0) })), chosen: nil)
    }
    counted.expectEqual(to: naive, "growing")
    #expect(counted.groups.isHashed)
  }

  @Test func codesOfASharedDictionaryAreTheGroups() {
    let dictionary = TextDictionary(
      Column(values: [.text("fig"), .text("plum")], type: .text).asText)
    let key = Column.dictionary(
      DictionaryColumn(storage: .uint8([1, 0, 1]), dictionary: dictionary))
    var groups = KeyGroups(types: [.text], rowCount: 3)
    let numbered = groups.denseGroups(of: [key], rowCount: 3, chosen: nil)
    #expect(numbered?.ids.expanded == [1, 0, 1])
    #expect(groups.occupied == [0, 1])
    let other = Column.dictionary(
      DictionaryColumn(
        storage: .uint8([0]),
        dictionary: TextDictionary(Column(values: [.text("plum")], type: .text).asText)))
    #expect(groups.denseGroups(of: [other], rowCount: 1, chosen: nil) == nil)
    let moved = groups.hashedGroups(of: [other], rowCount: 1)
    #expect(moved.ids.expanded == [1])
    #expect(moved.moved == [0, 1, -1])
    #expect(groups.rowCounts.values == [1, 3])
  }

  @Test func manyValuesAreHashed() {
    var groups = KeyGroups(types: [.integer], rowCount: 10)
    let far = Column.integer(IntegerColumn(values: [0, .max, .min, 1 << 40]))
    #expect(groups.denseGroups(of: [far], rowCount: 4, chosen: nil) == nil)
    let near = Column.integer(IntegerColumn(values: [65_000, 0]))
    #expect(groups.denseGroups(of: [near], rowCount: 2, chosen: nil)?.ids.expanded == [65_000, 0])
  }
}

struct GroupSumTests {
  @Test func sumsLeave64BitsInTime() {
    var sums = GroupSums()
    sums.resize(groupCount: 2)
    let large = Column.integer(IntegerColumn(values: [.max, .max, .min]))
    sums.add(large, GroupIDs([0, 0, 1]))
    sums.add(large, GroupIDs([0, 0, 1]))
    #expect(sums.sum(of: 0) == Int128(Int64.max) * 4)
    #expect(sums.sum(of: 1) == Int128(Int64.min) * 2)
    var small = GroupSums()
    small.resize(groupCount: 1)
    small.add(.constant(ConstantColumn(.integer(.max), count: 3)), GroupIDs(single: 0, count: 3))
    small.merge(sums, map: [0, -1])
    #expect(small.sum(of: 0) == Int128(Int64.max) * 7)
    #expect(small.counts[0] == 7)
  }

  @Test func theExtremeThatStandsForNoneIsAValueToo() {
    var greatest = GroupExtremes(takesGreatest: true)
    greatest.resize(groupCount: 2)
    greatest.add(.integer(IntegerColumn(values: [.min])), GroupIDs([1]))
    #expect(greatest.column.values(as: .integer) == [.missing, .integer(.min)])
    var least = GroupExtremes(takesGreatest: false)
    least.resize(groupCount: 1)
    least.add(.constant(ConstantColumn(.integer(.max), count: 1)), GroupIDs(single: 0, count: 1))
    #expect(least.column.values(as: .integer) == [.integer(.max)])
  }
}

struct GroupDistinctTests {
  private func naive(_ values: [Value], _ groups: [Int32], _ chosen: Bitmap?) -> [Int64] {
    (0..<3).map { group in
      var seen: [Value] = []
      for row in values.indices where groups[row] == group && chosen?[row] != false {
        if values[row] == .missing { continue }
        if !seen.contains(where: { ValueOrder.compare($0, values[row]) == 0 }) {
          seen.append(values[row])
        }
      }
      return Int64(seen.count)
    }
  }

  @Test(arguments: ColumnSamples.types)
  func agreesWithTheNaiveOne(type: DataType) {
    for count in ColumnSamples.lengths {
      let groups = (0..<count).map { Int32($0 * 5 % 3) }
      for (values, column) in ColumnSamples.all(type, count: count, seed: 5) {
        for chosen in [nil, Bitmap(count: count) { $0 % 3 != 1 }] {
          var distinct = GroupDistinct(type: type)
          distinct.resize(groupCount: 1)
          distinct.resize(groupCount: 3)
          distinct.add(column, GroupIDs(groups), rows: chosen)
          #expect(distinct.counts == naive(values, groups, chosen))
          var other = GroupDistinct(type: type)
          other.resize(groupCount: 2)
          other.add(column, GroupIDs(single: 1, count: count))
          distinct.merge(other, map: [-1, 0])
          let all = values + values
          let both = groups + [Int32](repeating: 0, count: count)
          let bits = chosen.map { $0.bools + [Bool](repeating: true, count: count) }
          #expect(distinct.counts == naive(all, both, bits.map { Bitmap($0) }))
        }
      }
    }
  }

  @Test func valuesFarApartArePairedWithTheirGroups() {
    var distinct = GroupDistinct(type: .integer)
    distinct.resize(groupCount: 2)
    distinct.add(.integer(IntegerColumn(values: [1, 2, 70, 1])), GroupIDs([0, 1, 0, 0]))
    distinct.add(.integer(IntegerColumn(values: [.max, .min, 70])), GroupIDs([0, 1, 0]))
    #expect(distinct.counts == [3, 2])
    distinct.resize(groupCount: 3)
    distinct.merge(distinct, map: [2, 1])
    #expect(distinct.counts == [3, 2, 3])
  }
}

struct GroupHistogramTests {
  @Test func countsAreReadInOrder() {
    var histogram = GroupHistogram()
    let hasRoom = histogram.resize(groupCount: 2)
    #expect(hasRoom)
    for (numbers, column) in numberColumns(65)
    where numbers.allSatisfy({ ($0 ?? 0).magnitude < 1 << 14 }) {
      var values: [[Int64]] = [[], []]
      var one = GroupHistogram()
      _ = one.resize(groupCount: 2)
      let rows = Bitmap(count: 65) { $0 % 7 != 2 }
      for row in 0..<65 where rows[row] {
        if let number = numbers[row] { values[row % 2].append(number) }
      }
      let isCounted = one.add(column, GroupIDs((0..<65).map { Int32($0 % 2) }), rows: rows)
      #expect(isCounted)
      for group in 0..<2 {
        #expect(one.count(of: group) == values[group].count)
        #expect(
          values[group].indices.map { one.number($0, of: group) } == values[group].sorted())
      }
      let before = histogram.count(of: 1)
      let isMerged = histogram.merge(one, map: [1, -1])
      #expect(isMerged)
      #expect(histogram.count(of: 1) == before + values[0].count)
    }
  }

  @Test func numbersFarApartAreNotCounted() {
    var histogram = GroupHistogram()
    let outcomes = [
      histogram.resize(groupCount: 1),
      histogram.add(.integer(IntegerColumn(values: [0, .max])), GroupIDs([0, 0])),
      histogram.add(.integer(IntegerColumn(values: [0, 9])), GroupIDs([0, 0])),
      histogram.resize(groupCount: 1 << 20),
    ]
    #expect(outcomes == [true, false, true, false])
    #expect(histogram.number(1, of: 0) == 9)
  }
}
