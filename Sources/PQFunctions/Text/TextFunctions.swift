/// The functions of text.
enum TextFunctions {
  static let all: [any ScalarFunction.Type] = []
}
