/// The operators, and what else stands for one.
enum OperatorFunctions {
  static let all: [any ScalarFunction.Type] = []
}
