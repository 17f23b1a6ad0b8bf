import PQAssist
import PQColumnar
import PQDiagnostics
import PQPlan

/// What the shell knows about the line being typed: its colors, what Tab may insert, and what is
/// wrong with it so far.
///
/// It asks the session for nothing but names and small looks at the rows, and only while no
/// statement runs.
package final class LineAssistance {
  /// The commands to the shell.
  package var commands: [CommandForm] = []
  /// Statements of earlier days, the latest first.
  package var history: () -> [String] = { [] }
  /// What `.help` explains beside stages, functions, commands and the model's names.
  package var topics: [String] = []
  private var session: (any ShellSession)?
  private let values = ValueRanking()
  /// What the session knows now, found when a line is first looked at: a script's lines never are.
  private var knowledge: Knowledge?
  /// The rows whose tables were prepared.
  private var preparedRows: Set<ObjectIdentifier> = []
  private var lastCheck: (text: String, check: LineCheck)?
  private var lastHint: (text: String, hint: String)?

  private struct Knowledge {
    var names: KnownNames
    var completer: Completer
    var catalog: Catalog
    var environment: BindingEnvironment
    /// Whether the tables are so small that words can be looked up among their values at each pause.
    var hasFewRows: Bool
  }

  /// More rows than this are not gone through while somebody types.
  private static let fewRows = 200_000
  /// Coloring and checking a longer text would be felt at each key.
  private static let longestChecked = 1 << 12

  package init() {}

  /// Takes what means something from now on.
  package func learn(_ session: any ShellSession) {
    self.session = session
    knowledge = nil
    lastCheck = nil
    lastHint = nil
  }

  /// Lets the editor ask.
  package func attach(to hooks: inout LineEditorHooks) {
    hooks.highlight = { [self] in styles($0) }
    hooks.complete = { [self] in completion(in: $0, at: $1) }
    hooks.hint = { [self] in hint(for: $0) }
    hooks.pendingMessage = { [self] in pendingMessage(for: $0) }
  }

  /// Returns one style for each scalar of a text.
  package func styles(_ text: String) -> [CellStyle] {
    var styles = [CellStyle](repeating: .plain, count: text.unicodeScalars.count)
    if MetaCommandCall(text) != nil { return styles }
    var highlights = Highlighter.highlights(
      in: text, names: known()?.names, check: check(text))[...]
    var offset = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      while let first = highlights.first, first.range.end <= offset { highlights.removeFirst() }
      guard let first = highlights.first else { break }
      if first.range.start <= offset { styles[index] = Self.style(of: first.kind) }
      offset += UTF8.width(scalar)
    }
    return styles
  }

  /// Returns what Tab may insert at a place, counted in scalars.
  package func completion(in text: String, at cursor: Int) -> LineCompletion? {
    guard let found = known()?.completer.completion(in: text, at: cursor) else { return nil }
    let entries = found.entries.map {
      LineCompletion.Entry(
        label: $0.label, insertion: $0.insertion, detail: $0.detail, cursorBack: $0.cursorBack)
    }
    return LineCompletion(range: found.range, entries: entries)
  }

  /// Returns what the single completion at the end of a text would add.
  package func hint(for text: String) -> String {
    if let lastHint, lastHint.text == text { return lastHint.hint }
    guard text.utf8.count <= Self.longestChecked else { return "" }
    let hint = known()?.completer.hint(for: text) ?? ""
    lastHint = (text, hint)
    return hint
  }

  /// Returns one line that says what is wrong with a text so far.
  package func pendingMessage(for text: String) -> String? {
    guard MetaCommandCall(text) == nil, let known = known(),
      text.utf8.count <= Self.longestChecked
    else { return nil }
    let check = LineCheck(
      text, catalog: known.catalog, environment: known.environment,
      looksAtValues: known.hasFewRows)
    return check.pendingMessage(in: known.environment.language)
  }

  private func check(_ text: String) -> LineCheck? {
    guard let known = known(), text.utf8.count <= Self.longestChecked else { return nil }
    if let lastCheck, lastCheck.text == text { return lastCheck.check }
    let check = LineCheck(text, catalog: known.catalog, environment: known.environment)
    lastCheck = (text, check)
    return check
  }

  private func known() -> Knowledge? {
    if let knowledge { return knowledge }
    guard let session else { return nil }
    let catalog = session.catalog
    let environment = session.assistEnvironment
    values.keepOnly(tables: catalog.currentRows)
    var completer = Completer(catalog: catalog, environment: environment, values: values)
    completer.commands = commands
    completer.topics = topics
    completer.history = history
    completer.profiles = session.knownProfiles
    completer.files = { [session] in session.fileNames(in: $0) }
    let rows = catalog.tableSummaries.map { $0.rowCount ?? 0 }.reduce(0, +)
    let result = Knowledge(
      names: KnownNames(catalog), completer: completer, catalog: catalog,
      environment: environment, hasFewRows: rows <= Self.fewRows)
    knowledge = result
    prepare(result)
    return result
  }

  /// Binds the fields of the tables while the first word is typed: else the key behind a table's name
  /// would be felt.
  private func prepare(_ known: Knowledge) {
    let rows = known.catalog.currentRows
    guard rows != preparedRows, !rows.isEmpty else { return }
    preparedRows = rows
    let (catalog, environment) = (known.catalog, known.environment)
    let (today, language) = (environment.today, environment.language)
    let revealed = environment.revealed
    BackgroundThread.start {
      let quiet = BindingEnvironment(today: today, language: language, revealed: revealed) {
        _ throws(QueryError) in Table(name: "", schema: Schema([]), blocks: [])
      }
      var binder = Binder(catalog: catalog, environment: quiet)
      binder.prepareTables()
      Completer.prepareTables()
    }
  }

  private static func style(of kind: HighlightKind) -> CellStyle {
    switch kind {
    case .keyword: .keyword
    case .function: .function
    case .string: .string
    case .number: .number
    case .period: .period
    case .comment, .bracket: .faint
    case .table, .column: .plain
    case .code: .code
    case .unknown: .underlined
    case .mistake: .mistake
    }
  }
}
