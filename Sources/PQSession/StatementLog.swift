import PQDiagnostics
import PQSyntax

/// A statement that ran, as much of it as a script needs that does the same.
struct ExecutedStatement: Sendable {
  enum Kind: Equatable {
    case query
    /// A `let` or a `param` of this name.
    case definition(String)
    /// Anything else that changes what names mean: `import`, `table`, `measure` …
    case declaration
    case other
  }

  let kind: Kind
  let text: String
  /// Where in the text the path of a file stands, and what it says.
  let path: (range: SourceRange, text: String)?
  /// The folder against which the path is read.
  let folder: String
  let usesPrevious: Bool
  /// Every word and quoted name.
  let words: Set<String>

  init(_ statement: StatementSyntax, in source: SourceText, folder: String) {
    text = source.text(in: statement.range)
    self.folder = folder
    var path: (range: SourceRange, text: String)?
    switch statement.kind {
    case .query: kind = .query
    case .letBinding(let binding): kind = .definition(binding.name.text)
    case .parameter(let name, _, _): kind = .definition(name.text)
    case .importFile(let template, _, _):
      kind = .declaration
      if case .text(let text)? = template.parts.first, template.parts.count == 1 {
        path = (template.range, text)
      }
    case .include(let name), .holidays(let name):
      kind = .declaration
      path = (name.range, name.text)
    case .table, .field, .measure, .secret, .check: kind = .declaration
    case .print, .assert, .broken: kind = .other
    }
    self.path = path.map { found in
      let start = found.range.start - statement.range.start
      return (SourceRange(start, found.range.end - statement.range.start), found.text)
    }
    let tokens = Lexer.lex(SourceText(text)).tokens.filter {
      $0.kind == .word || $0.kind == .quotedName
    }
    words = Set(tokens.map(\.text))
    usesPrevious = words.contains("it") || words.contains("它")
  }

  /// Returns the text for a script in another folder: the path of a file is as long as need be.
  func text(in other: String) -> String {
    guard let path, !path.text.hasPrefix("/"), let from = FilePath.real(folder),
      from != FilePath.real(other)
    else { return text }
    let bytes = Array(text.utf8)
    let quoted = StringText.quoted("\(from)/\(path.text)", isTemplate: true)
    return String(decoding: bytes[..<path.range.start], as: UTF8.self) + quoted
      + String(decoding: bytes[path.range.end...], as: UTF8.self)
  }
}

/// The statements that a session ran, in their order.
struct StatementLog: Sendable {
  private var executed: [ExecutedStatement] = []

  mutating func add(_ statements: [ExecutedStatement]) {
    executed += statements.filter { $0.kind != .other }
  }

  /// The statements that made what names mean now: without definitions that a later one has replaced
  /// before anything used them, and with the queries whose rows `it` named.
  var needed: [ExecutedStatement] {
    var result: [ExecutedStatement] = []
    var replaced: Set<String> = []
    var mentioned: Set<String> = []
    var needsPrevious = false
    for statement in executed.reversed() {
      switch statement.kind {
      case .other: continue
      case .query:
        guard needsPrevious else { continue }
        needsPrevious = false
      case .definition(let name):
        if replaced.contains(name), !mentioned.contains(name) { continue }
        replaced.insert(name)
        mentioned.remove(name)
      case .declaration: break
      }
      result.append(statement)
      needsPrevious = needsPrevious || statement.usesPrevious
      mentioned.formUnion(statement.words)
      if case .definition(let name) = statement.kind, !statement.refersToItself {
        mentioned.remove(name)
      }
    }
    return result.reversed()
  }
}

extension ExecutedStatement {
  /// Whether a definition is built on an earlier one of the same name.
  fileprivate var refersToItself: Bool {
    guard case .definition(let name) = kind else { return false }
    let tokens = Lexer.lex(SourceText(text)).tokens
    return tokens.filter { $0.text == name }.count > 1
  }
}
