import Testing

@testable import PQColumnar

private func naive(_ text: [UInt8], _ part: [UInt8]) -> Bool {
  text.count >= part.count
    && (0...text.count - part.count).contains { text[$0...].starts(with: part) }
}

struct SubstringSearchTests {
  /// Few letters, so that parts of the text that is looked for are everywhere, also over the borders
  /// of rows.
  private func texts(count: Int, longest: Int, seed: UInt64) -> [[UInt8]] {
    var state = seed
    return (0..<count).map { _ in
      state = TextHash.mix(state &+ 0x9E37_79B9)
      let length = Int(state % UInt64(longest + 1))
      return (0..<length).map { _ in
        state = TextHash.mix(state &+ 1)
        return UInt8(ascii: "a") + UInt8(state >> 60 & 3)
      }
    }
  }

  @Test(arguments: ["", "a", "ab", "aab", "abca", "dddd", "abcdabcd", "e", "abe"])
  func agreesWithTheNaiveOne(part: String) {
    let part = Array(part.utf8)
    for count in ColumnSamples.lengths + [700] {
      for longest in [0, 3, 40] {
        let texts = texts(count: count, longest: longest, seed: UInt64(count + longest))
        var column = TextColumn()
        for text in texts { column.append(String(decoding: text, as: UTF8.self)) }
        let search = SubstringSearch(part)
        #expect(search.rows(of: column).bools == texts.map { naive($0, part) })
        // Cut out of the middle, so that offsets may not begin at 0.
        if count > 2, case .text(let cut) = Slice.rows(1..<count - 1, of: .text(column)) {
          #expect(
            search.rows(of: cut).bools == texts[1..<count - 1].map { naive($0, part) })
        }
      }
    }
  }

  @Test func farRowsAreFoundBehindManyEmptyOnes() {
    var column = TextColumn()
    var expected: [Bool] = []
    for row in 0..<5000 {
      let text = row % 777 == 3 ? "a plum" : row % 500 == 0 ? "pear" : ""
      column.append(text)
      expected.append(text == "a plum")
    }
    #expect(SubstringSearch(Array("plum".utf8)).rows(of: column).bools == expected)
  }

  @Test func aPartThatLiesOverTwoRowsIsInNeither() {
    var column = TextColumn()
    for text in ["pl", "um", "plum", "", "p", "lum plum"] { column.append(text) }
    #expect(
      SubstringSearch(Array("plum".utf8)).rows(of: column).bools
        == [false, false, true, false, false, true])
  }
}
