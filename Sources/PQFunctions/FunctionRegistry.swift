/// Every function that the language has: an extension is one new file and one line here.
package enum FunctionRegistry {
  package static let scalars: [any ScalarFunction.Type] = []
  package static let aggregates: [any AggregateFunction.Type] = []
  package static let windows: [any WindowFunction.Type] = []

  /// Returns the scalar function with a name in either language, or with an operator's symbol.
  package static func scalar(named name: String) -> (any ScalarFunction.Type)? {
    scalars.first { $0.name == name || $0.chineseName == name }
  }

  package static func aggregate(named name: String) -> (any AggregateFunction.Type)? {
    aggregates.first { $0.name == name || $0.chineseName == name }
  }

  package static func window(named name: String) -> (any WindowFunction.Type)? {
    windows.first { $0.name == name || $0.chineseName == name }
  }
}
