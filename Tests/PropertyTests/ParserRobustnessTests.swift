import PQDiagnostics
import PQPlan
import PQSyntax
import PQTestSupport
import Testing

/// Broken text gives a tree and diagnostics, never a trap, and binding it gives no trap either.
@Suite struct ParserRobustnessTests {
  @Test(arguments: GoldenScripts.all)
  func everyPrefixParses(script: GoldenScripts.Script) {
    let scalars = Array(script.text.unicodeScalars)
    // Every prefix of the first kilobyte; after that the same words come again.
    for end in 0..<min(scalars.count, 1_000) {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: scalars[..<end])
      check(String(prefix))
    }
  }

  @Test(arguments: GoldenScripts.all)
  func everyTokenMutationParses(script: GoldenScripts.Script) {
    var random = SplitMix64(seed: UInt64(script.text.utf8.count))
    let tokens = script.text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == " " || $0 == "\n" })
    let odd = ["|", "(", ")", "\"", "`", "where", "by", "=", "..", "{", "}", "，", "2020-13", "\0"]
    for _ in 0..<40 {
      var changed = tokens.map(String.init)
      let place = random.below(changed.count)
      switch random.below(4) {
      case 0: changed.remove(at: place)
      case 1: changed.insert(random.pick(odd), at: place)
      case 2: changed[place] = random.pick(odd)
      default: changed.swapAt(place, random.below(changed.count))
      }
      check(changed.joined(separator: random.chance(8) ? "\n" : " "))
    }
  }

  /// Parses and binds; what matters is that both come back, and that something broken is reported.
  private func check(_ text: String) {
    let source = SourceText(text)
    let parsed = Parser.parse(source)
    let isBroken = parsed.script.statements.contains { !$0.isComplete }
    #expect(!isBroken || !parsed.diagnostics.isEmpty, "nothing is said about \(text)")
    for diagnostic in parsed.diagnostics {
      if case .source(_, let range) = diagnostic.place {
        #expect(range.start >= 0 && range.end <= source.string.utf8.count)
      }
    }
    let environment = BindingEnvironment(today: 18_627) { plan throws(QueryError) in
      throw QueryError(Diagnostic(DiagnosticCode("test", "", zh: ""), .init("no data", zh: "无数据")))
    }
    var binder = Binder(catalog: Catalog(), environment: environment)
    for statement in parsed.script.statements { _ = binder.bind(statement, in: source) }
  }
}
