import PQDiagnostics
import PQDigest

/// How a report was made, as the comment at its top says it: all that is needed to make it again.
///
///     <!-- pq report 1
///     source: harvest.md.pq 2c26b46b68ffc68f
///     today: 2020-12-31
///     param season: 2020
///     data: baskets.csv
///     file: baskets.csv fcde2b2edba56bf4
///     body: 486ea46224d1bb4f
///     -->
///
/// Digests are the first 16 digits of SHA-256. Bytes that could end the comment are written `%3E`.
package struct ReportRecord: Hashable {
  package struct File: Hashable {
    package var path: String
    package var digest: String

    package init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  package var source = File(path: "", digest: "")
  package var profile = ""
  package var today = ""
  package var language = Language.english
  /// The parameters that the caller set, as written.
  package var parameters: [String: String] = [:]
  /// The data as named; empty when the sample stood in.
  package var data: [String] = []
  /// The texts that were added to the model.
  package var models: [File] = []
  /// The private columns that were unmasked.
  package var revealed: [String] = []
  /// The files with rows, and the scripts that were included.
  package var files: [File] = []
  package var scripts: [File] = []
  package var version = ""
  /// The digest of everything behind the comment.
  package var body = ""

  package init() {}

  /// The first digits of the digest of all files with rows.
  package var dataDigest: String {
    let lines = files.map { "\($0.path) \($0.digest)\n" }
    return Self.digest(of: lines.joined())
  }

  package static func digest(of text: String) -> String {
    digits(of: SHA256.digest(of: Array(text.utf8)))
  }

  static func digits(of digest: Digest) -> String {
    String(decoding: digest.hexadecimalDigits(8), as: UTF8.self)
  }
}

// MARK: - The comment

extension ReportRecord {
  private static let opening = "<!-- pq report 1\n"
  private static let closing = "-->\n"

  /// The comment, with a line break at its end.
  package var comment: String {
    var lines = ["source: \(Self.escaped(source.path)) \(source.digest)"]
    lines.append("profile: \(Self.escaped(profile))")
    lines.append("today: \(today)")
    lines.append("lang: \(language.rawValue)")
    lines += parameters.keys.sorted().map {
      "param \(Self.escaped($0)): \(Self.escaped(parameters[$0] ?? ""))"
    }
    lines += data.map { "data: \(Self.escaped($0))" }
    lines += models.map { "model: \(Self.escaped($0.path)) \($0.digest)" }
    lines += revealed.map { "revealed: \(Self.escaped($0))" }
    lines += files.map { "file: \(Self.escaped($0.path)) \($0.digest)" }
    lines += scripts.map { "script: \(Self.escaped($0.path)) \($0.digest)" }
    lines.append("pq: \(version)")
    lines.append("body: \(body)")
    return Self.opening + lines.joined(separator: "\n") + "\n" + Self.closing
  }

  /// Finds the comment in a written report.
  ///
  /// Returns it with what stands before it and behind it, or `nil` if there is none.
  package static func find(
    in text: String
  ) -> (record: ReportRecord, before: Substring, body: Substring)? {
    guard let start = text.firstRange(of: opening),
      let end = text[start.upperBound...].firstRange(of: closing)
    else { return nil }
    var record = ReportRecord()
    for line in text[start.upperBound..<end.lowerBound].split(separator: "\n") {
      guard record.read(line) else { return nil }
    }
    guard !record.source.path.isEmpty else { return nil }
    return (record, text[..<start.lowerBound], text[end.upperBound...])
  }

  private mutating func read(_ line: Substring) -> Bool {
    guard let colon = line.firstRange(of: ": ") ?? line.firstRange(of: ":") else { return false }
    let key = line[..<colon.lowerBound]
    let value = String(line[colon.upperBound...])
    switch key {
    case "source": source = Self.file(value)
    case "profile": profile = Self.unescaped(value)
    case "today": today = value
    case "lang": language = Language(rawValue: value) ?? .english
    case "data": data.append(Self.unescaped(value))
    case "revealed": revealed.append(Self.unescaped(value))
    case "model": models.append(Self.file(value))
    case "file": files.append(Self.file(value))
    case "script": scripts.append(Self.file(value))
    case "pq": version = value
    case "body": body = value
    default:
      guard key.hasPrefix("param ") else { return false }
      parameters[Self.unescaped(String(key.dropFirst(6)))] = Self.unescaped(value)
    }
    return true
  }

  private static func file(_ text: String) -> File {
    guard let blank = text.lastIndex(of: " ") else { return File(path: "", digest: "") }
    return File(
      path: unescaped(String(text[..<blank])), digest: String(text[text.index(after: blank)...]))
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isMark = ["%", "<", ">", ":", "&"].contains(scalar)
      guard isMark || scalar.value < 0x20 || scalar.value == 0x7F else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
    return result
  }

  private static func unescaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
