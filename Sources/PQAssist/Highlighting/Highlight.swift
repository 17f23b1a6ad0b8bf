import PQDiagnostics

/// What a piece of a text is, as far as its color goes.
package enum HighlightKind: String, Sendable, CaseIterable {
  case keyword
  case function
  case string
  /// Numbers, durations, `true`, `false` and `missing`.
  case number
  /// Dates, and periods in words such as `last month`.
  case period
  case comment
  case table
  case column
  /// A code of an enum, or its label.
  case code
  case bracket
  /// A name that is neither in the catalog nor made in the text.
  case unknown
  /// What can never be right: a character the language lacks, a bracket without its twin.
  case mistake
}

/// A piece of a text that is set off; the rest is plain.
package struct Highlight: Hashable, Sendable {
  package var range: SourceRange
  package var kind: HighlightKind

  package init(_ range: SourceRange, _ kind: HighlightKind) {
    self.range = range
    self.kind = kind
  }
}
