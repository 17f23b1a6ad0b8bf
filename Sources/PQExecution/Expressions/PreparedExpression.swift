import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// A bound expression whose plans have run: what is left depends on one row only, so any worker
/// can evaluate it.
struct PreparedExpression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Value)
    case column(Int)
    case call(any ScalarFunction.Type, [PreparedExpression])
    case and(PreparedExpression, PreparedExpression)
    case or(PreparedExpression, PreparedExpression)
    case not(PreparedExpression)
    case conditional(
      PreparedExpression, then: PreparedExpression, else: PreparedExpression)
    case member(PreparedExpression, Membership)
    /// A plan failed. It is no failure of the query unless a row asks for the value.
    case failure(QueryError)
  }

  let kind: Kind
  let type: DataType
  let location: SourceLocation?
  /// Whether evaluating it on a row can throw.
  let canFail: Bool

  init(_ kind: Kind, type: DataType, location: SourceLocation? = nil) {
    self.kind = kind
    self.type = type
    self.location = location
    self.canFail =
      switch kind {
      case .constant, .column: false
      case .call(let function, let arguments):
        function.canFail || arguments.contains { $0.canFail }
      case .and(let left, let right), .or(let left, let right): left.canFail || right.canFail
      case .not(let operand): operand.canFail
      case .conditional(let condition, let yes, let no):
        condition.canFail || yes.canFail || no.canFail
      case .member(let operand, _): operand.canFail
      case .failure: true
      }
  }

  static func column(_ position: Int, type: DataType) -> PreparedExpression {
    PreparedExpression(.column(position), type: type)
  }
}
