import Testing

/// Keys at random: whatever comes from the keyboard, the editor must live and obey afterwards.
@Suite struct RandomKeysTests {
  /// Makes one random event: text, control keys, whole and half sequences, pastes, broken bytes.
  private struct Keys {
    private var state: UInt64
    private let sequences = [
      "[A", "[B", "[C", "[D", "[3~", "OH", "OF", "[15~", "[1;5C", "[", "[1", "O", "[Z",
      "[5~", "[6~", "\r",
    ]
    private let texts = ["a", "桃", "🍑", "é\u{301}", "fruit | count", " ", "\"", "不销"]

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 5 }

    mutating func next() -> [UInt8] {
      switch random(12) {
      case 0..<4: return Array(texts[random(texts.count)].utf8)
      case 4, 5: return [0x1B] + Array(sequences[random(sequences.count)].utf8)
      case 6: return Array("\u{1B}[200~一\r\n二\u{3}\u{1B}[201~".utf8)
      case 7: return [UInt8(0x80 + random(0x80))]
      case 8: return [0x1B, UInt8(0x21 + random(0x5D))]
      default:
        let control = UInt8(random(32))
        // Ctrl-D may end the editor rightly; between two lines, when the terminal is its own master
        // again, Ctrl-S stops its output, Ctrl-Z the program, and Ctrl-\ ends it.
        return [[0x04, 0x13, 0x1A, 0x1C].contains(control) ? 0x7F : control]
      }
    }

    private mutating func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }

  @Test(arguments: ["bind -e\n", "bind -v\n"], [1, 2, 3])
  func editorSurvives(editrc: String, seed: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(editrc, to: ".editrc")
    let words = (1...40).map { "a\($0)\ta\($0)()\t桃\t1" }.joined(separator: "\n")
    let child = TerminalChild(
      builtProgram("line-editor-demo"), rows: 12, columns: 30,
      environment: ["HOME": folder.path, "VISUAL": "false", "DEMO_WORDS": words])
    #expect(child.wait { $0.line(0) == "查询>" })
    var keys = Keys(seed: seed)
    for _ in 0..<400 {
      child.type(keys.next())
      child.drain()
    }
    // The first ones may still belong to a command that waits for a character.
    child.type("\u{3}\u{3}\u{3}")
    #expect(child.wait { $0.line($0.row) == "查询>" && $0.column == 6 })
    child.type("alive\r")
    #expect(child.wait { $0.lines.contains("[alive]") })
    #expect(child.screen.unknown.isEmpty)
  }
}
