/// Every function that the language has: an extension is one new file and one line in the list of
/// its folder.
package enum FunctionRegistry {
  package static let scalars: [any ScalarFunction.Type] =
    OperatorFunctions.all + TextFunctions.all + NumberFunctions.all + TimeFunctions.all
    + CastFunctions.all + OtherFunctions.all
  package static let aggregates: [any AggregateFunction.Type] = AggregateFunctions.all
  package static let windows: [any WindowFunction.Type] = WindowFunctions.all

  private static let scalarsByName = byName(scalars) { [$0.name, $0.chineseName] }
  private static let aggregatesByName = byName(aggregates) { [$0.name, $0.chineseName] }
  private static let windowsByName = byName(windows) { [$0.name, $0.chineseName] }

  /// Returns the scalar function with a name in either language, or with an operator's symbol.
  package static func scalar(named name: String) -> (any ScalarFunction.Type)? {
    scalarsByName[name]
  }

  package static func aggregate(named name: String) -> (any AggregateFunction.Type)? {
    aggregatesByName[name]
  }

  package static func window(named name: String) -> (any WindowFunction.Type)? {
    windowsByName[name]
  }

  /// The first function of a list keeps a name that two of them use.
  private static func byName<Function>(
    _ functions: [Function], names: (Function) -> [String]
  ) -> [String: Function] {
    var result: [String: Function] = [:]
    for function in functions {
      for name in names(function) where result[name] == nil { result[name] = function }
    }
    return result
  }
}
