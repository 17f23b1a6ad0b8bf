/// The functions that belong to no one type.
enum OtherFunctions {
  static let all: [any ScalarFunction.Type] = [Coalesce.self, Hash.self, Pseudonym.self]
}
