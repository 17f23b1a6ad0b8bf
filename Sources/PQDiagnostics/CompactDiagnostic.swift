/// Writes messages without the drawing, as golden files keep them.
///
///     error[unknown-column] 1:18-1:23 there is no column `ofice` in `cases`
///     help: did you mean `office`?
package enum CompactDiagnostic {
  /// Returns the message's lines: the headline, then notes, then help.
  ///
  /// A range runs from its first column to the column after its last; one inside an included
  /// file is not told apart from one in the script itself.
  package static func lines(_ diagnostic: Diagnostic, language: Language) -> [String] {
    let severity = DiagnosticWords.severity(diagnostic.severity).text(in: language)
    var headline = "\(severity)[\(diagnostic.code.name)]"
    switch diagnostic.place {
    case .none:
      break
    case .source(let source, let range):
      headline += " \(position(range.start, in: source))-\(position(range.end, in: source))"
    case .data:
      headline += " " + (diagnostic.place.text(in: language) ?? "")
    }
    headline += " " + DisplayWidth.visible(diagnostic.message.text(in: language))
    var lines = [headline]
    for note in diagnostic.notes {
      lines.append(remark(DiagnosticWords.note, note, language))
    }
    if let help = diagnostic.help {
      lines.append(remark(DiagnosticWords.help, help, language))
    }
    return lines
  }

  private static func position(_ offset: Int, in source: SourceText) -> String {
    "\(source.line(at: offset)):\(source.column(at: offset))"
  }

  private static func remark(
    _ word: LocalizedText, _ text: LocalizedText, _ language: Language
  ) -> String {
    word.text(in: language) + ": " + DisplayWidth.visible(text.text(in: language))
  }
}
