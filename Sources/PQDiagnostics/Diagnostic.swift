/// The name of a kind of message: a phrase that works with `.help PHRASE` and never changes its
/// meaning.
public struct DiagnosticCode: Hashable, Sendable {
  public let name: String
  /// What went wrong in general, and what to do: the text of `.help NAME`.
  public let explanation: LocalizedText

  package init(_ name: String, _ explanation: String, zh: String) {
    self.name = name
    self.explanation = LocalizedText(explanation, zh: zh)
  }

  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.name == right.name
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}

public enum Severity: String, Sendable {
  case error
  case warning
  case note
}

/// Where a message points.
public enum DiagnosticPlace: Sendable {
  /// Nowhere: the message is about the run as a whole.
  case none
  /// A range of a text in the language.
  case source(SourceText, SourceRange)
  /// A place in a data file.
  case data(DataPlace)
}

/// A place in a data file, as the user would look for it.
public struct DataPlace: Hashable, Sendable {
  public let file: String
  /// The line on which the record starts, counted from 1; 0 when the whole file is meant.
  public let line: Int
  /// The column's name, if one is meant.
  public let column: String?
  /// The record's text, shortened to one screen line, with the range to underline in it.
  public let excerpt: String?
  public let highlight: SourceRange?

  public init(
    file: String, line: Int = 0, column: String? = nil, excerpt: String? = nil,
    highlight: SourceRange? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.excerpt = excerpt
    self.highlight = highlight
  }
}

/// A second place that a message names, in the same source text.
public struct DiagnosticLabel: Sendable {
  public let range: SourceRange
  public let text: LocalizedText

  package init(_ range: SourceRange, _ text: LocalizedText) {
    self.range = range
    self.text = text
  }
}

/// One message with place and severity; data, never control flow.
///
///     error[unknown-code]: `channel` has no code `onlin`
///      --> line 1, column 21
public struct Diagnostic: Sendable {
  public var severity: Severity
  public var code: DiagnosticCode
  public var message: LocalizedText
  public var place: DiagnosticPlace
  /// Two to six words under the carets.
  public var label: LocalizedText?
  public var secondary: [DiagnosticLabel]
  public var notes: [LocalizedText]
  public var help: LocalizedText?

  package init(
    _ code: DiagnosticCode, _ message: LocalizedText, severity: Severity = .error,
    place: DiagnosticPlace = .none, label: LocalizedText? = nil,
    secondary: [DiagnosticLabel] = [], notes: [LocalizedText] = [], help: LocalizedText? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.label = label
    self.secondary = secondary
    self.notes = notes
    self.help = help
  }

  /// Returns the same message at a place in a source text.
  package func at(_ range: SourceRange, in source: SourceText) -> Diagnostic {
    var copy = self
    copy.place = .source(source, range)
    return copy
  }
}

/// The world was wrong while a query ran: a file, a value, a limit.
///
/// A kernel throws it without a place; the evaluator that knows the expression adds one.
package struct QueryError: Error {
  package var diagnostic: Diagnostic

  package init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }

  /// Returns the error without what it quotes: the cells that it met must not be shown.
  ///
  /// An error that has a place was thrown elsewhere, where it was known what it may quote.
  package func hidingCells() -> QueryError {
    guard case .none = diagnostic.place else { return self }
    return QueryError(.hiddenCell(diagnostic.code))
  }

  /// Returns the error with a place, unless it already has one.
  package func located(at range: SourceRange, in source: SourceText?) -> QueryError {
    guard case .none = diagnostic.place, let source else { return self }
    return QueryError(diagnostic.at(range, in: source))
  }
}
