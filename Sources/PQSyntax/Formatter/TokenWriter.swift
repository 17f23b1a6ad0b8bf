import PQDiagnostics

/// Writes tokens in one language, or as they are.
struct TokenWriter {
  let source: SourceText
  /// `nil` keeps each word's own language.
  let language: Language?
  let names: NameTranslation
  /// What is known of the statement's names by their place.
  var known = StatementNames.none

  /// Returns a statement's tokens and comments in order, keywords as one token each.
  func write(_ parsed: ParsedText, statement: Range<Int>) -> [LayoutToken] {
    let tokens = parsed.lexed.tokens
    guard let first = statement.first, let last = statement.last else { return [] }
    let range = SourceRange(tokens[first].range.start, tokens[last].range.end)
    var comments = parsed.lexed.comments.filter {
      $0.start >= range.start && $0.end <= range.end
    }[...]
    var result: [LayoutToken] = []
    var previousEnd = range.start
    var nameCount = 0
    for index in statement where parsed.roles[index] != .keywordTail {
      let start = tokens[index].range.start
      while let comment = comments.first, comment.start < start {
        result.append(layout(comment, after: previousEnd))
        previousEnd = comment.end
        comments.removeFirst()
      }
      var token = layout(tokens, parsed.roles, index)
      if StatementNames.counts(parsed.roles[index]) {
        if let name = spelling(of: tokens[index], at: nameCount) { token.text = name }
        nameCount += 1
      }
      let lines = lineBreaks(from: previousEnd, to: start)
      token.startsLine = index > first && lines > 0
      token.hasBlankLine = index > first && lines > 1
      previousEnd = tokens[index].range.end
      result.append(token)
    }
    return result
  }

  private func layout(_ comment: SourceRange, after end: Int) -> LayoutToken {
    let lines = lineBreaks(from: end, to: comment.start)
    return LayoutToken(
      text: source.text(in: comment), kind: nil, role: .plain, startsLine: lines > 0,
      hasBlankLine: lines > 1)
  }

  /// Counts the line breaks between two offsets.
  func lineBreaks(from start: Int, to end: Int) -> Int {
    guard start < end else { return 0 }
    return source.utf8[start..<end].count { $0 == UInt8(ascii: "\n") }
  }

  /// Returns one line of code, as the braces of a template hold it, or `nil` if it must stay as
  /// it is.
  func writeLine(_ range: SourceRange) -> String? {
    let code = ParsedCode(source, range: range)
    let hasLines = lineBreaks(from: range.start, to: range.end) > 0
    guard code.diagnostics.isEmpty, code.lexed.comments.isEmpty, !hasLines else { return nil }
    var line: [LayoutToken] = []
    for index in code.lexed.tokens.indices.dropLast()
    where code.roles[index] != .keywordTail {
      var token = layout(code.lexed.tokens, code.roles, index)
      // Quotes inside quotes stay the ones that fit.
      if token.kind == .string { token.text = source.text(in: code.lexed.tokens[index].range) }
      line.append(token)
    }
    return StatementLayout.line(line)
  }

  // MARK: - Single tokens

  /// What a name is called in the language to write, if its meaning is known.
  private func spelling(of token: Token, at position: Int) -> String? {
    guard let language, token.kind == .word, let name = known[position] else { return nil }
    return name.spelling(in: language) ?? token.text
  }

  private func layout(_ tokens: [Token], _ roles: [TokenRole], _ index: Int) -> LayoutToken {
    let token = tokens[index]
    let role = roles[index]
    return LayoutToken(
      text: text(tokens, roles, index), kind: token.kind, role: role, startsLine: false,
      hasBlankLine: false)
  }

