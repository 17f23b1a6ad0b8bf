import PQColumnar
import PQFunctions

/// Which types functions take and give, found by asking them: a signature is code.
enum FunctionFit {
  /// More parameters than this no function needs.
  private static let mostParameters = 4

  /// Returns the type of a function's result where it does not depend on its arguments, or `nil`.
  static func result(of name: String) -> DataType? { results[name] }

  /// Whether a function takes a type behind arguments of other types.
  static func takes(_ type: DataType, _ name: String, after before: [DataType]) -> Bool {
    functions(named: name).contains { function in
      (0...mostParameters).contains { count in
        let rest = [DataType](repeating: .unknown, count: count)
        return function.resultType(of: before + [type] + rest) != nil
      }
    }
  }

  private static func functions(named name: String) -> [any FunctionDescription.Type] {
    let scalar = FunctionRegistry.scalar(named: name).map { $0 as any FunctionDescription.Type }
    let aggregate = FunctionRegistry.aggregate(named: name).map {
      $0 as any FunctionDescription.Type
    }
    let window = FunctionRegistry.window(named: name).map { $0 as any FunctionDescription.Type }
    return [scalar, aggregate, window].compactMap { $0 }
  }

  private static let results: [String: DataType] = {
    var result: [String: DataType] = [:]
    for function in FunctionRegistry.scalars {
      for count in 0...mostParameters {
        let arguments = [DataType](repeating: .unknown, count: count)
        guard let type = function.resultType(of: arguments) else { continue }
        if type != .unknown { result[function.name] = type }
        break
      }
    }
    return result
  }()
}

extension DataType {
  /// Whether values of both types are compared and computed with each other.
  func goes(with other: DataType) -> Bool {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): true
    case (.enumeration, .text), (.text, .enumeration): true
    default:
      self == other || isNumeric && other.isNumeric || isCalendar && other.isCalendar
        || self == .duration && other == .duration
    }
  }

  /// Whether it is a day, a time or a period.
  var isCalendar: Bool {
    if case .period = self { return true }
    return isTemporal
  }
}
