import PQColumnar
import PQDiagnostics

/// The help of a function, for `.help NAME` and `pq help NAME`.
///
///     round(number, [digits number])    also 四舍五入
///
///       The nearest whole number, or the nearest number with so many digits …
///
///       round(2.5)    3
///       round(-2.5)   -3
package enum FunctionHelp {
  /// Returns the help of a function or operator with a name in either language, or `nil`; a name
  /// that is both a scalar and an aggregate function gives both.
  package static func text(for name: String, language: Language) -> String? {
    var sections: [String] = []
    if let function = FunctionRegistry.scalar(named: name) {
      sections.append(section(function, language))
    }
    if let function = FunctionRegistry.aggregate(named: name) {
      sections.append(section(function, language))
    }
    if let function = FunctionRegistry.window(named: name) {
      sections.append(section(function, language))
    }
    if let function = ComposedFunctions.all.first(where: {
      $0.name == name || $0.chineseName == name
    }) {
      sections.append(section(function, language))
    }
    return sections.isEmpty ? nil : sections.joined(separator: "\n\n")
  }

  /// Returns `round(number, [digits number])`, or `number + number` for an operator.
  package static func signature(
    of function: any FunctionDescription.Type, language: Language
  ) -> String {
    let isChinese = language == .chinese
    let name = isChinese ? function.chineseName : function.name
    let parameters = function.parameters.map {
      isChinese ? ParameterNames.chinese($0) : $0
    }
    if isOperator(function) {
      switch (function.name, parameters.count) {
      case ("negate", 1): return "-\(parameters[0])"
      case (_, 1): return "\(parameters[0]) \(name)"
      case (_, 2): return "\(parameters[0]) \(name) \(parameters[1])"
      default: break
      }
    }
    return "\(name)(\(parameters.joined(separator: ", ")))"
  }

  private static func section(
    _ function: any FunctionDescription.Type, _ language: Language
  ) -> String {
    let isChinese = language == .chinese
    let twin = isChinese ? function.name : function.chineseName
    var heading = signature(of: function, language: language)
    if function.name != function.chineseName {
      heading += isChinese ? "    也可写作 \(twin)" : "    also \(twin)"
    }
    var lines = [heading, ""]
    lines += TextWrapping.lines(function.summary.text(in: language)).map { "  " + $0 }
    lines.append("")
    let width = function.examples.map { DisplayWidth.cells(of: $0.text) }.max() ?? 0
    for example in function.examples {
      let padding = String(
        repeating: " ", count: width - DisplayWidth.cells(of: example.text) + 3)
      lines.append("  " + example.text + padding + example.result)
    }
    return lines.joined(separator: "\n")
  }

  /// Operators have symbols or several words, and no brackets.
  private static func isOperator(_ function: any FunctionDescription.Type) -> Bool {
    OperatorFunctions.all.contains { $0 == function }
      && (function.name == "negate" || function.name == "contains"
        || function.name.contains { !$0.isLetter && $0 != "_" })
  }
}
