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
  /// Whether looking at every row costs less than picking some rows out of the columns it reads.
  let isCheap: Bool
  /// What came out for the entries of dictionaries, if it can be computed for them instead of for
  /// each row: it has only one operand that varies, and cannot fail on an entry that no row has.
  let answers: DictionaryAnswers?

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
    self.isCheap =
      switch kind {
      case .constant, .column: true
      case .call(let function, let arguments):
        function is any ComparisonFunction.Type
          && arguments.allSatisfy { $0.isCheap && $0.type != .text }
      case .and(let left, let right), .or(let left, let right): left.isCheap && right.isCheap
      case .not(let operand): operand.isCheap
      case .conditional, .member, .failure: false
      }
    self.answers = canFail || kind.textOperand == nil ? nil : DictionaryAnswers()
  }

  static func column(_ position: Int, type: DataType) -> PreparedExpression {
    PreparedExpression(.column(position), type: type)
  }
}

extension PreparedExpression.Kind {
  /// The only operand of a call or a membership that is no constant, if it is text.
  var textOperand: PreparedExpression? {
    switch self {
    case .call(_, let arguments):
      let varying = arguments.filter { !$0.isConstant }
      return varying.count == 1 && varying[0].type == .text ? varying[0] : nil
    case .member(let operand, _): return operand.type == .text ? operand : nil
    default: return nil
    }
  }
}

extension PreparedExpression {
  var isConstant: Bool {
    if case .constant = kind { true } else { false }
  }
}
