import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan

/// What the checks of some tables found.
package struct LintReport: Sendable {
  package init() {}

  /// One check that found something, or could not be computed.
  package struct Finding: Sendable {
    let table: LocalizedText
    let check: String
    let label: String
    /// `nil` if the check could not be computed.
    let count: Int?
    let query: String
    let note: String?
  }

  package var findings: [Finding] = []
  /// How many checks were asked, those that found nothing included.
  package var checkCount = 0
  /// Tables without rows: their checks say nothing.
  package var emptyTables: [LocalizedText] = []
  /// Why tables could not be checked.
  package var diagnostics: [Diagnostic] = []

  /// Whether the records contradict themselves anywhere.
  package var hasFindings: Bool { findings.contains { ($0.count ?? 0) > 0 } }
}

extension Session {
  /// Asks the checks of every table with rows, or of one table.
  package func lint(_ name: String? = nil) -> LintReport {
    var report = LintReport()
    for summary in catalog.tableSummaries {
      let isWanted = name == nil || summary.name.name == name || summary.name.chineseName == name
      guard isWanted, name != nil || summary.isDeclared else { continue }
      let table = LocalizedText(
        summary.name.name, zh: summary.name.chineseName ?? summary.name.name)
      if (summary.rowCount ?? 0) == 0 {
        report.emptyTables.append(table)
      } else {
        lint(table, into: &report)
      }
    }
    return report
  }

  private func lint(_ table: LocalizedText, into report: inout LintReport) {
    let run = keepingCatalog { self.run("lint(`\(table.english)`)") }
    report.diagnostics += run.diagnostics
    guard let result = run.results.first else { return }
    report.checkCount += result.rowCount
    for row in 0..<result.rowCount {
      func text(_ column: String) -> String? {
        if case .text(let text) = result.value(row: row, column: column) { text } else { nil }
      }
      var count: Int?
      if case .integer(let number) = result.value(row: row, column: "count") { count = Int(number) }
      if count == 0 { continue }
      report.findings.append(
        LintReport.Finding(
          table: table, check: text("check") ?? "", label: text("label") ?? "", count: count,
          query: text("query") ?? "", note: text("note")))
    }
  }
}

extension LintReport {
  /// The findings as a table: `lint` of each table, without the checks that found nothing.
  package func table(in language: Language) -> Table {
    let fields = [Field("table", zh: "表", type: .text)] + LintSchema.schema.fields
    let columns = [
      Column(values: findings.map { .text($0.table.text(in: language)) }, type: .text),
      Column(values: findings.map { .text($0.check) }, type: .text),
      Column(values: findings.map { .text($0.label) }, type: .text),
      Column(
        values: findings.map { $0.count.map { .integer(Int64($0)) } ?? .missing }, type: .integer),
      Column(values: findings.map { .text($0.query) }, type: .text),
      Column(values: findings.map { $0.note.map(Value.text) ?? .missing }, type: .text),
    ]
    let blocks = findings.isEmpty ? [] : [Batch(columns: columns, rowCount: findings.count)]
    return Table(name: "lint", schema: Schema(fields), blocks: blocks)
  }
}
