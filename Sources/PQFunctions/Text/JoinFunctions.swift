import PQColumnar
import PQDiagnostics

/// Another text in place of a part.
enum Replace: StrictFunction {
  static let name = "replace"
  static let chineseName = "替换"
  static let parameters = ["text", "old text", "new text"]
  static let summary = LocalizedText(
    "The text with every occurrence of a part replaced", zh: "把文本中出现的某一部分全部换成另一文本")
  static let examples = [
    FunctionExample(
      #"replace("green plum, green fig", "green", "ripe")"#, gives: #""ripe plum, ripe fig""#),
    FunctionExample(#"replace("一号园、二号园", "、", "/")"#, gives: #""一号园/二号园""#),
    FunctionExample(#"replace("fig", "x", "y")"#, gives: #""fig""#),
    FunctionExample(#"replace(missing, "x", "y")"#, gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .text, .text]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    let olds = rows.texts(1)
    let news = rows.texts(2)
    return try rows.mapTexts { row, result in
      let text = texts[row]
      let old = olds[row]
      var start = text.startIndex
      while let found = CharacterOffsets.firstOccurrence(of: old, in: text, from: start) {
        result.append(contentsOf: text[start..<found])
        result.append(contentsOf: news[row])
        start = found + old.count
      }
      result.append(contentsOf: text[start...])
      return true
    }
  }
}

/// Values written one after the other.
enum Concat: StrictFunction {
  static let name = "concat"
  static let chineseName = "拼接"
  static let parameters = ["value", "value", "…"]
  static let summary = LocalizedText(
    "The values as text, one after the other; missing if one of them is",
    zh: "把各个值依次连成一段文本，其中有空值时结果为空")
  static let examples = [
    FunctionExample(#"concat("plum", "-", 12)"#, gives: #""plum-12""#),
    FunctionExample(#"concat("采摘于", 2020-08-07)"#, gives: #""采摘于2020-08-07""#),
    FunctionExample(#"concat("plum", missing)"#, gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.isEmpty ? nil : .text
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try rows.mapTexts { row, result in
      for (argument, type) in zip(rows.arguments, rows.types) {
        ValueFormat.append(argument, at: row, as: type, to: &result)
      }
      return true
    }
  }
}

/// A text filled up to a length.
enum Pad: StrictFunction {
  static let name = "pad"
  static let chineseName = "补位"
  static let parameters = ["text", "length number", "[fill text]"]
  static let summary = LocalizedText(
    "The text filled up on its left to a number of characters, or on its right if the number is "
      + "negative; blanks fill unless a text is given. A longer text stays as it is",
    zh: "在文本左侧补足到若干个字符，长度为负数时在右侧补；默认补空格，文本已够长时不变")
  static let examples = [
    FunctionExample(#"pad("7", 3, "0")"#, gives: #""007""#),
    FunctionExample(#"pad("fig", 5)"#, gives: #""  fig""#),
    FunctionExample(#"pad("李子", -4, "·")"#, gives: #""李子··""#),
    FunctionExample(#"pad("1234", 3, "0")"#, gives: #""1234""#),
    FunctionExample("pad(missing, 3)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .integer, .text], optional: 1) ? .text : nil
  }

  /// More would let one small line of a script fill the memory.
  private static let longest = 1_000_000

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    let lengths = rows.integers(1)
    let fills = rows.arguments.count > 2 ? rows.texts(2) : nil
    return try rows.mapTexts { row, result throws(QueryError) in
      let text = texts[row]
      let length = clampedPosition(lengths[row])
      if abs(length) > longest { throw QueryError(.textTooLong(limit: longest)) }
      let fill = fills?[row] ?? [UInt8(ascii: " ")]
      let lacking = max(0, abs(length) - CharacterOffsets.count(text))
      if length < 0 { result.append(contentsOf: text) }
      appendFill(fill, count: lacking, to: &result)
      if length >= 0 { result.append(contentsOf: text) }
      return true
    }
  }

  private static func appendFill(
    _ fill: ArraySlice<UInt8>, count: Int, to result: inout [UInt8]
  ) {
    let fillCount = CharacterOffsets.count(fill)
    guard fillCount > 0 else { return }
    for _ in 0..<count / fillCount { result.append(contentsOf: fill) }
    result.append(contentsOf: CharacterOffsets.slice(fill, from: 0, to: count % fillCount))
  }
}
