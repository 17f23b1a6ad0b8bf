import PQDiagnostics

extension LintReport {
  /// The report to read: findings by table, what could not be computed, and how many checks were
  /// asked.
  ///
  ///     cases
  ///       2  closed before registered: …
  ///          cases where date(closed) < date(registered)
  ///
  ///     31 checks: 1 found something, 3 could not be computed
  package func text(in language: Language) -> String {
    var lines: [String] = []
    var previous: LocalizedText?
    let isChinese = language == .chinese
    let width = findings.map { String($0.count ?? 0).count }.max() ?? 1
    for finding in findings where finding.count != nil {
      if finding.table != previous {
        if previous != nil { lines.append("") }
        lines.append(heading(finding.table, in: language))
        previous = finding.table
      }
      let count = String(finding.count ?? 0)
      let gap = String(repeating: " ", count: width - count.count + 2)
      let note = finding.note.map { (isChinese ? "：" : ": ") + $0 } ?? ""
      lines.append("\(gap)\(count)  \(finding.label)\(note)")
      lines.append(String(repeating: " ", count: width + 4) + finding.query)
    }
    let skipped = findings.filter { $0.count == nil }
    if !skipped.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines.append(isChinese ? "未能核对" : "not computed")
      for finding in skipped {
        let note = finding.note ?? ""
        lines.append("  \(finding.table.text(in: language)).\(finding.label): \(note)")
      }
    }
    if !lines.isEmpty { lines.append("") }
    return (lines + [summary(skipped.count).text(in: language)]).joined(separator: "\n") + "\n"
  }

  private func heading(_ table: LocalizedText, in language: Language) -> String {
    language == .chinese && table.chinese != table.english
      ? "\(table.chinese) \(table.english)" : table.english
  }

  private func summary(_ skipped: Int) -> LocalizedText {
    let found = findings.count - skipped
    var english = "\(checkCount) check\(checkCount == 1 ? "" : "s"): "
    english += found == 0 ? "nothing found" : "\(found) found something"
    var chinese = "共核对 \(checkCount) 项：" + (found == 0 ? "未发现问题" : "\(found) 项有发现")
    if skipped > 0 {
      english += ", \(skipped) could not be computed"
      chinese += "，\(skipped) 项未能核对"
    }
    if !emptyTables.isEmpty {
      english += "\nno rows: " + emptyTables.map(\.english).joined(separator: ", ")
      chinese += "\n没有行的表：" + emptyTables.map(\.chinese).joined(separator: "、")
    }
    return LocalizedText(english, zh: chinese)
  }
}
