import PQColumnar
import PQDiagnostics

/// Small letters for capital ones.
enum Lower: StrictFunction {
  static let name = "lower"
  static let chineseName = "小写"
  static let parameters = ["text"]
  static let summary = LocalizedText(
    "The text with small letters for capital ones", zh: "把文本中的大写字母换成小写")
  static let examples = [
    FunctionExample(#"lower("Fuji APPLE")"#, gives: #""fuji apple""#),
    FunctionExample(#"lower("苹果A")"#, gives: #""苹果a""#),
    FunctionExample("lower(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try LetterCase.map(rows, capitals: 65...90, add: 32) { $0.lowercased() }
  }
}

/// Capital letters for small ones.
enum Upper: StrictFunction {
  static let name = "upper"
  static let chineseName = "大写"
  static let parameters = ["text"]
  static let summary = LocalizedText(
    "The text with capital letters for small ones", zh: "把文本中的小写字母换成大写")
  static let examples = [
    FunctionExample(#"upper("Fuji apple")"#, gives: #""FUJI APPLE""#),
    FunctionExample(#"upper("苹果a")"#, gives: #""苹果A""#),
    FunctionExample("upper(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try LetterCase.map(rows, capitals: 97...122, add: 0 &- 32) { $0.uppercased() }
  }
}

private enum LetterCase {
  /// ASCII bytes are moved by `add`; only a text with other bytes takes the way over `String`.
  static func map(
    _ rows: PresentRows, capitals: ClosedRange<UInt8>, add: UInt8, _ full: (String) -> String
  ) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    return try rows.mapTexts { row, result in
      let text = texts[row]
      if text.allSatisfy({ $0 < 128 }) {
        for byte in text { result.append(capitals.contains(byte) ? byte &+ add : byte) }
      } else {
        result.append(contentsOf: full(texts.string(at: row)).utf8)
      }
      return true
    }
  }
}

/// The text without blanks around it.
enum Trim: StrictFunction {
  static let name = "trim"
  static let chineseName = "去空白"
  static let parameters = ["text"]
  static let summary = LocalizedText(
    "The text without the blanks at its ends, full-width ones and line ends included",
    zh: "去掉文本首尾的空白，包括全角空格和换行")
  static let examples = [
    FunctionExample(#"trim("  plum ")"#, gives: #""plum""#),
    FunctionExample(#"trim("　李子　")"#, gives: #""李子""#),
    FunctionExample(#"trim(" ")"#, gives: #""""#),
    FunctionExample("trim(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text]) ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    return try rows.mapTexts { row, result in
      result.append(contentsOf: trimmed(texts[row]))
      return true
    }
  }

  /// Returns a text without blanks around it.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text
    while let length = blankLength(rest.prefix(3), atEnd: false) { rest = rest.dropFirst(length) }
    while let length = blankLength(rest.suffix(3), atEnd: true) { rest = rest.dropLast(length) }
    return rest
  }

  /// The blanks that CSV files and input methods leave behind, as UTF-8.
  private static let wideBlanks: [[UInt8]] = [
    [0xC2, 0xA0],  // no-break space
    [0xE3, 0x80, 0x80],  // ideographic space
    [0xEF, 0xBB, 0xBF],  // byte order mark
  ]

  private static func blankLength(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> Int? {
    guard let byte = atEnd ? bytes.last : bytes.first else { return nil }
    if byte == 32 || (9...13).contains(byte) { return 1 }
    if byte < 128 { return nil }
    return wideBlanks.first {
      (atEnd ? bytes.suffix($0.count) : bytes.prefix($0.count)).elementsEqual($0)
    }?.count
  }
}

/// The number of characters.
enum Length: StrictFunction {
  static let name = "length"
  static let chineseName = "长度"
  static let parameters = ["text"]
  static let summary = LocalizedText(
    "The number of characters; a Chinese character counts as one", zh: "文本的字符数，一个汉字算一个")
  static let examples = [
    FunctionExample(#"length("apple")"#, gives: "5"),
    FunctionExample(#"length("苹果")"#, gives: "2"),
    FunctionExample(#"length("")"#, gives: "0"),
    FunctionExample("length(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let texts = rows.texts(0)
    return try rows.mapIntegers { row in Int64(CharacterOffsets.count(texts[row])) }
  }
}
