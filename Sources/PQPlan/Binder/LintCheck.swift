import PQColumnar
import PQDiagnostics
import PQSyntax

/// One thing that `lint` looks for in the rows of a table.
struct LintCheck {
  var name: String
  var label: LocalizedText
  /// True for a row that contradicts itself or others.
  var condition: ExpressionSyntax
  /// Where the condition's names are looked up.
  var context: BindingContext
  var reason: LocalizedText?
}

/// One line of `lint(TABLE)`.
struct LintLine {
  var check: LintCheck
  /// The query that lists what the check finds.
  var query: String
  /// Why the check says nothing about this file.
  var obstacle: LocalizedText?
}

/// The columns of `lint(TABLE)`.
package enum LintSchema {
  package static let schema = Schema([
    Field("check", zh: "核对", type: .text, isOptional: false),
    Field("label", zh: "名称", type: .text, isOptional: false),
    Field("count", zh: "件数", type: .integer),
    Field("query", zh: "查询", type: .text, isOptional: false),
    Field("note", zh: "说明", type: .text),
  ])
}

extension Binder {
  /// The checks of a table: those that the model declares, then those that follow from its keys,
  /// its references, and the columns of the file that derived fields hide.
  func lintChecks(of entry: TableEntry, _ relation: Relation) -> [LintCheck] {
    let declared = entry.checks.map { check in
      LintCheck(
        name: check.name,
        label: LocalizedText(
          check.name.replacing("_", with: " "), zh: check.chineseName ?? check.name),
        condition: check.condition,
        context: BindingContext(source: check.source, visibleCount: check.visibleCount),
        reason: check.reason)
    }
    let names = Set(declared.map(\.name))
    let implied = keyChecks(entry) + referenceChecks(entry) + claimChecks(entry, relation)
    return declared + implied.filter { !names.contains($0.name) }
  }

  private func keyChecks(_ entry: TableEntry) -> [LintCheck] {
    guard let key = entry.declaration?.key, let field = field(key, of: entry) else { return [] }
    let name = written(key)
    return implied(
      "duplicate_\(key)",
      LocalizedText("`\(key)` of an earlier row", zh: "\(label(field))重复"),
      "row_number(\(name)) per \(name) > 1 and \(name) is not missing",
      reason: .keyOfSeveralRows)
  }

  /// References to rows that are not there.
  private func referenceChecks(_ entry: TableEntry) -> [LintCheck] {
    (entry.declaration?.columns ?? []).flatMap { column -> [LintCheck] in
      guard let reference = column.reference, let target = catalog.table(named: reference),
        let key = target.declaration?.key
      else { return [] }
      let name = written(column.field.name)
      return implied(
        "unknown_\(column.field.name)",
        LocalizedText(
          "`\(column.field.name)` in no row of `\(target.name)`",
          zh: "\(label(column.field))不在\(target.chineseName ?? target.name)表中"),
        "\(name) is not missing and \(name).\(written(key)) is missing")
    }
  }

  /// What the file says of a derived field against what the model works out.
  private func claimChecks(_ entry: TableEntry, _ relation: Relation) -> [LintCheck] {
    (relation.shadowed.map(\.field) + relation.claims.compactMap { field($0.field, of: entry) })
      .flatMap { field -> [LintCheck] in
        let name = written(field.name)
        return implied(
          "claimed_\(field.name)",
          LocalizedText(
            "`\(field.name)` in the file is not what the model works out",
            zh: "填报的\(label(field))与推算不符"),
          "claimed(\(name)) is not missing and claimed(\(name)) != \(name)")
      }
  }

  private func field(_ name: String, of entry: TableEntry) -> Field? {
    entry.storedFields.first { $0.name == name }
      ?? entry.declaration?.columns.first { $0.field.name == name }?.field
  }

  private func label(_ field: Field) -> String { field.chineseName ?? field.name }

  private func written(_ name: String) -> String {
    Printer.print(
      ExpressionSyntax(.name(NameSyntax(name, range: SourceRange(0, 0))), range: SourceRange(0, 0)))
  }

  /// Reads a condition of pq's own.
  private func implied(
    _ name: String, _ label: LocalizedText, _ condition: String, reason: LocalizedText? = nil
  ) -> [LintCheck] {
    let source = SourceText("x where " + condition)
    let script = Parser.parse(source).script
    guard case .query(.query(let query)) = script.statements.first?.kind,
      case .filter(let condition) = query.stages.first?.kind
    else { return [] }
    return [
      LintCheck(
        name: name, label: label, condition: condition,
        context: BindingContext(source: source, visibleCount: catalog.definitions.count),
        reason: reason)
    ]
  }
}
