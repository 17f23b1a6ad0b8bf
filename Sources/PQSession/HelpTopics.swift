import PQDiagnostics
import PQExecution
import PQFormats
import PQFunctions
import PQPlan
import PQSyntax

/// What help can say about a function or the code of a message.
package enum HelpTopics {
  /// Every code that the engine can give, each once: a number in a script and one in a file can be
  /// unreadable for the same reason.
  package static let codes: [DiagnosticCode] = {
    var known: Set<DiagnosticCode> = []
    let all =
      SyntaxDiagnostics.codes + FunctionDiagnostics.codes + FormatDiagnostics.codes
      + PlanDiagnostics.codes + ExecutionDiagnostics.codes + SessionDiagnostics.codes
    return all.filter { known.insert($0).inserted }
  }()

  /// Every topic's name, for suggestions.
  package static var names: [String] {
    functions.flatMap { [$0.name, $0.chineseName] } + codes.map(\.name)
  }

  /// Returns the text of a topic, or `nil` if there is none.
  package static func text(
    _ topic: String, language: Language, extraCodes: [DiagnosticCode] = []
  ) -> String? {
    if let code = (codes + extraCodes).first(where: { $0.name == topic }) {
      let lines = TextWrapping.lines(code.explanation.text(in: language))
      return "\(code.name)\n\n" + lines.map { "  \($0)\n" }.joined()
    }
    return FunctionHelp.text(for: topic, language: language).map { $0 + "\n" }
  }

  /// Every function, operators included.
  package static var functions: [any FunctionDescription.Type] {
    FunctionRegistry.scalars + FunctionRegistry.aggregates + FunctionRegistry.windows
  }
}
