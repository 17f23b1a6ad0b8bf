import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension DataType {
  /// Decimals with more digits behind the point than this become floating point.
  static let scaleLimit = 12

  /// The type that holds the values of both, or `nil` if there is none.
  func united(with other: DataType) -> DataType? {
    if self == other { return self }
    switch (self, other) {
    case (.unknown, let type), (let type, .unknown): return type
    case (.integer, .decimal(let scale)), (.decimal(let scale), .integer):
      return .decimal(scale: scale)
    case (.decimal(let left), .decimal(let right)): return .decimal(scale: max(left, right))
    case (.ratio, .ratio): return self
    case (.date, .datetime), (.datetime, .date): return .datetime
    case (.enumeration, .text), (.text, .enumeration): return .text
    default: return isNumeric && other.isNumeric ? .float : nil
    }
  }
}

extension Binder {
  /// Gives operands one common type, or reports that there is none.
  ///
  /// A text literal beside an enum is read as one of its codes.
  mutating func unified(_ operands: [Operand], at range: SourceRange) -> [Operand]? {
    var operands = operands
    if let model = operands.first(where: { $0.type.isEnumeration }) {
      for position in operands.indices where operands[position].literal != nil {
        guard let (_, changed) = coerced(model, operands[position]) else { return nil }
        operands[position] = changed
      }
    }
    guard var type = operands.first?.type else { return operands }
    for operand in operands.dropFirst() {
      guard let united = type.united(with: operand.type) else {
        report(
          .branchMismatch(type, operand.type, text(operand.range)), at: operand.range)
        return nil
      }
      type = united
    }
    return operands.map { converted($0, to: type) }
  }

  /// Converts an operand to a type that holds all its values.
  func converted(_ operand: Operand, to type: DataType) -> Operand {
    let expression = converted(operand.expression, to: type)
    if expression.type == operand.type, operand.type == type { return operand }
    return operand.replacing(expression)
  }

  /// Converts an expression to a type that holds all its values.
  ///
  /// Numbers become wider by adding a zero of the wider type, which is exact.
  func converted(_ expression: BoundExpression, to type: DataType) -> BoundExpression {
    if expression.type == type { return expression }
    if expression.type == .unknown {
      return BoundExpression(expression.kind, type: type, location: expression.location)
    }
    switch type {
    case .decimal(let scale):
      let zero = BoundExpression(
        .constant(.decimal(Decimal(mantissa: 0, scale: scale))), type: type)
      return sum(expression, zero, type)
    case .float:
      return sum(expression, BoundExpression(.constant(.float(0)), type: .float), type)
    case .datetime: return cast("datetime", expression, type)
    case .text: return cast("text", expression, type)
    case .ratio: return BoundExpression(expression.kind, type: type, location: expression.location)
    default: return expression
    }
  }

  private func sum(
    _ expression: BoundExpression, _ zero: BoundExpression, _ type: DataType
  ) -> BoundExpression {
    guard let function = FunctionRegistry.scalar(named: "+") else { return expression }
    return BoundExpression(
      .call(function, [expression, zero]), type: type, location: expression.location)
  }

  private func cast(
    _ name: String, _ expression: BoundExpression, _ type: DataType
  ) -> BoundExpression {
    guard let function = FunctionRegistry.scalar(named: name) else { return expression }
    return BoundExpression(
      .call(function, [expression]), type: type, location: expression.location)
  }

  /// A code as the text of its word; other operands as they are.
  func asText(_ operand: Operand) -> Operand {
    operand.type.isEnumeration ? converted(operand, to: .text) : operand
  }
}

extension DataType {
  var isEnumeration: Bool { if case .enumeration = self { true } else { false } }
}
