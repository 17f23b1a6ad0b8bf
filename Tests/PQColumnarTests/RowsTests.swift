import Testing

@testable import PQColumnar

/// Putting columns together, cutting them, and picking rows: on arrays these are one line each.
struct RowsTests {
  @Test(arguments: ColumnSamples.types)
  func concatenationKeepsEveryRow(type: DataType) {
    for count in [0, 1, 2, 7, 63, 64, 65] {
      for (leftValues, left) in ColumnSamples.all(type, count: count, seed: 3) {
        for (rightValues, right) in ColumnSamples.few(type, count: 65 - count % 65, seed: 4) {
          let result = Concatenation.columns([left, right, left])
          #expect(result.count == 2 * leftValues.count + rightValues.count)
          #expect(result.values(as: type) == leftValues + rightValues + leftValues)
        }
      }
    }
    #expect(Concatenation.columns([]).count == 0)
  }

  @Test func aMissingLiteralFitsEveryColumn() {
    let missing = Column.constant(ConstantColumn(.missing, count: 2))
    for type in ColumnSamples.types {
      for (values, column) in ColumnSamples.all(type, count: 5) {
        let result = Concatenation.columns([missing, column])
        #expect(result.values(as: type) == [.missing, .missing] + values)
      }
    }
  }

  @Test func dictionariesAreMerged() {
    let columns = [["b", "a"], ["c", "b"]].map { texts -> Column in
      let column = Column(values: texts.map(Value.text), type: .text)
      return .dictionary(DictionaryEncoding.encoded(column.asText))
    }
    guard case .dictionary(let merged) = Concatenation.columns(columns) else {
      Issue.record("not a dictionary")
      return
    }
    #expect(merged.codes == [0, 1, 2, 0])
    #expect(merged.dictionary.count == 3)
  }

  @Test(arguments: ColumnSamples.types)
  func slicesAreRuns(type: DataType) {
    for count in ColumnSamples.lengths {
      for (values, column) in ColumnSamples.all(type, count: count) {
        for start in Set([0, 1, count / 2, count]) where start <= count {
          for end in Set([start, (start + count) / 2, count]) {
            let slice = Slice.rows(start..<end, of: column)
            #expect(slice.values(as: type) == Array(values[start..<end]))
          }
        }
      }
    }
  }

  @Test(arguments: ColumnSamples.types)
  func gatheringPicksRows(type: DataType) {
    for count in ColumnSamples.lengths {
      for (values, column) in ColumnSamples.all(type, count: count) {
        let rows = (0..<count).reversed().map(Int32.init) + [-1]
        let result = Gather.rows(rows, of: column)
        #expect(result.values(as: type) == values.reversed() + [.missing])
      }
    }
  }

  @Test(arguments: ColumnSamples.types)
  func choiceTakesEachRowFromOneSide(type: DataType) {
    for count in ColumnSamples.lengths {
      let bits = Bitmap((0..<count).map { $0 % 3 != 1 })
      for (firstValues, first) in ColumnSamples.all(type, count: count, seed: 5) {
        for (secondValues, second) in ColumnSamples.few(type, count: count, seed: 6) {
          let result = Choice.rows(bits, first, else: second)
          let expected = (0..<count).map { bits[$0] ? firstValues[$0] : secondValues[$0] }
          #expect(result.values(as: type) == expected)
        }
      }
    }
  }

  @Test func bitsAppendAndCut() {
    for left in ColumnSamples.lengths {
      for right in ColumnSamples.lengths {
        let first = (0..<left).map { $0 % 3 == 0 }
        let second = (0..<right).map { $0 % 2 == 0 }
        var bits = Bitmap(first)
        bits.append(contentsOf: Bitmap(second))
        #expect(bits == Bitmap(first + second))
        #expect(Slice.bits(left..<left + right, of: bits) == Bitmap(second))
        #expect(
          Conditions.rows(bits) == (first + second).indices.filter { bits[$0] }.map(Int32.init))
      }
    }
  }

  @Test func dictionaryEncodingGoesBothWays() {
    for count in ColumnSamples.lengths {
      for (_, column) in ColumnSamples.all(.text, count: count) {
        let text = column.asText
        let encoded = DictionaryEncoding.encoded(text)
        #expect(DictionaryEncoding.decoded(encoded) == text)
        #expect(
          Set(Column.text(encoded.dictionary.entries).values(as: .text)).count
            == encoded.dictionary.count)
      }
    }
  }
}
