import PQDiagnostics
import PQFunctions
import PQPlan
import PQSyntax

/// The functions that may be called, by what they are.
enum FunctionNames {
  /// Functions of one row, without the operators.
  static let scalars: [any FunctionDescription.Type] = FunctionRegistry.scalars.filter {
    CharacterClass.isPlainName($0.name) && !operators.contains($0.name)
  }

  static let aggregates: [any FunctionDescription.Type] =
    FunctionRegistry.aggregates + ComposedFunctions.all

  static let windows: [any FunctionDescription.Type] = FunctionRegistry.windows

  /// Functions that have a name and are written as something else.
  private static let operators: Set<String> = ["negate", "contains", "make_ratio"]

  static func isAggregate(_ name: String) -> Bool {
    FunctionRegistry.aggregate(named: name) != nil
      || ComposedFunctions.all.contains { $0.name == name || $0.chineseName == name }
  }

  static func isWindow(_ name: String) -> Bool { FunctionRegistry.window(named: name) != nil }

  /// Whether a function's arguments are sort keys.
  static func ordersRows(_ name: String) -> Bool {
    FunctionRegistry.window(named: name)?.argumentsAreSortKeys == true
  }
}

extension Candidate {
  init(
    _ function: any FunctionDescription.Type, _ kind: Kind = .function, type: LocalizedText,
    shape: Shape = .call, group: Int
  ) {
    self.init(
      function.name, zh: function.chineseName, kind, shape, type: type, group: group)
  }
}
