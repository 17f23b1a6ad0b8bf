import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// Evaluates the condition of an `assert`, and says what was found when it does not hold.
struct Assertion {
  let engine: Engine

  func check(
    _ condition: BoundExpression, reason: BoundTemplate?, at location: SourceLocation
  ) throws(QueryError) {
    if try engine.value(of: condition) == .boolean(true) { return }
    let culprit = try culprit(in: condition)
    var reasonText: String?
    if let reason { reasonText = try engine.text(of: reason) }
    let place = culprit.location ?? location
    throw QueryError(
      .assertionFailed(reason: reasonText, findings: try findings(in: culprit))
    ).located(place)
  }

  /// Returns the first part of an `and` that is not true.
  private func culprit(in condition: BoundExpression) throws(QueryError) -> BoundExpression {
    guard case .and(let left, let right) = condition.kind else { return condition }
    let leftHolds = try engine.value(of: left) == .boolean(true)
    return try culprit(in: leftHolds ? right : left)
  }

  /// Returns what each operand of a comparison was, leaving out what the reader wrote down.
  private func findings(in condition: BoundExpression) throws(QueryError) -> [LocalizedText] {
    let operands: [BoundExpression] =
      switch condition.kind {
      case .call(_, let arguments): arguments
      case .inValues(let operand, _), .inPlan(let operand, _): [operand]
      case .not(let operand): [operand]
      default: []
      }
    var result: [LocalizedText] = []
    for operand in operands {
      if case .constant = operand.kind { continue }
      guard let location = operand.location else { continue }
      let text = location.source.text(in: location.range)
      result.append(Diagnostic.finding(text, is: try engine.text(of: operand)))
    }
    return result
  }
}