  private func text(_ tokens: [Token], _ roles: [TokenRole], _ index: Int) -> String {
    let token = tokens[index]
    switch roles[index] {
    case .keyword(let keyword):
      return KeywordTable.spelling(of: keyword, in: language ?? self.language(of: token))
    case .unit(let unit):
      let target = language ?? self.language(of: token)
      return target == .chinese ? unit.chinese : unit.rawValue
    case .calendarUnit(let unit):
      return calendarUnit(unit, tokens, index)
    case .name:
      if token.kind == .word {
        return translated(token.text) { names.twin(of: token.text, in: $0) }
      }
    case .code(let column):
      return translated(token.text) { names.codeTwin(of: token.text, beside: column, in: $0) }
    case .argument(let function, let position):
      return translated(token.text) {
        names.argumentTwin(of: token.text, at: position, of: function, in: $0)
      }
    case .masking(let kind):
      let target = language ?? self.language(of: token)
      return target == .chinese ? kind.chinese : kind.rawValue
    case .function:
      if token.kind == .word { return function(token.text) }
    case .template: return template(token)
    default: break
    }
    switch token.kind {
    case .quotedName: return "`\(token.text)`"
    case .word, .symbol: return token.text
    case .string: return StringText.withUsualQuotes(source.text(in: token.range))
    case .duration: return duration(token)
    case .number, .period: return folded(token)
    case .invalid, .end: return source.text(in: token.range)
    }
  }

  /// The language that a keyword is written in: a word of ASCII letters is English.
  private func language(of token: Token) -> Language {
    source.utf8[token.range.start] < 0x80 || token.text.utf8.first.map { $0 < 0x80 } == true
      ? .english : .chinese
  }

  private func translated(_ name: String, _ twin: (Language) -> String?) -> String {
    language.flatMap(twin) ?? name
  }

  private func function(_ name: String) -> String {
    guard let language else { return name }
    for keyword in [Keyword.count, .sum, .mean, .median, .share] {
      let entry = KeywordTable.entry(for: keyword)
      if name == entry.english || name == entry.chinese { return entry.spelling(in: language) }
    }
    return names.functionTwin(of: name, in: language) ?? name
  }

  // MARK: - Numbers with units

  private func folded(_ token: Token) -> String {
    var result = String.UnicodeScalarView()
    for scalar in source.text(in: token.range).unicodeScalars {
      result.append(CharacterClass.fold(scalar))
    }
    return String(result)
  }

  /// `days` in `last 7 days`. In `最近 7天` the number belongs to the same token.
  private func calendarUnit(_ unit: CalendarUnit, _ tokens: [Token], _ index: Int) -> String {
    let token = tokens[index]
    let target = language ?? self.language(ofUnit: token)
    if case .duration(.duration(let count, _)) = token.kind {
      return "\(count) \(unit.word(after: Int(clamping: count), in: target))"
    }
    var count = 2
    if index > 0, case .number(.integer(let number)) = tokens[index - 1].kind {
      count = Int(clamping: number)
    }
    return unit.word(after: count, in: target)
  }

  private func language(ofUnit token: Token) -> Language {
    token.kind == .word ? language(of: token) : .chinese
  }

  /// `15d` or `15天`; workdays stand apart from their number in English.
  private func duration(_ token: Token) -> String {
    var result = ""
    var rest = folded(token).unicodeScalars[...]
    while !rest.isEmpty {
      let digits = rest.prefix { CharacterClass.isDigit($0) || $0 == "_" }
      rest = rest.dropFirst(digits.count)
      let word = String(rest.prefix { !CharacterClass.isDigit($0) })
      rest = rest.dropFirst(word.unicodeScalars.count)
      guard let unit = DurationUnit(suffix: word) else { return folded(token) }
      let own: Language = word == unit.rawValue ? .english : .chinese
      let isChinese = (language ?? own) == .chinese
      result += String(digits)
      result += isChinese ? unit.chinese : (unit == .workday ? " " : "") + unit.rawValue
    }
    return result
  }

  // MARK: - Strings

  /// A template's own text stays as it is; the code in its braces is written anew.
  private func template(_ token: Token) -> String {
    let literal = StringLiteral(source, token: token, isTemplate: true)
    var result = ""
    var position = token.range.start
    for case .code(let range) in literal.parts {
      result += source.text(in: SourceRange(position, range.start))
      result += writeLine(range) ?? source.text(in: range)
      position = range.end
    }
    result += source.text(in: SourceRange(position, token.range.end))
    return StringText.withUsualQuotes(result)
  }
}
