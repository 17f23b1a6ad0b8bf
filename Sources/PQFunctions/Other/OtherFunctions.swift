/// The functions that fit no other list.
enum OtherFunctions {
  static let all: [any ScalarFunction.Type] = []
}
