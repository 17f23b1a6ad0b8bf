import PQColumnar

/// A part of a report as it is shown, in the order of the text.
package struct ReportPiece {
  package enum Content {
    /// Markdown of the author.
    case markdown(String)
    /// An answer in a sentence, as plain text.
    case answer(String)
    /// What a block shows; nothing for one that only prepares.
    case block([ReportOutput])
  }

  package let content: Content
  /// The line of the report's source on which it begins.
  package let line: Int
  /// The code that gave it; empty for the author's words.
  package let code: String
  /// The blanks before a block, which put it into a list.
  package let indentation: String

  package init(_ content: Content, line: Int, code: String = "", indentation: String = "") {
    self.content = content
    self.line = line
    self.code = code
    self.indentation = indentation
  }
}

/// One thing that a block of a report shows.
package enum ReportOutput {
  case table(Table, ChartRequest?)
  case printed(String)
}

/// A stretch of a written report.
package struct ReportSegment {
  package enum Origin: Hashable {
    /// The author's words.
    case author
    /// The answer of a piece.
    case piece(Int)
    /// What pq says about the report: how it was made, what is not shown.
    case record
  }

  package var text: String
  package var origin: Origin

  package init(_ text: String, _ origin: Origin = .author) {
    self.text = text
    self.origin = origin
  }
}
