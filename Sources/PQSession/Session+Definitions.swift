import PQDiagnostics
import PQPlan
import PQSyntax

extension Session {
  /// Returns how a measure or field is defined, in the session's language, or `nil` if none has this
  /// name; `TABLE.NAME` names one of several.
  ///
  ///     measure harvests.ripe_share (成熟占比)
  ///       = share(ripe)
  ///       numerator    count(where ripe)
  ///       denominator  count
  ///       cohort date  picked
  ///       because      "the cooperative's handbook"
  ///       declared in  model.pq
  ///       rows         rows(ripe_share, numerator)
  ///                    rows(ripe_share, denominator)
  package func definition(of name: String) -> String? {
    let found = definitions(named: name)
    if found.isEmpty { return nil }
    return found.map { definition in
      let isAlone = catalog.definitions(named: definition.name.name).count == 1
      let queries =
        isAlone ? rowQueries(of: definition, nil) : rowQueries(of: definition, nil, true)
      return DefinitionText(definition, self).text(queries: queries)
    }.joined(separator: "\n")
  }

  func definitions(named name: String) -> [DefinitionSummary] {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return catalog.definitions(named: name) }
    let tables = catalog.tableSummaries.map(\.name).filter {
      $0.name == parts[0] || $0.chineseName == parts[0]
    }
    return catalog.definitions(named: parts[1]).filter { found in
      tables.contains { $0.name == found.table }
    }
  }

  /// The queries that list the rows behind a measure's numbers, as far as they can be told.
  func rowQueries(
    of definition: DefinitionSummary, _ period: String?, _ namesTable: Bool = false
  ) -> [String] {
    guard definition.isMeasure else { return [] }
    let name = (namesTable ? "\(quoted(definition.table))." : "") + quoted(definition.name.name)
    let end = period.map { ", \($0))" } ?? ")"
    let parts = definition.parts == nil ? ["numerator"] : ["numerator", "denominator"]
    return parts.map { "rows(\(name), \($0)\(end)" }.filter { boundQuery($0).plan != nil }
  }

  /// A name as a query can hold it.
  func quoted(_ name: String) -> String { NameText.spelled(name) }

  /// An expression or a query in the session's language, on one line.
  func spoken(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.drop { $0 == " " })
    }
    let line = text.contains("#") ? text : lines.joined(separator: " ")
    guard options.language == .chinese else { return line }
    let formatted = Formatter.format(SourceText(line), to: .chinese, names: nameTranslation)
    return formatted.hasSuffix("\n") ? String(formatted.dropLast()) : formatted
  }
}

/// The page of one definition.
private struct DefinitionText {
  private let definition: DefinitionSummary
  private let session: Session
  private let language: Language

  init(_ definition: DefinitionSummary, _ session: Session) {
    self.definition = definition
    self.session = session
    language = session.options.language
  }

  func text(queries: [String]) -> String {
    let word =
      definition.isMeasure ? LocalizedText("measure", zh: "指标") : LocalizedText("field", zh: "字段")
    var text = "\(word.text(in: language)) \(definition.table).\(definition.name.name)"
    if let chinese = definition.name.chineseName { text += " (\(chinese))" }
    text += "\n  = \(session.spoken(definition.definition))\n"
    if let parts = definition.parts {
      text += line(.numerator, number(parts.numerator))
      text += line(.denominator, number(parts.denominator))
    }
    if let cohort = definition.cohort { text += line(.cohort, session.spoken(cohort)) }
    if let reason = definition.reason { text += line(.because, "\"\(reason.text(in: language))\"") }
    if let file = definition.file { text += line(.file, file) }
    for (position, query) in queries.enumerated() {
      text += line(position == 0 ? .rows : nil, session.spoken(query))
    }
    return text
  }

  /// One side of a ratio; one over all rows is no expression that a query could hold.
  private func number(_ text: String) -> String {
    let ending = " of all rows"
    guard text.hasSuffix(ending), language == .chinese else { return session.spoken(text) }
    return session.spoken(String(text.dropLast(ending.count))) + "（全部行）"
  }

  private enum Label: CaseIterable {
    case numerator
    case denominator
    case cohort
    case because
    case file
    case rows

    var text: LocalizedText {
      switch self {
      case .numerator: LocalizedText("numerator", zh: "分子")
      case .denominator: LocalizedText("denominator", zh: "分母")
      case .cohort: LocalizedText("cohort date", zh: "归期")
      case .because: LocalizedText("because", zh: "依据")
      case .file: LocalizedText("declared in", zh: "声明于")
      case .rows: LocalizedText("rows", zh: "明细")
      }
    }
  }

  private func line(_ label: Label?, _ text: String) -> String {
    let width = Label.allCases.map { DisplayWidth.cells(of: $0.text.text(in: language)) }.max() ?? 0
    let head = label?.text.text(in: language) ?? ""
    let gap = String(repeating: " ", count: width - DisplayWidth.cells(of: head) + 2)
    return "  \(head)\(gap)\(text)\n"
  }
}
