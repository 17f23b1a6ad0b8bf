import PQColumnar
import PQFormats

/// What one line of an audit log says.
struct AuditEvent: Sendable {
  enum Kind: String, Sendable {
    /// Columns were unmasked; nothing is shown yet.
    case reveal
    case statement
  }

  var kind: Kind
  /// Seconds since 1970, UTC.
  var time: Int64
  var user: String
  /// The program's version, empty for a program that does not say.
  var version: String
  var statement: String?
  /// How many rows were handed over; `nil` where there are none to count.
  var rowCount: Int?
  var revealed: [String] = []
  var reason: String?
  /// The file that the rows went to; `nil` is the screen or standard output.
  var output: String?
  var profile: String?
  /// The files that were added to the model, with their digests.
  var models: [String] = []
  /// The code of the message that ended the statement.
  var failure: String?

  /// Returns the fields as JSON, from `"time"` on, without the brackets.
  ///
  ///     "time":"2020-08-07T14:30:00Z","user":"ann","event":"statement","statement":"fruit","rows":3
  var fields: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ key: String, _ value: (inout [UInt8]) -> Void) {
      bytes.append(contentsOf: "\(bytes.isEmpty ? "" : ",")\"\(key)\":".utf8)
      value(&bytes)
    }
    func add(_ key: String, text: String?) {
      guard let text else { return }
      add(key) { JSONText.append(Array(text.utf8), to: &$0) }
    }
    func add(_ key: String, texts: [String]) {
      if texts.isEmpty { return }
      add(key) { bytes in
        bytes.append(UInt8(ascii: "["))
        for (position, text) in texts.enumerated() {
          if position > 0 { bytes.append(UInt8(ascii: ",")) }
          JSONText.append(Array(text.utf8), to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
      }
    }
    add("time", text: AuditEvent.text(ofTime: time))
    add("user", text: user)
    add("version", text: version)
    add("event", text: kind.rawValue)
    add("statement", text: statement)
    if let rowCount { add("rows") { $0.append(contentsOf: "\(rowCount)".utf8) } }
    add("revealed", texts: revealed)
    add("reason", text: reason)
    add("output", text: output)
    add("profile", text: profile)
    add("models", texts: models)
    add("failed", text: failure)
    return bytes
  }

  /// Returns `2020-08-07T14:30:00Z`, always with its seconds.
  private static func text(ofTime seconds: Int64) -> String {
    let time = CivilDateTime(seconds: seconds)
    return time.text + (time.second == 0 ? ":00Z" : "Z")
  }
}
