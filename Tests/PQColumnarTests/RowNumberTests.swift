import PQColumnar
import Testing

/// Kernels that make row numbers: each against its naive form, over lengths around a word's edge.
struct RowNumberTests {
  static let lengths = Array(0...20) + [63, 64, 65]

  @Test(arguments: lengths)
  func splittingAndMergingGivesTheRowsBack(count: Int) {
    let flags = (0..<count).map { $0 % 3 == 1 || $0 % 7 == 0 }
    let (yes, no) = RowChoice.split(.boolean(BooleanColumn(values: Bitmap(flags))))
    #expect(yes == (0..<count).filter { flags[$0] }.map(Int32.init))
    #expect(no == (0..<count).filter { !flags[$0] }.map(Int32.init))
    let order = RowChoice.mergeOrder(yes, no)
    #expect(RowChoice.compose(order, of: yes + no) == RowChoice.rows(count: count))
    #expect(RowChoice.bits(yes, count: count) == Bitmap(flags))
  }

  @Test func tablesTurn() {
    #expect(Reshaping.interleaved(columnCount: 2, rowCount: 3) == [0, 3, 1, 4, 2, 5])
    #expect(Reshaping.interleaved(columnCount: 0, rowCount: 3) == [])
    #expect(Reshaping.repeated(rowCount: 3, times: 2) == [0, 0, 1, 1, 2, 2])
    #expect(Reshaping.cycled(rowCount: 3, through: 2) == [0, 1, 0, 1, 0, 1])
    let cells = PivotCells(
      lines: [0, 1, 0, 1], lineCount: 2, columns: [0, 0, 1, 0], columnCount: 2)
    #expect(cells.conflict == 3)
    #expect(cells.rows(inColumn: 1) == [2, -1])
  }

  @Test func partitionsAreCutShort() {
    #expect(RowPositions.first(2, of: [4, 0, 2, 1, 3], starts: [0, 3]) == [4, 0, 1, 3])
    #expect(RowPositions.first(0, of: [4, 0], starts: [0]) == [])
    #expect(RowPositions.firsts(of: [0, 1, 1, 2, 0], knownCount: 1) == [1, 3])
    #expect(RowPositions.first(of: [1, 1, -1, 0], groupCount: 3) == [3, 0, -1])
    var limiter = PartitionLimiter(types: [.text], limit: 1)
    let keys = Column(values: [.text("fig"), .missing, .text("fig")], type: .text)
    #expect(limiter.rows(of: [keys], rowCount: 3) == [0, 1])
    #expect(limiter.rows(of: [keys], rowCount: 3) == [])
  }

  @Test func combinationsStandOnceEach() {
    let columns = CrossProduct.columns([
      Column(values: [.text("a"), .text("b")], type: .text),
      Column(values: [.integer(1), .integer(2), .integer(3)], type: .integer),
    ])
    #expect(
      (0..<6).map { columns[1].value(at: $0, as: .integer).storedInteger } == [1, 2, 3, 1, 2, 3])
    #expect(columns[0].value(at: 2, as: .text) == .text("a"))
    #expect(CrossProduct.columns([Column(values: [], type: .text)])[0].count == 0)
  }

  @Test func keysOfTwoTypesMeet() {
    let decimal = DataType.decimal(scale: 2)
    #expect(CommonKey.type(.integer, decimal) == decimal)
    #expect(CommonKey.type(.date, .datetime) == .datetime)
    #expect(CommonKey.type(.text, .text) == .text)
    let large = Column(values: [.integer(.max), .integer(3)], type: .integer)
    let key = CommonKey.column(large, from: .integer, to: decimal)
    #expect(key.value(at: 0, as: decimal) == .missing)
    #expect(key.value(at: 1, as: decimal) == .decimal(Decimal(mantissa: 300, scale: 2)))
  }
}
