/// The operators, each a function named by its symbol or words.
enum OperatorFunctions {
  static let all: [any ScalarFunction.Type] = [
    Addition.self, Subtraction.self, Multiplication.self, Division.self, Remainder.self,
    Negation.self, Equal.self, NotEqual.self, Less.self, LessOrEqual.self, Greater.self,
    GreaterOrEqual.self, MatchesPattern.self, Contains.self, StartsWith.self, EndsWith.self,
    Coalescing.self, IsMissing.self, MakeRatio.self, RatioOfNumbers.self,
  ]
}
