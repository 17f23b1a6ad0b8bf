/// The few words that stand around every message, in both languages.
enum DiagnosticWords {
  static let help = LocalizedText("help", zh: "建议")
  static let note = LocalizedText("note", zh: "说明")

  static func severity(_ severity: Severity) -> LocalizedText {
    switch severity {
    case .error: LocalizedText("error", zh: "错误")
    case .warning: LocalizedText("warning", zh: "警告")
    case .note: note
    }
  }

  static func colon(_ language: Language) -> String {
    language == .chinese ? "：" : ": "
  }

  static func position(line: Int, column: Int) -> LocalizedText {
    LocalizedText("line \(line), column \(column)", zh: "第 \(line) 行，第 \(column) 列")
  }

  static func dataColumn(_ name: String) -> LocalizedText {
    LocalizedText(", column `\(name)`", zh: "，`\(name)` 列")
  }
}

extension DiagnosticPlace {
  /// Returns where the message points, as it stands after the arrow, or `nil` for nowhere.
  ///
  ///     line 1, column 21
  ///     backlog.pq:2:9
  ///     cases.csv:1042, column `decided`
  package func text(in language: Language) -> String? {
    switch self {
    case .none:
      return nil
    case .source(let source, let range):
      let line = source.line(at: range.start)
      let column = source.column(at: range.start)
      guard let name = source.name else {
        return DiagnosticWords.position(line: line, column: column).text(in: language)
      }
      return DisplayWidth.visible("\(name):\(line):\(column)")
    case .data(let place):
      var text = place.file
      if place.line > 0 { text += ":\(place.line)" }
      if let column = place.column {
        text += DiagnosticWords.dataColumn(column).text(in: language)
      }
      return DisplayWidth.visible(text)
    }
  }
}
