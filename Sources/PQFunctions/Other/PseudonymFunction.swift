import PQColumnar
import PQDiagnostics
import PQDigest

/// A name for a value that tells nobody without the key what the value is.
enum Pseudonym: StrictFunction {
  static let name = "pseudonym"
  static let chineseName = "化名"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "A stand-in for the value's text under the office's key, 16 hexadecimal digits: the same value "
      + "has the same one, and without the key nobody can try out values. See `--key`",
    zh: "用本单位密钥算出的代称，16 位十六进制数：同一个值代称相同，没有密钥就无法逐个试出。参见 `--key`")
  static let examples = [
    FunctionExample(#"length(pseudonym("plum"))"#, gives: "16"),
    FunctionExample(#"pseudonym("plum") = pseudonym("plum")"#, gives: "true"),
    FunctionExample(#"pseudonym("plum") = pseudonym("fig")"#, gives: "false"),
    FunctionExample("pseudonym(missing)", gives: "missing"),
  ]
  /// Without a key.
  static let canFail = true

  /// 64 bits: among ten million people two share a pseudonym with a chance of 1 in 370,000, and the
  /// text still fits a column.
  private static let byteCount = 8

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    var code = AuthenticationCode(key: try rows.context.pseudonymKey())
    var text: [UInt8] = []
    return try rows.mapTexts { row, result in
      text.removeAll(keepingCapacity: true)
      ValueFormat.append(rows.arguments[0], at: row, as: rows.types[0], to: &text)
      result.append(contentsOf: code.digest(of: text[...]).hexadecimalDigits(byteCount))
      return true
    }
  }
}
