import PQDiagnostics

/// Writes days and periods as the language reads them.
package enum PeriodText {
  /// Returns the English spelling.
  ///
  ///     2020-08    2020-08-07T14:30    last month    last 7 days    year to date
  package static func text(_ period: PeriodSyntax) -> String {
    switch period {
    case .year(let year): return DateLiteral.four(year)
    case .quarter(let year, let quarter): return "\(DateLiteral.four(year))-Q\(quarter)"
    case .month(let year, let month): return "\(DateLiteral.four(year))-\(two(month))"
    case .week(let year, let week): return "\(DateLiteral.four(year))-W\(two(week))"
    case .day(let year, let month, let day):
      return "\(DateLiteral.four(year))-\(two(month))-\(two(day))"
    case .time(let year, let month, let day, let hour, let minute, let second):
      let seconds = second == 0 ? "" : ":\(two(second))"
      return "\(DateLiteral.four(year))-\(two(month))-\(two(day))"
        + "T\(two(hour)):\(two(minute))\(seconds)"
    case .today: return "today"
    case .yesterday: return "yesterday"
    case .tomorrow: return "tomorrow"
    case .relative(let offset, let unit):
      let word = offset == 0 ? "this" : offset < 0 ? "last" : "next"
      return "\(word) \(unit.rawValue)"
    case .rolling(let count, let unit):
      let word = count < 0 ? "last" : "next"
      let size = Int(clamping: count.magnitude)
      return "\(word) \(size) \(unit.word(after: size, in: .english))"
    case .toDate(let unit): return "\(unit.rawValue) to date"
    }
  }

  private static func two(_ number: Int) -> String {
    DateLiteral.two(number)
  }
}

/// Writes text as a string literal.
package enum StringText {
  /// Returns the text between double quotes; with `isTemplate`, braces are escaped too.
  package static func quoted(_ text: String, isTemplate: Bool = false) -> String {
    "\"\(escaped(text, isTemplate: isTemplate))\""
  }

  /// Returns the text between single quotes, without a double quote anywhere in it.
  static func singleQuoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\"": result += "\\u{22}"
      default: result += escaped(String(Character(scalar)))
      }
    }
    return "'\(result)'"
  }

  /// Returns the text with its escapes, without quotes around it.
  package static func escaped(_ text: String, isTemplate: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\"": result.append(contentsOf: "\\\"".unicodeScalars)
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "{", "}":
        if isTemplate { result.append("\\") }
        result.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let code = "\\u{\(String(scalar.value, radix: 16))}"
        result.append(contentsOf: code.unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension StringText {
  /// Returns a literal with the usual quotes around it, its text unchanged.
  ///
  ///     'online'    "online"
  ///     “网上”      "网上"
  ///     'a "b"'     'a "b"'
  static func withUsualQuotes(_ literal: String) -> String {
    let scalars = Array(literal.unicodeScalars)
    guard let first = scalars.first, scalars.count >= 2, first != "\"" else { return literal }
    var content = String.UnicodeScalarView()
    content.append(contentsOf: scalars[1..<scalars.count - 1])
    let text = String(content)
    if !text.contains("\"") { return "\"\(text)\"" }
    if first != "'", !text.contains("'") { return "'\(text)'" }
    return literal
  }
}

/// Writes names as queries hold them.
package enum NameText {
  /// Returns a name, between back quotes where it would be read as something else.
  ///
  ///     fruit    `first name`
  package static func spelled(_ name: String) -> String {
    let isPlain = CharacterClass.isPlainName(name) && !KeywordTable.isReserved(name)
    return isPlain ? name : "`\(name)`"
  }
}
