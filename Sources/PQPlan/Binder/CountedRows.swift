import PQColumnar
import PQFunctions
import PQSyntax

/// A condition on a row that must hold for it to count in a number of a measure, and where it was
/// written.
struct RowTest {
  var condition: ExpressionSyntax
  var context: BindingContext
}

extension Binder {
  /// Returns what a row must meet to count in a measure's numerator or denominator; `nil` when the
  /// definition does not tell rows apart.
  ///
  ///     share(C where D)          numerator: C and D      denominator: D
  ///     ratio(A, B), A / B        the rows of A           the rows of B
  ///     mean(x where C)           C, and x is present, in both
  ///     count(where C), sum(x)    as the numerator alone
  mutating func rowsCounted(
    in part: RatioPart, of definition: ExpressionSyntax, _ relation: Relation
  ) -> [RowTest]? {
    guard depth < Binder.depthLimit else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch definition.unwrapped.kind {
    case .binary(.divide, let top, let bottom, _):
      return rowsAggregated(in: part == .numerator ? top : bottom, relation)
    case .name(let name):
      if name.text.isShare { return [] }
      if let measure = measures(of: relation).first(where: { $0.isNamed(name.text) }) {
        let inner = BindingContext(source: measure.source, visibleCount: measure.visibleCount)
        return inContext(inner) { $0.rowsCounted(in: part, of: measure.definition, relation) }
      }
      return part == .numerator ? rowsAggregated(in: definition, relation) : nil
    case .call(let call):
      let isOwn = self.definition(named: call.name.text) != nil
      if isOwn { return nil }
      if call.name.text.isShare { return rowsShared(in: part, call, relation) }
      let scalar = FunctionRegistry.scalar(named: call.name.text)?.name
      if scalar == "ratio" || scalar == "make_ratio", call.arguments.count == 2 {
        let side = call.arguments[part == .numerator ? 0 : 1].expression
        return rowsAggregated(in: side, relation)
      }
      let isMean = FunctionRegistry.aggregate(named: call.name.text)?.name == "mean"
      return part == .numerator || isMean ? rowsAggregated(in: definition, relation) : nil
    default: return nil
    }
  }

  private mutating func rowsShared(
    in part: RatioPart, _ call: CallSyntax, _ relation: Relation
  ) -> [RowTest]? {
    guard let argument = call.arguments.first?.expression else {
      return part == .numerator ? [call.filter].compactMap { $0.map(test) } : []
    }
    let filter = [call.filter].compactMap { $0.map(test) }
    var scope = Scope(relation)
    let (operand, _) = capturingDiagnostics { $0.bind(argument, &scope) }
    guard operand?.type == .boolean else { return [test(present(argument))] + filter }
    return part == .numerator ? [test(argument)] + filter : filter
  }

  /// Returns the tests of the rows that an aggregate looks at.
  private mutating func rowsAggregated(
    in side: ExpressionSyntax, _ relation: Relation
  ) -> [RowTest]? {
    let call: CallSyntax
    switch side.unwrapped.kind {
    case .call(let written): call = written
    case .name(let name):
      if let measure = measures(of: relation).first(where: { $0.isNamed(name.text) }) {
        let inner = BindingContext(source: measure.source, visibleCount: measure.visibleCount)
        return inContext(inner) { $0.rowsAggregated(in: measure.definition, relation) }
      }
      call = CallSyntax(name: name, arguments: [], filter: nil, per: [], range: name.range)
    default: return nil
    }
    let name = call.name.text == MadeName.count.chinese ? "count" : call.name.text
    guard definition(named: call.name.text) == nil,
      let function = FunctionRegistry.aggregate(named: name),
      !call.arguments.isEmpty || function.allowsNoArgument
    else { return nil }
    var tests = [call.filter].compactMap { $0.map(test) }
    let takesCondition = function.name == "any" || function.name == "all"
    if let argument = call.arguments.first?.expression, !takesCondition {
      tests.insert(test(present(argument)), at: 0)
    }
    return tests
  }

  private func test(_ condition: ExpressionSyntax) -> RowTest {
    RowTest(condition: condition, context: context)
  }

  /// An aggregate leaves out the rows that miss its value.
  private func present(_ value: ExpressionSyntax) -> ExpressionSyntax {
    ExpressionSyntax(.isMissing(value, isNegated: true), range: value.range)
  }
}
