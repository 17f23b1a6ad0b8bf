import PQColumnar
import PQDiagnostics
import PQPlan

/// What help says of the model's tables, columns and checks; of measures and fields the session
/// itself tells.
package enum ModelHelp {
  /// Returns the pages of all things with a name in either language, or `nil` if there are none.
  ///
  ///     check harvests.weightless (重量不足一)
  ///       = weight < 1
  ///       because "what is picked weighs something"
  package static func text(
    for name: String, in catalog: Catalog, language: Language
  ) -> String? {
    let pages =
      catalog.tableSummaries.flatMap { summary in
        [table(summary, named: name, language)].compactMap { $0 }
          + columns(of: summary, named: name, language)
      } + catalog.checks(named: name).map { check($0, language) }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  /// Every name of the model, for suggestions.
  package static func names(in catalog: Catalog) -> [String] {
    catalog.tableSummaries.flatMap { summary in
      ([summary.name] + summary.fields + summary.measures).flatMap { both($0) }
        + summary.columns.flatMap { [$0.name, $0.chineseName ?? $0.name] }
    }
  }

  private static func both(_ name: CatalogName) -> [String] {
    [name.name, name.chineseName ?? name.name]
  }

  private static func title(_ kind: String, _ name: String, _ chinese: String?) -> String {
    "\(kind) \(name)" + (chinese.map { " (\($0))" } ?? "") + "\n"
  }

  private static func table(
    _ summary: TableSummary, named name: String, _ language: Language
  ) -> String? {
    guard both(summary.name).contains(name) else { return nil }
    func line(_ word: LocalizedText, _ names: [(name: String, chinese: String?)]) -> String {
      if names.isEmpty { return "" }
      let shown = names.map { language == .chinese ? $0.chinese ?? $0.name : $0.name }
      return "  \(word.text(in: language)): "
        + shown.joined(separator: language == .chinese ? "、" : ", ") + "\n"
    }
    return title("table", summary.name.name, summary.name.chineseName)
      + line(LocalizedText("columns", zh: "字段"), summary.columns.map { ($0.name, $0.chineseName) })
      + line(
        LocalizedText("derived fields", zh: "派生字段"),
        summary.fields.map { ($0.name, $0.chineseName) })
      + line(
        LocalizedText("measures", zh: "指标"), summary.measures.map { ($0.name, $0.chineseName) })
  }

  private static func columns(
    of summary: TableSummary, named name: String, _ language: Language
  ) -> [String] {
    summary.columns.filter { $0.name == name || $0.chineseName == name }.map { field in
      var text = title("column", "\(summary.name.name).\(field.name)", field.chineseName)
      if case .enumeration(let type) = field.type {
        for code in type.codes { text += "  \(code.code)" + label(code) + "\n" }
      }
      if field.isPrivate { text += "  " + hidden.text(in: language) + "\n" }
      return text
    }
  }

  private static let hidden = LocalizedText("private: shown masked", zh: "隐私：遮盖显示")

  private static func label(_ code: EnumCode) -> String {
    code.chineseLabel.map { " (\($0))" } ?? ""
  }

  private static func check(_ check: CheckSummary, _ language: Language) -> String {
    title("check", "\(check.table).\(check.name.name)", check.name.chineseName)
      + "  = \(check.condition)\n"
      + (check.reason.map { "  because \"\($0.text(in: language))\"\n" } ?? "")
  }
}
