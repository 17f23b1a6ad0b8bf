/// The explicit changes of type.
enum CastFunctions {
  static let all: [any ScalarFunction.Type] = []
}
