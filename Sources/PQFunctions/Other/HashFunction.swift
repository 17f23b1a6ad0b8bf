import PQColumnar
import PQDiagnostics

/// A short fingerprint of a value.
enum Hash: StrictFunction {
  static let name = "hash"
  static let chineseName = "散列"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "A fingerprint of the value's text, 16 hexadecimal digits, the same on every machine. It "
      + "hides nothing: whoever has a list of names can find them again",
    zh: "值的文本的指纹，16 位十六进制数，任何机器上都相同。它不能保密：有名单的人可以还原")
  static let examples = [
    FunctionExample(#"hash("plum")"#, gives: #""a5c04b0db6f250eb""#),
    FunctionExample("hash(12) = hash(\"12\")", gives: "true"),
    FunctionExample("hash(\"\")", gives: #""cbf29ce484222325""#),
    FunctionExample("hash(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? .text : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let hexadecimal = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    return try rows.mapTexts { row, result in
      text.removeAll(keepingCapacity: true)
      ValueFormat.append(rows.arguments[0], at: row, as: rows.types[0], to: &text)
      let hash = fingerprint(text)
      for shift in stride(from: 60, through: 0, by: -4) {
        result.append(hexadecimal[Int(hash >> UInt64(shift) & 15)])
      }
      return true
    }
  }

  /// FNV-1a with 64 bits.
  private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
