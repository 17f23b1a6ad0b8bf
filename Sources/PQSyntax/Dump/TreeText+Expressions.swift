import PQDiagnostics

extension TreeText {
  static func expression(_ expression: ExpressionSyntax) -> String {
    switch expression.kind {
    case .literal(let literal): return self.literal(literal)
    case .period(let period): return self.period(period)
    case .name(let name): return self.name(name)
    case .path(let base, let member): return "\(self.expression(base)).\(name(member))"
    case .call(let call): return self.call(call)
    case .unary(let kind, let operand, _):
      return "(\(kind.rawValue) \(self.expression(operand)))"
    case .binary(let kind, let left, let right, _):
      return "(\(kind.rawValue) \(self.expression(left)) \(self.expression(right)))"
    case .inList(let value, let members):
      let list = members.map { self.expression($0) }.joined(separator: " ")
      return "(in \(self.expression(value)) (\(list)))"
    case .inRange(let value, let range):
      return "(in \(self.expression(value)) \(self.expression(range)))"
    case .inQuery(let value, let query):
      return "(in \(self.expression(value)) \(self.query(query)))"
    case .isMissing(let value, let isNegated):
      return "(\(isNegated ? "is-not-missing" : "is-missing") \(self.expression(value)))"
    case .conditional(let condition, let first, let second):
      let parts = [condition, first, second].map { self.expression($0) }
      return "(if \(parts.joined(separator: " ")))"
    case .match(let subject, let arms):
      return "(match \(self.expression(subject)) \(arms.map(arm).joined(separator: "; ")))"
    case .subquery(let query): return self.query(query)
    case .parenthesised(let inner): return "(\(self.expression(inner)))"
    case .broken: return "?"
    }
  }

  private static func arm(_ arm: MatchArmSyntax) -> String {
    let patterns =
      arm.patterns.isEmpty ? "else" : arm.patterns.map { expression($0) }.joined(separator: ",")
    return "\(patterns)=>\(expression(arm.value))"
  }

  static func call(_ call: CallSyntax) -> String {
    var parts = [name(call.name)] + call.arguments.map(sortKey)
    if let filter = call.filter { parts.append("where=\(expression(filter))") }
    if !call.per.isEmpty {
      parts.append("per=\(call.per.map { expression($0) }.joined(separator: ","))")
    }
    return "call(\(parts.joined(separator: " ")))"
  }

  static func name(_ name: NameSyntax) -> String {
    name.isQuoted ? "`\(name.text)`" : name.text.isEmpty ? "?" : name.text
  }

  static func literal(_ literal: LiteralSyntax) -> String {
    switch literal {
    case .missing: "missing"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .decimal(let mantissa, let scale): "\(mantissa)e-\(scale)"
    case .string(let text): quoted(text)
    case .duration(let count, let unit): "\(count)\(unit.rawValue)"
    }
  }

  static func kind(of literal: LiteralSyntax) -> String {
    switch literal {
    case .missing: "missing"
    case .boolean: "boolean"
    case .integer: "integer"
    case .decimal: "decimal"
    case .string: "string"
    case .duration: "duration"
    }
  }

  static func period(_ period: PeriodSyntax) -> String {
    "@" + PeriodText.text(period).map { $0 == " " ? "-" : $0 }.map(String.init).joined()
  }

  static func quoted(_ text: String) -> String {
    StringText.quoted(text)
  }
}
