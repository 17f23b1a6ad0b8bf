/// The functions of numbers.
enum NumberFunctions {
  static let all: [any ScalarFunction.Type] = []
}
