import PQDiagnostics

/// What could stand next where a text breaks off.
package enum Expectation: Hashable, Sendable {
  /// A keyword; `call` is the function whose brackets it would belong to.
  case keyword(Keyword, call: String?)
  /// The beginning of a statement, or of a query.
  case statement
  /// The word of a stage.
  case stage
  /// An operand; names in scope are among them.
  case expression
  /// The name of a column that is there.
  case column
  /// The name of a table that is there.
  case table
  /// The name of a file format.
  case format
  /// The name of a file, in quotes.
  case file
  /// A text in quotes.
  case string
  case type
  /// The unit of a duration: `15 workdays`.
  case durationUnit
  /// The unit of `last 7 days`.
  case calendarUnit
  /// What a private column holds.
  case masking
}

/// Collects what the parser looks for at the end of a text.
///
/// The grammar stands in the parser alone: whoever offers words to a half-written line asks it, and
/// has no second grammar to keep in step.
final class ExpectationLog {
  private(set) var found: Set<Expectation> = []
  /// The call whose brackets are open, or that just ended.
  var call: String?
  /// The position of the token that ends the text.
  private let end: Int

  init(end: Int) {
    self.end = end
  }

  func note(_ expectation: Expectation, at position: Int) {
    if position == end { found.insert(expectation) }
  }
}

extension Parser {
  /// Returns what could stand at the end of a text, going by its last statement.
  ///
  ///     fruit |            the words of stages
  ///     fruit where x      `and`, `or`, `in`, …
  package static func expectations(atEndOf source: SourceText) -> Set<Expectation> {
    let lexed = Lexer.lex(source)
    guard let last = StatementSplitter.split(lexed.tokens).last,
      source.utf8.count <= statementLimit
    else { return [.statement, .expression] }
    var parser = Parser(lexed)
    let log = ExpectationLog(end: lexed.tokens.count - 1)
    parser.log = log
    _ = parser.parseScript([last])
    return log.found
  }

  /// Returns what could stand at the end of the code between the braces of a template.
  package static func expectations(atEndOfCode source: SourceText) -> Set<Expectation> {
    let lexed = Lexer.lex(source)
    var parser = Parser(lexed)
    let log = ExpectationLog(end: lexed.tokens.count - 1)
    parser.log = log
    _ = parser.parseBody()
    return log.found
  }

  /// Notes what is wanted at the current token, or some tokens further on.
  func note(_ expectation: @autoclosure () -> Expectation, offset: Int = 0) {
    guard let log, !isRecovering else { return }
    log.note(expectation(), at: index + offset)
  }

  /// Notes the words of the operators that bind neither looser than `minimum` nor tighter than
  /// `maximum`.
  func noteOperators(from minimum: Int, through maximum: Int) {
    guard log != nil, isAtEnd else { return }
    let words: [(Int, [Keyword])] = [
      (OperatorPrecedence.or, [.or]), (OperatorPrecedence.and, [.and]),
      (
        OperatorPrecedence.comparison,
        [.in, .notIn, .isMissing, .isNotMissing, .contains, .startsWith, .endsWith]
      ),
    ]
    for (precedence, keywords) in words where minimum <= precedence && precedence <= maximum {
      for keyword in keywords { note(.keyword(keyword, call: nil)) }
    }
  }

  /// Runs a production whose `where`, `asc`, `desc` and `per` belong to a call, or to none.
  mutating func within<Result>(
    call: String?, _ body: (inout Parser) -> Result
  ) -> Result {
    let saved = log?.call
    log?.call = call
    let result = body(&self)
    log?.call = saved
    return result
  }
}
