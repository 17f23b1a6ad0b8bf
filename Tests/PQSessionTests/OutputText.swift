import PQDiagnostics
import PQFormats
import PQSession

/// What people can see of an output.
enum OutputText {
  /// Everything that an output can be shown as, one after another.
  static func everyFormat(of output: SessionOutput, _ language: Language) -> String {
    switch output {
    case .text(let text): return text
    case .diagnostic(let diagnostic):
      return DiagnosticRenderer.render(diagnostic, language: language)
        + CompactDiagnostic.lines(diagnostic, language: language).joined()
    case .result(let result):
      return formats(of: result).map { text(of: result, as: $0, language) }.joined()
    }
  }

  static func formats(of result: QueryResult) -> [OutputFormat] {
    OutputFormat.allCases.filter { $0 != .svg || result.chart != nil }
  }

  static func text(
    of result: QueryResult, as format: OutputFormat, _ language: Language, width: Int? = nil
  ) -> String {
    var options = WriteOptions()
    options.language = language
    options.width = width
    options.isForTerminal = width != nil
    return (try? result.text(as: format, options: options)) ?? ""
  }
}
