/// The functions of numbers.
enum NumberFunctions {
  static let all: [any ScalarFunction.Type] = [
    Absolute.self, Sign.self, Round.self, Floor.self, Ceil.self, Least.self, Greatest.self,
    Sqrt.self, Log.self, Power.self,
  ]
}
