import FoundationEssentials
import PQColumnar
import PQDiagnostics
import PQPlan
import PQSession
import PQSyntax
import Testing

@testable import PQAssist

/// Every word of every correct script is among the candidates when it is half typed, in both
/// languages: no place of the grammar is forgotten.
@Suite struct EveryWordTests {
  struct Script: CustomTestStringConvertible, Sendable {
    var path: String
    var testDescription: String { path }
  }

  private static let folders = ["Tests/Golden", "Tests/BothLanguages", "examples"]

  static let scripts: [Script] = folders.flatMap { folder in
    let names =
      (try? FileManager.default.subpathsOfDirectory(atPath: "\(Orchard.root)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(".pq") && !$0.hasSuffix(".md.pq") }.sorted().map {
      Script(path: "\(folder)/\($0)")
    }
  }

  @Test(arguments: scripts, [Language.english, .chinese])
  func isAmongTheCandidates(script: Script, language: Language) throws {
    let path = "\(Orchard.root)/\(script.path)"
    let data = try #require(FileManager.default.contents(atPath: path))
    let walk = ScriptWalk(path: path, language: language)
    walk.go(through: String(decoding: data, as: UTF8.self))
    for word in walk.missed { Issue.record("\(word)") }
  }
}

/// Goes through a script statement by statement, asks at each word, and runs it.
private final class ScriptWalk {
  private let path: String
  private let language: Language
  private let session: Session
  private let folder = "/tmp/pq-words-\(UUID().uuidString)"
  private(set) var missed: [String] = []

  init(path: String, language: Language) {
    self.path = path
    self.language = language
    var options = SessionOptions()
    options.today = 18_627
    options.language = language
    options.folder = folder
    options.pseudonymKey = Array(0..<32)
    if !path.contains("/domain/") && !path.contains("/examples/") || path.contains("/bare/") {
      options.model = SourceText("", name: "none.pq")
    }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    session = Session(options: options)
    if path.contains("/examples/") { session.open(Orchard.root + "/examples/register") }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func go(through text: String) {
    let parsed = ParsedText(SourceText(text))
    for statement in parsed.script.statements {
      var text = parsed.lexed.source.text(in: statement.range)
      if language == .chinese {
        text = session.format(SourceText(text, name: path), to: .chinese).text ?? text
      }
      let isSound = !session.check(text, name: path).contains { $0.severity == .error }
      if isSound, statement.isComplete { ask(text) }
      session.run(text, name: path)
    }
  }

  private func ask(_ text: String) {
    var completer = Completer(
      catalog: session.catalog, environment: session.assistEnvironment, values: ValueRanking())
    completer.files = { _ in [] }
    let parsed = ParsedText(SourceText(text))
    let tokens = parsed.lexed.tokens
    for (index, token) in tokens.enumerated() where token.kind == .word {
      let before = parsed.lexed.source.text(in: SourceRange(0, token.range.start))
      let half = token.text.unicodeScalars.prefix((token.text.unicodeScalars.count + 1) / 2)
      let typed = String(String.UnicodeScalarView(half))
      let cursor = before.unicodeScalars.count + half.count
      let labels = completer.completion(in: before + typed, at: cursor)?.entries.map(\.label)
      #expect((labels?.count ?? 0) <= Completer.mostEntries)
      // Without anything typed, too, it neither traps nor offers without end.
      if language == .english {
        let all = completer.completion(in: text, at: before.unicodeScalars.count)?.entries ?? []
        #expect(all.count <= Completer.mostEntries)
      }
      guard isWanted(index, parsed) else { continue }
      let words = wanted(token, parsed.roles[index])
      let isTail = parsed.roles[index] == .keywordTail
      let isFound = words.contains { word in
        labels?.contains { $0 == word || isTail && $0.hasPrefix(word + " ") } == true
      }
      if !isFound {
        missed.append("\(before)\(typed)▮ has no `\(token.text)`, but \(labels?.prefix(8) ?? [])")
      }
    }
  }

  /// Whether a word is not one that the statement makes, or a text that is no value yet.
  private func isWanted(_ index: Int, _ parsed: ParsedText) -> Bool {
    let statement = parsed.script.statements.first?.kind
    switch parsed.roles[index] {
    case .definition, .declaration, .columnName, .plain: return false
    case .name, .code, .argument:
      // The columns of a file are not known before it is read.
      if case .importFile = statement { return false }
      let word = parsed.lexed.tokens[index].text
      // The name that a joined column has beside one of its own name is no name to be offered.
      if index > 1, word.hasPrefix("orders_"), parsed.lexed.tokens[index - 1].text == "." {
        return false
      }
      return known.contains(word) || !isText(index, parsed)
    // A column may be called `default` and have a type behind its name.
    case .keyword(.text): return parsed.roles[index - 1] != .columnName
    default: return true
    }
  }

  private var known: Set<String> { session.catalog.knownNames }

  /// Whether a word that names nothing is a text where it stands.
  private func isText(_ index: Int, _ parsed: ParsedText) -> Bool {
    switch parsed.roles[index] {
    case .code: return true
    default:
      let before = parsed.roles[index - 1]
      let first = parsed.roles.first
      return before == .keyword(.default) || first == .keyword(.let) || first == .keyword(.param)
    }
  }

  /// How the word may stand in the menu.
  private func wanted(_ token: Token, _ role: TokenRole) -> [String] {
    switch role {
    case .keyword(let keyword):
      return [token.text, KeywordTable.spelling(of: keyword, in: .english)]
        + token.phrases.map { $0.words.joined(separator: " ") }
    case .keywordTail: return [token.text]
    default: return [token.text, token.text + "()", "`\(token.text)`"]
    }
  }
}
