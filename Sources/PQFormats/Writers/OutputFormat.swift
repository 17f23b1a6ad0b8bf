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

  /// The names for a message.
  static var names: String {
    allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }
}
