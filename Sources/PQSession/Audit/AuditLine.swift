import PQDigest

/// One line of an audit log, taken apart.
///
///     {"previous":"…64…","time":"…",…,"digest":"…64…"}
///     {"previous":"…64…","torn":17,"time":"…",…,"digest":"…64…"}
///
/// `previous` is the SHA-256 of the whole line before it, so that no line can be removed, moved or
/// replaced; `digest` that of everything before `,"digest"` in the line itself, so that a change of
/// the last line shows too. After a line that was cut short, `previous` covers that one and the whole
/// line before it, and `torn` says how many bytes it has.
struct AuditLine {
  let previous: ArraySlice<UInt8>
  let tornCount: Int?
  /// `2020-08-07T14:30:00Z`
  let time: String

  private static let opening = Array("{\"previous\":\"".utf8)
  private static let tornKey = Array(",\"torn\":".utf8)
  private static let timeKey = Array(",\"time\":\"".utf8)
  private static let digestKey = Array(",\"digest\":\"".utf8)
  private static let closing = Array("\"}".utf8)
  private static let digestCount = 2 * Digest.byteCount
  private static let timeCount = "2020-08-07T14:30:00Z".utf8.count

  /// What stands for the line before the first one.
  static let noPrevious = String(repeating: "0", count: digestCount)

  /// Reads a line without its line break; `nil` if it is not whole or was changed.
  init?(_ line: ArraySlice<UInt8>) {
    guard let content = AuditLine.content(of: line) else { return nil }
    var rest = content.dropFirst(AuditLine.opening.count)
    previous = rest.prefix(AuditLine.digestCount)
    rest = rest.dropFirst(AuditLine.digestCount)
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    rest.removeFirst()
    if rest.starts(with: AuditLine.tornKey) {
      let digits = rest.dropFirst(AuditLine.tornKey.count).prefix { $0 != UInt8(ascii: ",") }
      guard let count = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      tornCount = count
      rest = rest[digits.endIndex...]
    } else {
      tornCount = nil
    }
    guard rest.starts(with: AuditLine.timeKey) else { return nil }
    let time = rest.dropFirst(AuditLine.timeKey.count).prefix(AuditLine.timeCount)
    self.time = String(decoding: time, as: UTF8.self)
  }

  /// Returns what the line's own digest covers, if it does.
  private static func content(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let sealCount = digestKey.count + digestCount + closing.count
    guard line.count > sealCount + opening.count, line.starts(with: opening) else { return nil }
    let content = line.dropLast(sealCount)
    let seal = line.suffix(sealCount)
    let digest = SHA256.digest(of: content).hexadecimalDigits(Digest.byteCount)
    return seal.elementsEqual(digestKey + digest + closing) ? content : nil
  }

  /// Returns a new line without its line break.
  static func bytes(previous: String, tornCount: Int?, fields: [UInt8]) -> [UInt8] {
    var bytes = opening + Array(previous.utf8) + [UInt8(ascii: "\"")]
    if let tornCount { bytes += tornKey + Array("\(tornCount)".utf8) }
    bytes += [UInt8(ascii: ",")] + fields
    let digest = SHA256.digest(of: bytes).hexadecimalDigits(Digest.byteCount)
    return bytes + digestKey + digest + closing
  }

  /// Whether a line begins as those of an audit log do, or would if it went on.
  static func isBeginning(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: opening) || opening.starts(with: line)
  }

  /// Whether a line that is not whole lacks its end.
  static func isCutShort(_ line: ArraySlice<UInt8>) -> Bool {
    !line.suffix(2).elementsEqual(closing)
  }

  /// Whether a line that is not whole begins like one, but for a byte: the second half of a broken
  /// line does not.
  static func nearlyBegins(_ line: ArraySlice<UInt8>) -> Bool {
    line.count > opening.count && zip(line, opening).count { $0 != $1 } <= 1
  }
}
