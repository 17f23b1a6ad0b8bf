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

/// Breaks a paragraph into lines that fit the narrowest usual terminal.
private enum TextWrapping {
  /// 80 cells less the indentation.
  private static let width = 76

  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text) {
      let blankless = piece.last == " " ? String(piece.dropLast()) : piece
      if !line.isEmpty, DisplayWidth.cells(of: line + blankless) > width {
        lines.append(trimmedEnd(line))
        line = ""
      }
      line += piece
    }
    if !line.isEmpty { lines.append(trimmedEnd(line)) }
    return lines
  }

  /// A word with the blank behind it, or a Chinese character with the punctuation behind it.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    for character in text {
      let closes = "，。；：、）”！？".contains(character)
      if let last = pieces.last?.last, !canBreak(between: last, and: character) || closes {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  private static func canBreak(between left: Character, and right: Character) -> Bool {
    if right == " " || left == "（" || left == "“" { return false }
    return left == " " || isWide(left) || isWide(right)
  }

  private static func isWide(_ character: Character) -> Bool {
    DisplayWidth.cells(of: String(character)) == 2
  }

  private static func trimmedEnd(_ line: String) -> String {
    line.last == " " ? String(line.dropLast()) : line
  }
}
