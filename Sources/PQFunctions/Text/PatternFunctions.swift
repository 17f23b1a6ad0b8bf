import PQColumnar
import PQDiagnostics

/// Whether a regular expression occurs in a text; what `~` does.
enum Matches: StrictCondition {
  static let name = "matches"
  static let chineseName = "匹配"
  static let parameters = ["text", "pattern text"]
  static let summary = LocalizedText(
    "Whether a regular expression occurs in the text; the same as `~`",
    zh: "文本中是否出现符合正则表达式的部分，与 `~` 相同")
  static let examples = [
    FunctionExample(#"matches("plot 17", "[0-9]+$")"#, gives: "true"),
    FunctionExample(#"matches("三号果园", "^[一二三]号")"#, gives: "true"),
    FunctionExample(#"matches("plum", "^p.*z$")"#, gives: "false"),
    FunctionExample(#"matches(missing, "p")"#, gives: "false"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .text]) ? .boolean : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    if let pattern = rows.texts(1).constant {
      return try compute(rows, texts, try Regex.compiled(pattern))
    }
    var matchers = ParsedTexts(rows.texts(1), parse: Regex.Matcher.init(pattern:))
    return try rows.mapBooleans { row throws(QueryError) in
      try matchers.parsed(at: row).matches(texts[row])
    }
  }

  /// Tries the pattern on the texts that hold what every match does.
  private static func compute(
    _ rows: PresentRows, _ texts: TextView, _ regex: Regex
  ) throws(QueryError) -> Column {
    let matcher = Regex.Matcher(regex)
    guard let literal = regex.literal, texts.constant == nil else {
      return try rows.mapBooleans { row throws(QueryError) in try matcher.matches(texts[row]) }
    }
    let part = Value.text(String(decoding: literal, as: UTF8.self))
    let hits = TextSearch.contains(
      rows.arguments[0], .constant(ConstantColumn(part, count: rows.arguments[0].count)),
      at: .anywhere)
    var matching = Bitmap(repeating: false, count: rows.count)
    for row in Conditions.rows(hits) where try matcher.matches(texts[Int(row)]) {
      matching[Int(row)] = true
    }
    return .boolean(BooleanColumn(values: matching, validity: rows.validity))
  }
}

/// The part of a text that a regular expression finds.
enum Extract: StrictFunction {
  static let name = "extract"
  static let chineseName = "提取"
  static let parameters = ["text", "pattern text", "[group number]"]
  static let summary = LocalizedText(
    "The first part that fits a regular expression, or what stands in its nth bracket; missing "
      + "if nothing fits",
    zh: "文本中第一处符合正则表达式的部分，或其中第几个括号内的内容；没有时为空")
  static let examples = [
    FunctionExample(#"extract("plot 17, row 3", "[0-9]+")"#, gives: #""17""#),
    FunctionExample(#"extract("重量12公斤", "([0-9]+)(公斤|吨)", 2)"#, gives: #""公斤""#),
    FunctionExample(#"extract("plum", "[0-9]+")"#, gives: "missing"),
    FunctionExample(#"extract(missing, "[0-9]+")"#, gives: "missing"),
  ]
  static let canFail = true

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .text, .integer], optional: 1) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    var matchers = ParsedTexts(rows.texts(1), parse: Regex.Matcher.init(pattern:))
    let groups = rows.integers(2, or: 0)
    return try rows.mapTexts { row, result throws(QueryError) in
      let text = texts[row]
      let matcher = try matchers.parsed(at: row)
      guard let found = try matcher.firstMatch(in: text, group: clampedPosition(groups[row]))
      else { return false }
      result.append(contentsOf: text[found])
      return true
    }
  }
}
