import Testing

@testable import PQColumnar

@Suite struct CommonTextsTests {
  /// Counts one by one.
  private func naive(_ texts: [String?]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for case .some(let text) in texts where !text.isEmpty { counts[text, default: 0] += 1 }
    return counts
  }

  private func column(_ texts: [String?]) -> Column {
    Column(values: texts.map { $0.map { .text($0) } ?? .missing }, type: .text)
  }

  @Test(arguments: Array(0...20) + [63, 64, 65])
  func putsTheMostFrequentFirst(count: Int) {
    let words = ["pear", "fig", "梨", "plum"]
    var texts: [String?] = []
    for row in 0..<count {
      if row % 5 == 4 {
        texts.append(nil)
      } else if row % 7 == 3 {
        texts.append("")
      } else {
        texts.append(words[(row * row) % 4])
      }
    }
    let counts = naive(texts)
    let plain = column(texts)
    var columns = [plain]
    let entries = Array(counts.keys).sorted() + [""]
    let codes = texts.map { UInt32(entries.firstIndex(of: $0 ?? "") ?? 0) }
    let dictionary = column(entries.map { $0 })
    if case .text(let entries) = dictionary {
      let validity = count == 0 ? nil : Bitmap(texts.map { $0 != nil })
      columns.append(
        .dictionary(DictionaryColumn(codes: codes, dictionary: entries, validity: validity)))
    }
    for column in columns {
      let found = CommonTexts.of(column, limit: 100)
      #expect(Set(found) == Set(counts.keys))
      #expect(zip(found, found.dropFirst()).allSatisfy { counts[$0] ?? 0 >= counts[$1] ?? 0 })
      #expect(CommonTexts.of(column, limit: 1) == Array(found.prefix(1)))
    }
  }

  @Test func hasNoTextsOfNumbers() {
    #expect(CommonTexts.of(Column(values: [.integer(1)], type: .integer), limit: 3) == [])
    #expect(CommonTexts.of(.constant(ConstantColumn(.text("fig"), count: 3)), limit: 3) == ["fig"])
    #expect(CommonTexts.of(.constant(ConstantColumn(.text("fig"), count: 0)), limit: 3) == [])
  }
}
