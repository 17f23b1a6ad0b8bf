import PQColumnar

extension [DataType] {
  /// Tells whether these argument types fit a list of parameter types; the last `optional` of the
  /// parameters may be left out. A bare `missing` fits every parameter.
  func fit(_ parameters: [DataType], optional: Int = 0) -> Bool {
    fit(parameters.map { type in { $0 == type } }, optional: optional)
  }

  /// Tells whether each argument passes the test of its parameter.
  func fit(_ parameters: [(DataType) -> Bool], optional: Int = 0) -> Bool {
    (parameters.count - optional...parameters.count).contains(count)
      && zip(self, parameters).allSatisfy { type, accepts in type == .unknown || accepts(type) }
  }
}

extension DataType {
  var isInteger: Bool { self == .integer }
  var isText: Bool { self == .text }

  var isPeriod: Bool { if case .period = self { true } else { false } }

  var isRatio: Bool { if case .ratio = self { true } else { false } }
}
