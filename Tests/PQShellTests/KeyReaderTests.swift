import Testing

@testable import PQShell

/// Bytes to keys.
@Suite struct KeyReaderTests {
  /// A keyboard that sends pieces of bytes, with a pause after each.
  private final class Pieces: KeySource {
    var pieces: [[UInt8]]
    private var isPausing = false

    init(_ pieces: [[UInt8]]) { self.pieces = pieces }

    func read(within milliseconds: Int32?, isWoken: Bool) -> KeySourceEvent {
      if isPausing, milliseconds != nil {
        isPausing = false
        return .nothing
      }
      guard !pieces.isEmpty else { return .end }
      isPausing = true
      return .bytes(pieces.removeFirst())
    }
  }

  private func keys(_ pieces: [[UInt8]]) -> [Key] {
    var reader = KeyReader(source: Pieces(pieces))
    var keys: [Key] = []
    while keys.last != .end, keys.count < 1000 { keys.append(reader.readKey()) }
    return keys.dropLast()
  }

  private func keys(_ text: String) -> [Key] { keys([Array(text.utf8)]) }

  private func scalars(_ text: String) -> [Key] { text.unicodeScalars.map { .scalar($0) } }

  @Test func textIsDecoded() {
    #expect(keys("aé桃🍑\r\t") == scalars("aé桃🍑\r\t"))
  }

  @Test func everySequenceIsOneKey() {
    #expect(
      keys("\u{1B}[A\u{1B}OB\u{1B}[3~x") == [.special(.up), .special(.down), .special(.delete)]
        + scalars("x"))
    #expect(
      keys("\u{1B}[H\u{1B}[1~\u{1B}[F") == [.special(.home), .special(.home), .special(.end)])
    #expect(keys("\u{1B}[1;5C\u{1B}[Z") == [.special(.wordRight), .special(.shiftTab)])
    #expect(keys("\u{1B}\r\u{1B}[13;3u") == [.special(.altEnter), .special(.altEnter)])
  }

  @Test(arguments: ["[15~", "[200;300;12M", "OP", "[[A", "[?1;2c", "[<0;3;4M"])
  func unknownSequenceVanishesWhole(sequence: String) {
    #expect(keys("a\u{1B}\(sequence)b") == scalars("ab"))
  }

  @Test func controlEndsASequence() {
    #expect(keys("\u{1B}[1;\u{3}a") == scalars("\u{3}a"))
    #expect(keys("\u{1B}[\u{1B}[A") == [.special(.up)])
    #expect(keys("\u{1B}[桃") == scalars("桃"))
  }

  @Test func escapeAloneIsAKeyAfterAPause() {
    #expect(keys([[0x1B], [0x61]]) == scalars("\u{1B}a"))
    #expect(keys("\u{1B}b") == scalars("\u{1B}b"))
    #expect(keys("\u{1B}\u{1B}[A") == [.scalar("\u{1B}"), .special(.up)])
  }

  @Test func tornSequenceIsStillOneKey() {
    // The pause comes after the bracket: longer than an ESC waits, shorter than a sequence does.
    final class Torn: KeySource {
      var rest: [[UInt8]] = [[0x1B, 0x5B], [0x41]]
      func read(within milliseconds: Int32?, isWoken: Bool) -> KeySourceEvent {
        rest.isEmpty ? .end : .bytes(rest.removeFirst())
      }
    }
    var reader = KeyReader(source: Torn())
    #expect(reader.readKey() == .special(.up))
  }

  @Test(
    arguments: [
      ([0xC3], "\u{FFFD}"), ([0xC3, 0x28], "\u{FFFD}("), ([0xFF, 0x61], "\u{FFFD}a"),
      ([0xE6, 0xA1, 0x61], "\u{FFFD}a"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC2, 0x85], "\u{FFFD}"),
      ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)])
  func brokenBytesBecomeReplacements(bytes: [UInt8], text: String) {
    #expect(keys([bytes]) == scalars(text))
  }

  @Test func everyByteSequenceEnds() {
    var state: UInt64 = 7
    for _ in 0..<500 {
      let bytes = (0..<20).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let random = UInt8(truncatingIfNeeded: state >> 33)
        return random < 60 ? 0x1B : random < 100 ? 0x5B : random
      }
      #expect(keys([bytes]).count <= bytes.count)
    }
  }

  @Test func pasteIsReadToItsMark() {
    let text = "one\r\ntwo\rthree\nfour\t五\u{3}\u{1B}[A"
    var reader = KeyReader(source: Pieces([Array("\(text)\u{1B}[201~z".utf8)]))
    #expect(reader.readPaste() == "one\ntwo\nthree\nfour\t五[A")
    #expect(reader.readKey() == .scalar("z"))
  }

  @Test func pauseEndsAtTheFirstByte() {
    var reader = KeyReader(source: Pieces([[0x61]]))
    let first = reader.pause(of: 1)
    #expect(!first)
    #expect(reader.readKey() == .scalar("a"))
    let second = [reader.pause(of: 1), reader.pause(of: 1)]
    #expect(second == [true, false], "the end is something to read, too")
    #expect(reader.readKey() == .end)
  }

  @Test func pasteWithoutItsMarkEnds() {
    var reader = KeyReader(source: Pieces([Array("half".utf8)]))
    #expect(reader.readPaste() == "half")
  }
}
