import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds the argument of a function of the language's own where its parameter is used.
  ///
  /// A parameter with a type takes only values of it, and a bare word beside one of codes is looked
  /// up as a code.
  mutating func bind(
    _ argument: BoundArgument, _ scope: inout Scope, hint: WordHint?
  ) -> Operand? {
    let name = argument.parameter.name
    switch argument.parameter.type {
    case nil: return bind(argument.syntax, &scope, hint: hint)
    case .period:
      guard let operand = bind(argument.syntax, &scope) else { return nil }
      guard let period = constantPeriod(of: operand) else {
        report(.notAPeriod(text(argument.syntax.range)), at: argument.syntax.range)
        return nil
      }
      return self.operand(of: period, at: argument.syntax.range)
    case .value(let wanted):
      let own = WordHint(
        type: wanted, column: wanted == .text ? hint?.column : nil, text: name,
        acceptsText: wanted == .text)
      guard let operand = bindValue(argument.syntax, &scope, hint: own) else { return nil }
      let errors = diagnostics.count
      if let fitted = fitted(operand, to: wanted, named: name) { return fitted }
      if diagnostics.count == errors {
        report(
          .argumentMismatch(name, wanted, operand.type, text(argument.syntax.range)),
          at: argument.syntax.range)
      }
      return nil
    }
  }

  /// Returns a value as one of a declared type, or `nil` if it is of another one; a text that is no
  /// code is reported.
  ///
  ///     number    any number, as exact as it is
  ///     datetime  also a date: its midnight
  ///     text      also a code
  func fitted(_ operand: Operand, to type: DataType) -> Operand? {
    if operand.type == type { return operand }
    if operand.isMissingLiteral || operand.type == .unknown {
      return converted(operand, to: type)
    }
    switch type {
    case .float: return operand.type.isNumeric ? operand : nil
    case .datetime: return operand.type == .date ? converted(operand, to: type) : nil
    case .text: return operand.type.isEnumeration ? asText(operand) : nil
    default: return nil
    }
  }

  mutating func fitted(_ operand: Operand, to type: DataType, named name: String) -> Operand? {
    guard case .enumeration(let codes) = type, case .string(let word) = operand.literal,
      operand.type == .text
    else { return fitted(operand, to: type) }
    guard let position = codes.position(of: word) else {
      report(.unknownCode(word, of: name, codes), at: operand.range)
      return nil
    }
    return .constant(.code(Int64(position)), type: type, at: location(operand.range))
  }
}
