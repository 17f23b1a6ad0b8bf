import PQAssist
import PQDiagnostics
import PQPlan
import PQSession

extension MetaCommand {
  static let lint: MetaCommand = MetaCommand(
    LocalizedText("lint", zh: "体检"), in: .looking,
    argument: LocalizedText("[TABLE]", zh: "[表名]"), kind: .table,
    summary: LocalizedText(
      "says what the records of a table, or of every table, contradict",
      zh: "指出某个表或全部表的记录中有哪些矛盾"),
    details: LocalizedText(
      "Each check that found something, with its count and the query that lists the rows, and each that "
        + "could not be computed.",
      zh: "列出有发现的核对项、件数和列出各行的查询，以及未能核对的项。"),
    examples: [LocalizedText(".lint fruit", zh: ".体检 水果")],
    run: { argument, context in
      let summaries = context.catalog.tableSummaries
      let names = summaries.flatMap { [$0.name.name, $0.name.chineseName ?? $0.name.name] }
      if !argument.isEmpty, !names.contains(argument) {
        let nearest = SpellingSuggestion.nearest(to: argument, among: names).first
        context.writer.show(.unknownSchemaTable(argument, nearest: nearest))
        return .failed
      }
      let table = argument.isEmpty ? nil : argument
      let report = Found<LintReport>()
      let outcome = context.host.perform { session in
        let found = session.lint(table)
        report.value = found
        return found.diagnostics
      }
      if let report = report.value { context.host.page(report.text(in: context.language)) }
      if case .ended = outcome { return outcome }
      return .done
    })
}

/// What work on another thread has found, for the thread that waits for it.
final class Found<Value> {
  var value: Value?
}
