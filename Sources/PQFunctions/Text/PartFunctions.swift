import PQColumnar
import PQDiagnostics

/// A part of a text by position.
enum Substring: StrictFunction {
  static let name = "substring"
  static let chineseName = "截取"
  static let parameters = ["text", "start number", "[length number]"]
  static let summary = LocalizedText(
    "The characters from a position on, counted from 1; a negative start counts from the end. "
      + "What lies outside the text is left out",
    zh: "从第几个字符起截取（从 1 数起，负数从末尾数起），可指定长度；超出文本的部分略去")
  static let examples = [
    FunctionExample(#"substring("persimmon", 4)"#, gives: #""simmon""#),
    FunctionExample(#"substring("persimmon", 1, 3)"#, gives: #""per""#),
    FunctionExample(#"substring("红富士苹果", -2)"#, gives: #""苹果""#),
    FunctionExample(#"substring("fig", 9)"#, gives: #""""#),
    FunctionExample("substring(missing, 1)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .integer, .integer], optional: 1) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    let starts = rows.integers(1)
    let lengths = rows.integers(2, or: .max)
    return try rows.mapTexts { row, result in
      let text = texts[row]
      var start = clampedPosition(starts[row])
      start = start < 0 ? CharacterOffsets.count(text) + start : start - 1
      // The length counts from where the part would start, so that a start before the text
      // shortens the part.
      let end = start + max(0, clampedPosition(lengths[row]))
      result.append(contentsOf: CharacterOffsets.slice(text, from: start, to: end))
      return true
    }
  }
}

/// The first characters.
enum Left: StrictFunction {
  static let name = "left"
  static let chineseName = "左取"
  static let parameters = ["text", "count number"]
  static let summary = LocalizedText(
    "The first characters of the text, or all of it if it is shorter",
    zh: "文本最前面的若干个字符，文本不够长时取全部")
  static let examples = [
    FunctionExample(#"left("orchard", 4)"#, gives: #""orch""#),
    FunctionExample(#"left("果园", 5)"#, gives: #""果园""#),
    FunctionExample(#"left("orchard", 0)"#, gives: #""""#),
    FunctionExample("left(missing, 2)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .integer]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    let counts = rows.integers(1)
    return try rows.mapTexts { row, result in
      let end = clampedPosition(counts[row])
      result.append(contentsOf: CharacterOffsets.slice(texts[row], from: 0, to: end))
      return true
    }
  }
}

/// The last characters.
enum Right: StrictFunction {
  static let name = "right"
  static let chineseName = "右取"
  static let parameters = ["text", "count number"]
  static let summary = LocalizedText(
    "The last characters of the text, or all of it if it is shorter",
    zh: "文本最后面的若干个字符，文本不够长时取全部")
  static let examples = [
    FunctionExample(#"right("orchard", 4)"#, gives: #""hard""#),
    FunctionExample(#"right("一号果园", 2)"#, gives: #""果园""#),
    FunctionExample(#"right("fig", 9)"#, gives: #""fig""#),
    FunctionExample("right(missing, 2)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .integer]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    let counts = rows.integers(1)
    return try rows.mapTexts { row, result in
      let text = texts[row]
      let length = CharacterOffsets.count(text)
      let start = length - max(0, clampedPosition(counts[row]))
      result.append(contentsOf: CharacterOffsets.slice(text, from: start, to: length))
      return true
    }
  }
}

/// One part between separators.
enum Split: StrictFunction {
  static let name = "split"
  static let chineseName = "拆分"
  static let parameters = ["text", "separator text", "part number"]
  static let summary = LocalizedText(
    "One part of a text with separators, counted from 1, or from the end if negative; "
      + "missing if there is no such part",
    zh: "按分隔符拆开后的第几段（从 1 数起，负数从末尾数起），没有该段时为空")
  static let examples = [
    FunctionExample(#"split("fig/plum/pear", "/", 2)"#, gives: #""plum""#),
    FunctionExample(#"split("东村、西村", "、", -1)"#, gives: #""西村""#),
    FunctionExample(#"split("fig", "/", 1)"#, gives: #""fig""#),
    FunctionExample(#"split("fig", "/", 2)"#, gives: "missing"),
    FunctionExample(#"split(missing, "/", 1)"#, gives: "missing"),
  ]
  static let canFail = false

  /// Present arguments can give a missing value, too.
  static func isOptional(given arguments: [Bool]) -> Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .text, .integer]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    let separators = rows.texts(1)
    let numbers = rows.integers(2)
    return try rows.mapTexts { row, result in
      let parts = parts(of: texts[row], separator: separators[row])
      let number = clampedPosition(numbers[row])
      let position = number < 0 ? parts.count + number : number - 1
      guard number != 0, parts.indices.contains(position) else { return false }
      result.append(contentsOf: parts[position])
      return true
    }
  }

  private static func parts(
    of text: ArraySlice<UInt8>, separator: ArraySlice<UInt8>
  ) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    while let found = CharacterOffsets.firstOccurrence(of: separator, in: text, from: start) {
      parts.append(text[start..<found])
      start = found + separator.count
    }
    parts.append(text[start...])
    return parts
  }
}
