import PQColumnar
import PQDiagnostics
import PQSyntax

/// In which text, and among which definitions, names are looked up.
///
/// The body of a view, a function, a field or a measure is bound in the context of its definition,
/// wherever it is used.
struct BindingContext {
  /// The rows around the query that is being bound, which it cannot see; outermost first.
  var outerRows: [Relation] = []
  var source: SourceText
  /// How many of the catalog's definitions can be seen.
  var visibleCount: Int
  /// What the parameters of a function stand for.
  var locals: [String: BoundArgument] = [:]
  /// The rows that `it` names.
  var previousResult: PreviousResult?
}

/// An argument of a function of the language's own: written at the call, bound where it is used.
final class BoundArgument {
  let syntax: ExpressionSyntax
  let parameter: FunctionParameter
  let context: BindingContext

  init(
    _ syntax: ExpressionSyntax, _ parameter: FunctionParameter, context: BindingContext
  ) {
    self.syntax = syntax
    self.parameter = parameter
    self.context = context
  }
}

/// A field whose definition is being bound.
struct FieldInProgress: Hashable {
  var table: String
  var field: String
}

extension Binder {
  /// Runs `body` with names looked up in another context.
  mutating func inContext<Result>(
    _ other: BindingContext, _ body: (inout Binder) -> Result
  ) -> Result {
    let saved = context
    context = other
    defer { context = saved }
    return body(&self)
  }

  /// Runs `body` and takes back the diagnostics that it reported.
  mutating func capturingDiagnostics<Result>(
    _ body: (inout Binder) -> Result
  ) -> (Result, [Diagnostic]) {
    let saved = diagnostics
    diagnostics = []
    let result = body(&self)
    let found = diagnostics
    diagnostics = saved
    return (result, found)
  }

  mutating func report(_ diagnostic: Diagnostic, at range: SourceRange) {
    diagnostics.append(diagnostic.at(range, in: context.source))
  }

  func location(_ range: SourceRange) -> SourceLocation {
    SourceLocation(source: context.source, range: range)
  }

  /// The text of an expression as it was written, for messages and repairs.
  func text(_ range: SourceRange) -> String {
    context.source.text(in: range)
  }

  var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }
}
