import Testing

@testable import PQColumnar

private func naive(_ text: Value, _ part: Value, _ place: TextSearch.Place) -> Bool {
  guard case .text(let text) = text, case .text(let part) = part else { return false }
  let bytes = Array(text.utf8)
  let partBytes = Array(part.utf8)
  switch place {
  case .start: return bytes.starts(with: partBytes)
  case .end: return bytes.reversed().starts(with: partBytes.reversed())
  case .anywhere:
    return (0...bytes.count).contains { bytes[$0...].starts(with: partBytes) }
  }
}

struct TextSearchTests {
  @Test(arguments: [TextSearch.Place.anywhere, .start, .end])
  func agreesWithTheNaiveOne(place: TextSearch.Place) {
    for count in ColumnSamples.lengths {
      for (textValues, texts) in ColumnSamples.all(.text, count: count, seed: 1) {
        for (partValues, parts) in ColumnSamples.few(.text, count: count, seed: 2) {
          let bits = TextSearch.contains(texts, parts, at: place)
          #expect(bits.bools == zip(textValues, partValues).map { naive($0, $1, place) })
        }
      }
    }
  }

  @Test func hashesDependOnEveryByte() {
    var seen: Set<UInt64> = []
    for length in ColumnSamples.lengths {
      for position in 0..<length {
        var bytes = [UInt8](repeating: 0, count: length)
        bytes[position] = 1
        seen.insert(TextHash.hash(bytes.span))
      }
    }
    #expect(seen.count == ColumnSamples.lengths.reduce(0, +))
  }
}
