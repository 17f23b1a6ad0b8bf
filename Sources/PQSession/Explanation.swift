import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan
import PQSyntax

/// What `explain` answers: a text to show, and what is wrong.
package struct Explanation {
  package var text: String?
  package var diagnostics: [Diagnostic]

  package init(text: String? = nil, diagnostics: [Diagnostic] = []) {
    self.text = text
    self.diagnostics = diagnostics
  }
}

extension Session {
  /// Explains a measure or a field by its name, a measure of a period, or else a query.
  ///
  ///     ripe_share                          its definition
  ///     ripe_share of 2020-08 by orchard    the same, its two numbers for each key, and the queries
  ///                                         that list the rows behind them
  ///     harvests where ripe | count         the steps in which the query is computed
  ///
  /// 期间 stands for `of`, 按 for `by`. Tables fit `width` cells.
  package func explanation(of subject: String, width: Int? = nil) -> Explanation {
    if let definition = definition(of: subject) { return Explanation(text: definition) }
    if let request = MeasureRequest(subject), !definitions(named: request.name).isEmpty {
      return drillDown(request, width: width)
    }
    let (plan, diagnostics) = explain(subject)
    return Explanation(text: plan.map { $0 + "\n" }, diagnostics: diagnostics)
  }

  /// Returns how a query will be computed, one step a line, and what is wrong with it.
  ///
  ///     session.explain("fruit where ripe | count")
  ///
  /// `isRewritten` tells whether to show the plan as it runs, or as it was written. The last
  /// query of the text is explained; declarations before it count.
  package func explain(
    _ text: String, isRewritten: Bool = true
  ) -> (plan: String?, diagnostics: [Diagnostic]) {
    let (plan, diagnostics) = boundQuery(text)
    return (
      plan.map { PlanDump.text(isRewritten ? engine.rewritten($0) : $0) }, diagnostics
    )
  }

  /// Binds the last query of a text; no plan after an error.
  func boundQuery(_ text: String) -> (plan: LogicalPlan?, diagnostics: [Diagnostic]) {
    let script = ParsedScript(SourceText(text))
    var binder = Binder(catalog: catalog, environment: engine.environment(evaluate: engine.run))
    var diagnostics = script.diagnostics
    var plan: LogicalPlan?
    for statement in script.syntax.statements where statement.isComplete {
      let (bound, found) = binder.bind(statement, in: script.source)
      diagnostics += found
      if case .query(let query, _) = bound { plan = query }
    }
    let isWrong = diagnostics.contains { $0.severity == .error }
    return (isWrong ? nil : plan, diagnostics)
  }

  // MARK: - A measure of a period

  private func drillDown(_ request: MeasureRequest, width: Int?) -> Explanation {
    let found = definitions(named: request.name)
    let isNamedByTable = request.name.contains(".")
    let end = request.period.map { ", \($0))" } ?? ")"
    let rows = "rows(\(request.name), numerator\(end)"
    guard let definition = found.first, found.count == 1, definition.isMeasure,
      request.period == nil || definition.cohort != nil
    else { return Explanation(diagnostics: boundQuery(rows).diagnostics) }
    let query = summary(of: definition, request)
    let (plan, diagnostics) = boundQuery(query)
    guard let plan else { return Explanation(diagnostics: diagnostics) }
    let columns = plan.schema.fields.map { quoted($0.name) }
    // The numbers stand before what they make.
    let keyCount = columns.count - (definition.parts == nil ? 1 : 3)
    let ordered = columns[..<keyCount] + columns[keyCount...].dropFirst() + [columns[keyCount]]
    var explanation = Explanation(text: self.definition(of: request.name).map { $0 + "\n" })
    let run = self.run(query + " | select " + ordered.joined(separator: ", "), name: nil) {
      output in
      switch output {
      case .result(let result): explanation.text? += text(of: result, width: width)
      case .diagnostic(let diagnostic): explanation.diagnostics.append(diagnostic)
      case .text: break
      }
      return true
    }
    guard run.outcome == .done else {
      explanation.text = nil
      return explanation
    }
    let queries = [query] + rowQueries(of: definition, request.period, isNamedByTable)
    explanation.text? += "\n" + queries.map { "  \(spoken($0))\n" }.joined()
    return explanation
  }

  /// The query for a measure of the rows whose cohort date lies in the period.
  private func summary(of definition: DefinitionSummary, _ request: MeasureRequest) -> String {
    var query = quoted(definition.table)
    if let period = request.period, let cohort = definition.cohort {
      let isName = CharacterClass.isPlainName(cohort)
      query += " where \(isName ? cohort : "(\(cohort))") in \(period) |"
    } else {
      query += " |"
    }
    query += " summarise \(quoted(definition.name.name))"
    if let keys = request.keys { query += " by \(keys) with total" }
    return definition.parts == nil ? query : query + " with parts"
  }

  private func text(of result: QueryResult, width: Int?) -> String {
    var writing = WriteOptions()
    writing.language = options.language
    writing.width = width
    return (try? result.text(as: .table, options: writing)) ?? ""
  }
}

/// `MEASURE [of PERIOD] [by KEY, …]`
private struct MeasureRequest {
  var name: String
  var period: String?
  var keys: String?

  init?(_ text: String) {
    let source = SourceText(text)
    let tokens = Lexer.lex(source).tokens.filter { $0.kind != .end }
    func position(of any: Set<String>) -> Int? {
      tokens.firstIndex { $0.kind == .word && any.contains($0.text) }
    }
    let of = position(of: ["of", "期间"])
    let by = position(of: ["by", "按"])
    guard let first = [of, by].compactMap({ $0 }).min(), first == 1 || first == 3 else {
      return nil
    }
    func words(_ range: Range<Int>) -> String? {
      guard let first = range.first, let last = range.last else { return nil }
      return source.text(in: SourceRange(tokens[first].range.start, tokens[last].range.end))
    }
    if let of, let by, by < of { return nil }
    guard let name = words(0..<first) else { return nil }
    self.name = name
    if let of {
      guard let period = words((of + 1)..<(by ?? tokens.count)) else { return nil }
      self.period = period
    }
    if let by {
      guard let keys = words((by + 1)..<tokens.count) else { return nil }
      self.keys = keys
    }
  }
}
