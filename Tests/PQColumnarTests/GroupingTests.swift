import Testing

@testable import PQColumnar

/// Numbers rows by first appearance, looking through all earlier rows.
private func naiveGroups(_ rows: [[Value]]) -> [Int32] {
  var firstRows: [[Value]] = []
  return rows.map { row in
    if let group = firstRows.firstIndex(where: { isSame($0, row) }) { return Int32(group) }
    firstRows.append(row)
    return Int32(firstRows.count - 1)
  }
}

private func isSame(_ left: [Value], _ right: [Value]) -> Bool {
  zip(left, right).allSatisfy { ValueOrder.compare($0, $1) == 0 }
}

private func transposed(_ columns: [[Value]]) -> [[Value]] {
  (columns.first ?? []).indices.map { row in columns.map { $0[row] } }
}

struct GroupTableTests {
  @Test(arguments: ColumnSamples.types, [DataType.integer, .text, .float])
  func agreesWithTheNaiveOne(first: DataType, second: DataType) {
    for count in ColumnSamples.lengths {
      for (firstValues, firstColumn) in ColumnSamples.all(first, count: count, seed: 1) {
        for (secondValues, secondColumn) in ColumnSamples.few(second, count: count, seed: 2) {
          var table = GroupTable(types: [first, second])
          let keys = [firstColumn, secondColumn]
          let groups = table.groups(of: keys, rowCount: count)
          let rows = transposed([firstValues, secondValues])
          #expect(groups == naiveGroups(rows))
          #expect(table.existingGroups(of: keys, rowCount: count) == groups)
          let found = transposed(
            zip(table.keyColumns(), table.types).map { $0.values(as: $1) })
          for (row, group) in groups.enumerated() {
            #expect(isSame(found[Int(group)], rows[row]))
          }
        }
      }
    }
  }

  @Test(arguments: ColumnSamples.types)
  func mergingIsGroupingBehindEachOther(type: DataType) {
    for count in [0, 1, 9, 65] {
      for (leftValues, left) in ColumnSamples.all(type, count: count, seed: 1) {
        for (rightValues, right) in ColumnSamples.few(type, count: 20, seed: 8) {
          var table = GroupTable(types: [type])
          let leftGroups = table.groups(of: [left], rowCount: count)
          var other = GroupTable(types: [type])
          let rightGroups = other.groups(of: [right], rowCount: 20)
          let map = table.merge(other)
          #expect(
            leftGroups + rightGroups.map { map[Int($0)] }
              == naiveGroups((leftValues + rightValues).map { [$0] }))
        }
      }
    }
  }

  @Test func manyGroupsStayApart() {
    var table = GroupTable(types: [.integer, .text])
    let numbers = Column.integer(IntegerColumn(values: (0..<5000).map { Int64($0 % 2500) << 32 }))
    let texts = Column(values: (0..<5000).map { .text("t\($0 % 2500)") }, type: .text)
    let groups = table.groups(of: [numbers, texts], rowCount: 5000)
    #expect(groups == (0..<5000).map { Int32($0 % 2500) })
    #expect(table.groupCount == 2500)
  }

  @Test func aRowThatIsInNoGroupIsFoundNowhere() {
    var table = GroupTable(types: [.text])
    _ = table.groups(of: [Column(values: [.text("plum")], type: .text)], rowCount: 1)
    let probe = Column(values: [.text("fig"), .text("plum"), .missing, .text("")], type: .text)
    #expect(table.existingGroups(of: [probe], rowCount: 4) == [-1, 0, -1, -1])
    #expect(table.groupCount == 1)
  }

  @Test func withoutKeysAllRowsAreOneGroup() {
    var table = GroupTable(types: [])
    #expect(table.existingGroups(of: [], rowCount: 2) == [-1, -1])
    #expect(table.groups(of: [], rowCount: 3) == [0, 0, 0])
    #expect(table.groupCount == 1)
    #expect(table.keyColumns().isEmpty)
  }

  @Test(arguments: ColumnSamples.types)
  func equalRowsHashAlike(type: DataType) {
    for (values, column) in ColumnSamples.all(type, count: 65) {
      let hashes = RowHash.hashes(of: [column, column], types: [type, type], rowCount: 65)
      let groups = naiveGroups(values.map { [$0] })
      #expect(Set(hashes).count == Set(groups).count)
      let plain = Column(values: values, type: type)
      #expect(hashes == RowHash.hashes(of: [plain, plain], types: [type, type], rowCount: 65))
    }
  }

  @Test(arguments: ColumnSamples.types)
  func membershipAgreesWithEquality(type: DataType) {
    for count in ColumnSamples.lengths {
      for (values, column) in ColumnSamples.all(type, count: count) {
        for list in [[], [values.first ?? .missing], [.missing], Array(values.prefix(3))] {
          let bits = Membership(values: list, type: type).contains(column)
          #expect(bits.bools == values.map { value in list.contains { isSame([$0], [value]) } })
        }
      }
    }
  }

  @Test func membershipMeetsOtherNumbers() {
    let column = Column.integer(IntegerColumn(values: [1, 2, 3]))
    let list: [Value] = [.decimal(Decimal(mantissa: 20, scale: 1)), .float(3), .integer(7)]
    #expect(Membership(values: list, type: .integer).contains(column).bools == [false, true, true])
    let days = Column.integer(IntegerColumn(values: [0, 1]))
    #expect(
      Membership(values: [.datetime(86_400), .datetime(1)], type: .date).contains(days).bools
        == [false, true])
  }
}
