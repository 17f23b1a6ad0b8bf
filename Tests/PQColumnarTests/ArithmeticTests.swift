import Testing

@testable import PQColumnar

/// One whole-number operation, `nil` where the result is missing.
private func naive(_ operation: Arithmetic.Operation, _ left: Value, _ right: Value) -> Value {
  guard let left = left.storedInteger, let right = right.storedInteger else { return .missing }
  switch operation {
  case .add: return .integer(left + right)
  case .subtract: return .integer(left - right)
  case .multiply: return .integer(left * right)
  case .remainder: return right == 0 ? .missing : .integer(left % right)
  }
}

private func naiveFloat(_ operation: Arithmetic.Operation, _ left: Value, _ right: Value) -> Value {
  guard case .float(let left) = left, case .float(let right) = right else { return .missing }
  switch operation {
  case .add: return .float(left + right)
  case .subtract: return .float(left - right)
  case .multiply: return .float(left * right)
  case .remainder:
    return right == 0 ? .missing : .float(left.truncatingRemainder(dividingBy: right))
  }
}

struct ArithmeticKernelTests {
  static let operations: [Arithmetic.Operation] = [.add, .subtract, .multiply, .remainder]

  @Test(arguments: operations)
  func integersAgreeWithTheNaiveOne(operation: Arithmetic.Operation) throws {
    for count in ColumnSamples.lengths {
      for (leftValues, left) in ColumnSamples.all(.integer, count: count, seed: 1) {
        for (rightValues, right) in ColumnSamples.few(.integer, count: count, seed: 2) {
          let result = Column.integer(try Arithmetic.integers(operation, left, right))
          let expected = zip(leftValues, rightValues).map { naive(operation, $0, $1) }
          #expect(result.values(as: .integer) == expected)
        }
      }
    }
  }

  @Test(arguments: operations)
  func floatsAgreeWithTheNaiveOne(operation: Arithmetic.Operation) throws {
    for count in ColumnSamples.lengths {
      for (leftValues, left) in floats(count: count, seed: 1) {
        for (rightValues, right) in floats(count: count, seed: 2) {
          let result = Column.float(
            try Arithmetic.floats(operation, left, .float, right, .float))
          let expected = zip(leftValues, rightValues).map { naiveFloat(operation, $0, $1) }
          #expect(result.values(as: .float) == expected)
        }
      }
    }
  }

  private func floats(count: Int, seed: Int) -> [([Value], Column)] {
    [true, false].flatMap { withMissing in
      let values = ColumnSamples.values(
        .integer, count: count, seed: seed, withMissing: withMissing
      )
      .map { $0.isMissing ? $0 : .float(Double($0.storedInteger ?? 0) / 2) }
      return ColumnSamples.encodings(of: values, .float).map { (values, $0) }
    }
  }

  @Test func overflowNamesTheRow() {
    let left = Column.integer(IntegerColumn(values: [1, .max, 1]))
    let one = Column.constant(ConstantColumn(.integer(1), count: 3))
    let error = #expect(throws: RowFailure.self) { try Arithmetic.integers(.add, left, one) }
    #expect(error == RowFailure(row: 1, kind: .overflow))
    #expect(throws: RowFailure.self) {
      try Arithmetic.negated(.integer(IntegerColumn(values: [.min])))
    }
    #expect(throws: RowFailure.self) { try Arithmetic.rescaled(left, from: 0, to: 2) }
  }

  @Test func quotientsAreRoundedOnceAndMissingForZero() throws {
    let left = Column.integer(IntegerColumn(values: [1, 7, 5, .max]))
    let right = Column.integer(IntegerColumn(values: [3, 0, 2, .max]))
    let result = Column.float(try Arithmetic.quotients(left, .integer, right, .integer))
    #expect(result.values(as: .float) == [.float(1.0 / 3), .missing, .float(2.5), .float(1)])
    let scaled = Column.float(
      try Arithmetic.quotients(left, .decimal(scale: 1), right, .decimal(scale: 2)))
    #expect(scaled.value(at: 2, as: .float) == .float(25))
  }

  @Test func convertsToTheCommonType() throws {
    let pairs: [(DataType, DataType, DataType?)] = [
      (.integer, .decimal(scale: 2), .decimal(scale: 2)), (.integer, .float, .float),
      (.decimal(scale: 1), .decimal(scale: 3), .decimal(scale: 3)), (.date, .datetime, .datetime),
      (.unknown, .text, .text), (.text, .integer, nil), (.boolean, .integer, nil),
      (.ratio(.percent), .integer, .float),
    ]
    for (left, right, common) in pairs {
      #expect(NumericConversion.commonType(left, right) == common)
      #expect(NumericConversion.commonType(right, left) == common)
    }
    let days = Column.integer(IntegerColumn(values: [1, 0], validity: Bitmap([true, false])))
    let seconds = try NumericConversion.convert(days, from: .date, to: .datetime)
    #expect(seconds.values(as: .datetime) == [.datetime(86_400), .missing])
    let hundredths = try NumericConversion.convert(days, from: .integer, to: .decimal(scale: 2))
    #expect(hundredths.value(at: 0, as: .integer) == .integer(100))
  }
}
