import PQColumnar
import PQDiagnostics
import PQSyntax

/// What a report pins for its run in the lines between `---` at its beginning.
///
///     ---
///     lang: zh
///     today: 2020-12-31
///     ---
///
/// Lines with other keys are for other programs and stay in the written report.
package struct ReportSettings {
  package private(set) var language: Language?
  package private(set) var today: Int64?
  package private(set) var profile: String?
  package private(set) var diagnostics: [Diagnostic] = []
  /// The front matter as the written report keeps it.
  package private(set) var remainder = ""

  package init(_ report: ReportSyntax) {
    guard let frontMatter = report.frontMatter else { return }
    for entry in frontMatter.entries {
      switch entry.key {
      case "lang":
        language = Language(rawValue: entry.value)
        if language == nil { reject(entry, expected: "`zh`, `en`", report.source) }
      case "today":
        today = CivilDate(entry.value)?.days
        if today == nil { reject(entry, expected: "`2020-12-31`", report.source) }
      case "profile":
        profile = entry.value
        if !Session.isProfile(entry.value) {
          diagnostics.append(
            Diagnostic.unknownProfile(entry.value, known: Session.profileNames)
              .at(entry.valueRange, in: report.source))
        }
      default: remainder += report.source.text(in: entry.line)
      }
    }
    if !remainder.isEmpty { remainder = "---\n\(remainder)---\n\n" }
  }

  private mutating func reject(
    _ entry: FrontMatter.Entry, expected: String, _ source: SourceText
  ) {
    diagnostics.append(
      Diagnostic.reportSetting(entry.key, entry.value, expected: expected)
        .at(entry.valueRange, in: source))
  }
}
