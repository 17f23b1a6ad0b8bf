import PQDiagnostics

/// How tightly operators bind, loosest first.
enum OperatorPrecedence {
  static let or = 1
  static let and = 2
  static let not = 3
  static let comparison = 4
  static let range = 5
  static let coalesce = 6
  static let additive = 7
  static let multiplicative = 8
  static let unary = 9
  static let primary = 10
}

extension Parser {
  /// Parses an expression.
  ///
  ///     expression → or
  ///     or         → and ("or" and)*
  ///     and        → not ("and" not)*
  ///     not        → "not" not | comparison
  ///     comparison → range (("=" | "<" | … | "contains") range | membership | "is missing")?
  ///     range      → coalesce (".." coalesce)?
  ///     coalesce   → sum ("??" sum)*
  mutating func parseExpression() -> ExpressionSyntax {
    // Whatever an expression stands in has been counted as a level already.
    parseOperators(from: OperatorPrecedence.or)
  }

  /// Parses the expression of a stage that may have a `per` of its own behind it.
  mutating func parseExpressionBeforePer() -> ExpressionSyntax {
    let saved = stopsAtPer
    stopsAtPer = true
    let expression = parseExpression()
    stopsAtPer = saved
    return expression
  }

  /// Climbs from the operators of one precedence to those that bind tighter.
  mutating func parseOperators(from minimum: Int) -> ExpressionSyntax {
    let outerHeight = height
    height = 0
    let isNegated = minimum <= OperatorPrecedence.not && at(.not)
    var left = isNegated ? parseNot() : parseUnary()
    // What binds tighter than the last operator belongs to its right side.
    var tightest = isNegated ? OperatorPrecedence.and : OperatorPrecedence.unary
    while !isRecovering {
      noteOperators(from: minimum, through: tightest)
      guard let found = binaryOperator(from: minimum) else { break }
      tightest =
        found.precedence == OperatorPrecedence.comparison
        ? OperatorPrecedence.not : found.precedence
      let leftHeight = height
      height = 0
      left =
        found.precedence == OperatorPrecedence.comparison
        ? parseComparison(left) : parseBinary(left, found)
      height = max(leftHeight, height) + 1
      if height > Self.heightLimit {
        abandon(.expressionTooLong(limit: Self.heightLimit), at: left.range)
      }
    }
    height = max(outerHeight, height)
    return left
  }

  private mutating func parseNot() -> ExpressionSyntax {
    let start = current.range
    return nested(otherwise: ExpressionSyntax(.broken, range: start)) {
      _ = $0.eat(.not)
      let operand = $0.parseOperators(from: OperatorPrecedence.not)
      return ExpressionSyntax(
        .unary(.not, operand, operatorRange: start), range: start.union(operand.range))
    }
  }

  private mutating func parseBinary(
    _ left: ExpressionSyntax, _ found: FoundOperator
  ) -> ExpressionSyntax {
    let operatorRange = takeOperator(found)
    let right = parseOperators(from: found.precedence + 1)
    let range = left.range.union(right.range)
    guard let kind = found.binary else { return ExpressionSyntax(.broken, range: range) }
    guard kind == .range else {
      return ExpressionSyntax(
        .binary(kind, left, right, operatorRange: operatorRange), range: range)
    }
    return ExpressionSyntax(
      .binary(.range, asPeriod(left), asPeriod(right), operatorRange: operatorRange),
      range: range)
  }

  /// Takes an operator's tokens, explaining one that another language has.
  mutating func takeOperator(_ found: FoundOperator) -> SourceRange {
    let start = current.range
    if let keyword = found.keyword {
      _ = eat(keyword)
      return range(from: start.start)
    }
    if let native = found.replaces {
      report(.foreignOperator(source.text(in: start), native: native), at: start)
    }
    advance()
    return start
  }

  /// Reads four plain digits as a year: `in 2020`, `2019..2020`.
  func asPeriod(_ expression: ExpressionSyntax) -> ExpressionSyntax {
    guard case .literal(.integer(let number)) = expression.kind, (1...9_999).contains(number),
      source.text(in: expression.range).unicodeScalars.count == 4
    else { return expression }
    return ExpressionSyntax(.period(.year(Int(number))), range: expression.range)
  }
}

