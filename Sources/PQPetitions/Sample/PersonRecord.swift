import PQColumnar

/// One synthetic petitioner: a name of common characters, numbers that nobody was ever given.
///
/// Identity numbers begin with 99, which is no province; their check character is right, so that
/// tools that look for identity numbers find them. Telephone numbers begin with 128: mobile
/// numbers begin with 13 to 19.
struct PersonRecord {
  var id: SampleKey
  /// Chooses name and numbers; two persons differ in it.
  var number: Int
  var township: String
  var village: String
  var principal: SampleKey?

  private static let surnames = Array("王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗").map(String.init)
  private static let given = Array("小大文明国建春秋平安和新志永长青光华清正").map(String.init)

  /// Returns two or three characters: a surname and one or two of a given name.
  static func name(_ number: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed &+ 11, number)
    let surname = generator.pick(surnames)
    let first = generator.pick(given)
    return generator.isOne(in: 4) ? surname + first : surname + first + generator.pick(given)
  }

  static func phone(_ number: Int) -> String {
    let digits = String(number)
    return "128" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
  }

  static func idNumber(_ number: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed &+ 13, number)
    let birthday = CivilDate(days: Int64(generator.below(17_000)) - 10_000)
    var bytes = Array("99\(1_000 + number / 999 % 9_000)".utf8)
    for byte in birthday.text.utf8 where byte != UInt8(ascii: "-") { bytes.append(byte) }
    let serial = String(1_001 + number % 999).utf8.dropFirst()
    bytes += serial
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(bytes, weights).reduce(0) { $0 + Int($1.0 - UInt8(ascii: "0")) * $1.1 }
    bytes.append(Array("10X98765432".utf8)[sum % 11])
    return String(decoding: bytes, as: UTF8.self)
  }

  func append(to csv: inout CSVText, seed: UInt64, county: String) {
    csv.key(id)
    csv.text(Self.name(number, seed: seed))
    csv.text(Self.idNumber(number, seed: seed))
    csv.text(Self.phone(number))
    csv.text("\(county)\(village)\(number % 97 + 1)号")
    csv.text(township)
    csv.key(principal)
    csv.endLine()
  }
}
