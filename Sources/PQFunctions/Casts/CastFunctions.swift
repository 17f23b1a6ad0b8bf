/// The functions that turn a value to another type.
enum CastFunctions {
  static let all: [any ScalarFunction.Type] = [
    ToInteger.self, ToNumber.self, ToText.self, ToBoolean.self, ToDate.self, ToDatetime.self,
  ]
}
