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
      return "\(code.name)\n\n  \(code.explanation.text(in: language))\n"
    }
    let found = functions.filter { $0.name == topic || $0.chineseName == topic }
    if found.isEmpty { return nil }
    return found.map { text(of: $0, language: language) }.joined(separator: "\n")
  }

  static var functions: [any FunctionDescription.Type] {
    FunctionRegistry.scalars + FunctionRegistry.aggregates + FunctionRegistry.windows
  }

  /// Returns a function's names, parameters, summary and examples.
  ///
  ///     length(text)  长度
  ///
  ///       The number of characters.
  ///
  ///       length("apple") = 5
  private static func text(
    of function: any FunctionDescription.Type, language: Language
  ) -> String {
    let names = [function.name, function.chineseName]
    let (name, other) = language == .chinese ? (names[1], names[0]) : (names[0], names[1])
    var text = "\(name)(\(function.parameters.joined(separator: ", ")))  \(other)\n\n"
    text += "  \(function.summary.text(in: language))\n"
    if !function.examples.isEmpty { text += "\n" }
    for example in function.examples { text += "  \(example.text) = \(example.result)\n" }
    return text
  }
}
