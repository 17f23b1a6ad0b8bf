import PQDiagnostics

/// The forms in which a table is written.
package enum OutputFormat: String, CaseIterable, Sendable {
  case table
  case csv
  case tsv
  case json
  case jsonl
  case markdown
  case html
  case vertical
  case list
  /// Charts only.
  case svg

  /// The format with a name as typed after `-o` or `as`.
  package init(named name: String) throws(QueryError) {
    guard let format = OutputFormat(rawValue: name) else { throw QueryError(.unknownFormat(name)) }
    self = format
  }

  /// The format that a file's extension names; `nil` if it names none.
  package init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "txt": self = .table
    case "list": self = .list
    case "svg": self = .svg
    default: return nil
    }
  }

  /// Whether rows can follow those that a file has.
  var canAppend: Bool {
    switch self {
    case .csv, .tsv, .jsonl, .list: true
    case .table, .json, .markdown, .html, .vertical, .svg: false
    }
  }

  /// The names for a message.
  static var names: String {
    allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }
}
