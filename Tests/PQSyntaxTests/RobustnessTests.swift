import PQDiagnostics
import PQSyntax
import Testing

struct RobustnessTests {
  /// Texts that stop anywhere are read to their end, and whatever is left can be formatted.
  @Test func everyPrefixCanBeRead() {
    for text in Samples.statements {
      var prefix = ""
      for scalar in text.unicodeScalars {
        prefix.unicodeScalars.append(scalar)
        check(prefix)
      }
    }
  }

  @Test func everyMissingDoubledOrSwappedTokenCanBeRead() {
    for text in Samples.statements {
      let source = SourceText(text)
      let tokens = Lexer.lex(source).tokens.dropLast().map { source.text(in: $0.range) }
      for index in tokens.indices {
        var missing = tokens
        missing.remove(at: index)
        check(missing.joined(separator: " "))
        var doubled = tokens
        doubled.insert(tokens[index], at: index)
        check(doubled.joined(separator: " "))
        var swapped = tokens
        swapped.swapAt(index, (index + 1) % tokens.count)
        check(swapped.joined(separator: " "))
      }
    }
  }

  @Test func randomTokensCanBeRead() {
    var random = SystemIndependentGenerator(state: 7)
    let words = Samples.statements.flatMap { text in
      let source = SourceText(text)
      return Lexer.lex(source).tokens.dropLast().map { source.text(in: $0.range) }
    }
    for _ in 0..<1_000 {
      let count = Int(random.next() % 30)
      let picked = (0..<count).map { _ in words[Int(random.next() % UInt64(words.count))] }
      let separators = [" ", " ", " ", "\n", "\n  ", ""]
      var text = ""
      for word in picked { text += word + separators[Int(random.next() % 6)] }
      check(text)
    }
  }

  /// A text is read into statements that follow one another, or explained; formatting it is stable.
  private func check(_ text: String) {
    let source = SourceText(text)
    let parsed = Parser.parse(source)
    var position = 0
    for statement in parsed.script.statements {
      #expect(statement.range.start >= position && statement.range.end > statement.range.start)
      position = statement.range.end
    }
    #expect(position <= source.utf8Count)
    let isExplained = parsed.script.statements.allSatisfy(\.isComplete)
    #expect(isExplained == parsed.diagnostics.isEmpty, "\(text)")
    let formatted = Formatter.format(source)
    #expect(Formatter.format(SourceText(formatted)) == formatted, "\(text)")
    #expect(
      Parser.parse(SourceText(formatted)).script.statements.count
        == parsed.script.statements.count, "\(text)")
  }

  @Test(
    arguments: [
      ("", "(", 100_000, "nesting-too-deep"), ("", "(a + ", 100_000, "nesting-too-deep"),
      ("", "not ", 100_000, "nesting-too-deep"), ("x = ", "-", 100_000, "nesting-too-deep"),
      ("", "f(", 100_000, "nesting-too-deep"),
      ("", "if a then b else ", 50_000, "nesting-too-deep"),
      ("a", " + a", 100_000, "nesting-too-deep"), ("a", ".a", 100_000, "nesting-too-deep"),
      ("t", " | count", 100_000, "statement-too-long"),
      ("", "(t | append ", 50_000, "nesting-too-deep"),
      ("t where x in ", "(", 100_000, "nesting-too-deep"),
      ("", "match x { a => ", 50_000, "nesting-too-deep"),
      ("a in (1", ", 1", 400_000, "statement-too-long"), ("", "a\n", 3 << 20, "file-too-large"),
    ])
  func whatIsTooMuchIsSaidOnce(start: String, repeated: String, count: Int, code: String) {
    #expect(codes(start + String(repeating: repeated, count: count)) == [code])
  }

  @Test func twoHundredBracketsAreFine() {
    func nested(_ count: Int) -> String {
      String(repeating: "(a + ", count: count) + "1" + String(repeating: ")", count: count)
    }
    #expect(codes(nested(200)) == [])
    #expect(codes(nested(201)) == ["nesting-too-deep"])
    let formatted = Formatter.format(SourceText(nested(200)), to: .chinese)
    #expect(formatted == nested(200) + "\n")
  }

  @Test func aLongLineIsRead() {
    let list = (0..<100_000).map { "\($0)" }.joined(separator: ", ")
    #expect(codes("t where a in (\(list)) | count").isEmpty)
    #expect(codes("a = \"" + String(repeating: "x", count: 1_000_000) + "\"").isEmpty)
  }

  @Test func bytesThatAreNoTextAreExplained() {
    let noise = (0..<2_000).map { _ in "\0\u{1}\u{FFFD}§" }.joined()
    #expect(codes(noise) == ["unknown-character"])
    #expect(codes("t | count \0\0 by a") == ["unknown-character"])
  }
}

/// A small generator, so that each run reads the same texts.
private struct SystemIndependentGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SourceText {
  fileprivate var utf8Count: Int { string.utf8.count }
}
