import Testing

@testable import PQColumnar

/// Integer columns in each width, with and without missing rows, as a table keeps them.
private func columns(count: Int) -> [(values: [Value], IntegerColumn)] {
  var result: [(values: [Value], IntegerColumn)] = []
  let factors: [Int64] = [7, 300, 70_000, 5_000_000_000]
  for factor in factors {
    for withMissing in [true, false] {
      var values: [Value] = []
      for row in 0..<count {
        let number = Int64(row * 37 % 23 - 5) * factor
        values.append(withMissing && row % 3 == 1 ? .missing : .integer(number))
      }
      let numbers = values.map { $0.storedInteger ?? 0 }
      let validity = withMissing ? Bitmap(values.map { !$0.isMissing }) : nil
      var column = IntegerColumn(storage: IntegerVector(narrowing: numbers), validity: validity)
      column.statistics = IntegerStatistics()
      result.append((values, column))
    }
  }
  return result
}

private let constants: [Int64] = [
  .min, -5_000_000_000, -32_768, -129, -35, 0, 7, 119, 127, 128, 300, 32_767, 70_000, .max,
]

private func holds(_ kind: ComparisonKind, _ number: Int64?, _ constant: Int64) -> Bool {
  guard let number else { return kind == .notEqual }
  return switch kind {
  case .equal: number == constant
  case .notEqual: number != constant
  case .less: number < constant
  case .lessOrEqual: number <= constant
  case .greater: number > constant
  case .greaterOrEqual: number >= constant
  }
}

struct StatisticsTests {
  @Test(arguments: ColumnSamples.lengths)
  func rangesAreThoseOfThePresentRows(count: Int) {
    for (values, column) in columns(count: count) {
      let present = values.compactMap(\.storedInteger)
      let range = column.knownRange
      #expect(range?.bounds?.lowerBound == present.min())
      #expect(range?.bounds?.upperBound == present.max())
      #expect(range?.missingCount == count - present.count)
    }
  }

  @Test(arguments: ColumnSamples.lengths)
  func narrowColumnsCompareWithAnyConstant(count: Int) {
    for (values, column) in columns(count: count) {
      for constant in constants {
        for kind in ComparisonKind.allCases {
          let expected = values.map { holds(kind, $0.storedInteger, constant) }
          let other = Column.constant(ConstantColumn(.integer(constant), count: count))
          let bare = Column.integer(
            IntegerColumn(storage: column.storage, validity: column.validity))
          for left in [bare, .integer(column)] {
            #expect(Comparison.compare(kind, left, .integer, other, .integer).bools == expected)
          }
          switch Comparison.verdict(kind, .integer(column), .integer, other, .integer) {
          case .all: #expect(expected.allSatisfy { $0 })
          case .none: #expect(expected.allSatisfy { !$0 })
          case .unknown: break
          }
        }
      }
    }
  }

  @Test func statisticsSettleWhatLiesOutsideOrAround() {
    var column = IntegerColumn(storage: .int8([3, 5, 9]))
    column.statistics = IntegerStatistics()
    func verdict(_ kind: ComparisonKind, _ constant: Int64) -> Verdict {
      Comparison.verdict(
        kind, .integer(column), .date, .constant(ConstantColumn(.date(constant), count: 3)), .date)
    }
    #expect(verdict(.less, 3) == .none)
    #expect(verdict(.less, 10) == .all)
    #expect(verdict(.less, 4) == .unknown)
    #expect(verdict(.equal, 10) == .none)
    #expect(verdict(.notEqual, 10) == .all)
    #expect(verdict(.greaterOrEqual, 3) == .all)
  }

  @Test func columnsOfATableKnowTheirRange() {
    let batch = Batch(
      columns: [.integer(IntegerColumn(values: [1, 2])), .float(FloatColumn(values: [1, 2]))],
      rowCount: 2)
    let schema = Schema([Field("n", type: .integer), Field("x", type: .float)])
    let table = Table(name: "fruit", schema: schema, blocks: [batch])
    guard case .integer(let column) = table.blocks[0].columns[0] else {
      Issue.record("no integer column")
      return
    }
    #expect(column.knownRange?.bounds == 1...2)
    #expect(IntegerColumn(values: [1]).knownRange == nil)
    #expect(column == IntegerColumn(values: [1, 2]))
  }
}