/// An operator found at the current token.
struct FoundOperator {
  let precedence: Int
  /// `nil` for `in` and `is missing`.
  var binary: BinaryOperator?
  /// The keyword that spells it; `nil` if it is a symbol.
  var keyword: Keyword?
  /// What to write instead, if the symbol belongs to another language.
  var replaces: LocalizedText?
}

extension Parser {
  /// Returns the operator here, if it binds at least as tightly as `minimum`.
  func binaryOperator(from minimum: Int) -> FoundOperator? {
    guard index < limit else { return nil }
    let found: FoundOperator?
    switch tokens[index].kind {
    case .symbol(let symbol): found = Self.operators[symbol]
    case .word: found = wordOperator()
    default: found = nil
    }
    guard let found, found.precedence >= minimum else { return nil }
    return found
  }

  private func wordOperator() -> FoundOperator? {
    let text = tokens[index].text
    let isForeign = text == "is" || text == "not" || text == "like" || text == "between"
    if tokens[index].phrases.isEmpty && !isForeign { return nil }
    if at(.and) {
      return FoundOperator(precedence: OperatorPrecedence.and, binary: .and, keyword: .and)
    }
    if at(.or) {
      return FoundOperator(precedence: OperatorPrecedence.or, binary: .or, keyword: .or)
    }
    for (keyword, kind) in Self.wordComparisons where at(keyword) {
      return FoundOperator(
        precedence: OperatorPrecedence.comparison, binary: kind, keyword: keyword)
    }
    let isComparison = at(.in) || at(.notIn) || at(.isMissing) || at(.isNotMissing) || isForeign
    return isComparison ? FoundOperator(precedence: OperatorPrecedence.comparison) : nil
  }

  private static let wordComparisons: [(Keyword, BinaryOperator)] = [
    (.contains, .contains), (.startsWith, .startsWith), (.endsWith, .endsWith),
  ]

  private static let operators: [Symbol: FoundOperator] = {
    typealias Precedence = OperatorPrecedence
    let native: [(Symbol, Int, BinaryOperator)] = [
      (.equal, Precedence.comparison, .equal), (.notEqual, Precedence.comparison, .notEqual),
      (.less, Precedence.comparison, .less),
      (.lessOrEqual, Precedence.comparison, .lessOrEqual),
      (.greater, Precedence.comparison, .greater),
      (.greaterOrEqual, Precedence.comparison, .greaterOrEqual),
      (.tilde, Precedence.comparison, .matchesRegex), (.range, Precedence.range, .range),
      (.coalesce, Precedence.coalesce, .coalesce), (.plus, Precedence.additive, .add),
      (.minus, Precedence.additive, .subtract), (.star, Precedence.multiplicative, .multiply),
      (.slash, Precedence.multiplicative, .divide),
      (.percent, Precedence.multiplicative, .remainder),
    ]
    let foreign: [(Symbol, Int, BinaryOperator, LocalizedText)] = [
      (.doubleEqual, Precedence.comparison, .equal, LocalizedText(verbatim: "=")),
      (.lessGreater, Precedence.comparison, .notEqual, LocalizedText(verbatim: "!=")),
      (.equalTilde, Precedence.comparison, .matchesRegex, LocalizedText(verbatim: "~")),
      (.doubleAmpersand, Precedence.and, .and, LocalizedText("and", zh: "且")),
      (.ampersand, Precedence.and, .and, LocalizedText("and", zh: "且")),
      (.doubleBar, Precedence.or, .or, LocalizedText("or", zh: "或")),
    ]
    var result: [Symbol: FoundOperator] = [:]
    for (symbol, precedence, kind) in native {
      result[symbol] = FoundOperator(precedence: precedence, binary: kind)
    }
    for (symbol, precedence, kind, text) in foreign {
      result[symbol] = FoundOperator(precedence: precedence, binary: kind, replaces: text)
    }
    return result
  }()
}
