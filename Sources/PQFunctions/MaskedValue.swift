import PQColumnar
import PQDiagnostics

/// What may be shown of a private value: plans put it where a value becomes part of a text.
///
/// It has no name that a query could use, since a query need not care: whatever is shown is masked.
package enum MaskedValue: ScalarFunction {
  package static let name = "masked"
  package static let chineseName = "遮蔽"
  package static let parameters = ["value", "kind number"]
  package static let summary = LocalizedText(
    "What may be shown of a private value", zh: "私密值中可以显示的部分")
  package static let examples: [FunctionExample] = []
  package static let canFail = false

  package static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? .text : nil
  }

  package static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    guard rowCount > 0, case .integer(let position) = arguments[1].value(at: 0, as: .integer),
      Masking.allCases.indices.contains(Int(position))
    else { return .constant(ConstantColumn(.missing, count: rowCount)) }
    return Masking.allCases[Int(position)].column(arguments[0], type: types[0])
  }
}
