import PQDiagnostics

/// One line of the history file.
///
///     1596758400	harvests | count                           as older versions wrote it
///     1596758400 9f3k2	harvests | count	4711	orchard    a statement, its shell and register
///     = 9f3k2	0.042	3	ok                                 what came of it
///
/// Line breaks, tabs and backslashes of a text are escaped; what is not known is left empty.
enum HistoryRecord {
  case statement(HistoryEntry, id: String?)
  case ending(id: String, HistoryEnding)

  /// Reads a line without its line break; `nil` if it is damaged.
  init?(_ line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let head = line[..<tab].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    let rest = line[line.index(after: tab)...]
    let time = Int(String(decoding: head[0], as: UTF8.self))
    if head.count == 1 {
      guard let time, !rest.isEmpty else { return nil }
      self = .statement(HistoryEntry(time: time, text: Self.unescape(rest)), id: nil)
      return
    }
    guard head.count == 2, !head[1].isEmpty else { return nil }
    let id = String(decoding: head[1], as: UTF8.self)
    let fields = rest.split(
      separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false
    ).map(Self.unescape)
    if head[0].elementsEqual("=".utf8) {
      guard fields.count >= 3 else { return nil }
      let ending = HistoryEnding(
        duration: Double(fields[0]), rowCount: Int(fields[1]),
        outcome: HistoryOutcome(rawValue: fields[2]))
      self = .ending(id: id, ending)
      return
    }
    guard let time, let text = fields.first, !text.isEmpty else { return nil }
    let entry = HistoryEntry(
      time: time, text: text, shell: fields.count > 1 ? Int(fields[1]) : nil,
      register: fields.count > 2 && !fields[2].isEmpty ? fields[2] : nil)
    self = .statement(entry, id: id)
  }

  /// The line, without its line break.
  var line: String {
    switch self {
    case .statement(let entry, nil): return "\(entry.time)\t\(Self.escape(entry.text))"
    case .statement(let entry, let id?):
      let shell = entry.shell.map(String.init) ?? ""
      return "\(entry.time) \(id)\t\(Self.escape(entry.text, tabs: true))\t\(shell)\t"
        + Self.escape(entry.register ?? "", tabs: true)
    case .ending(let id, let ending):
      let duration = ending.duration.map { "\(($0 * 1e6).rounded() / 1e6)" } ?? ""
      let rowCount = ending.rowCount.map(String.init) ?? ""
      return "= \(id)\t\(duration)\t\(rowCount)\t\(ending.outcome?.rawValue ?? "")"
    }
  }

  private static func escape(_ text: String, tabs: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t" where tabs: result.append(contentsOf: "\\t".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func unescape(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
        default: result.append(byte)
        }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// How a statement of the history ended.
package struct HistoryEnding: Equatable, Sendable {
  /// Seconds.
  package var duration: Double?
  package var rowCount: Int?
  package var outcome: HistoryOutcome?

  package init(duration: Double?, rowCount: Int?, outcome: HistoryOutcome?) {
    self.duration = duration
    self.rowCount = rowCount
    self.outcome = outcome
  }
}
