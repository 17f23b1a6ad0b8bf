import Testing

@testable import PQColumnar

/// Compares two boxed values as the language says.
private func naive(_ kind: ComparisonKind, _ left: Value, _ right: Value) -> Bool {
  switch kind {
  case .notEqual: return !naive(.equal, left, right)
  case .greater: return naive(.less, right, left)
  case .greaterOrEqual: return naive(.lessOrEqual, right, left)
  case .equal, .less, .lessOrEqual: break
  }
  if left.isMissing || right.isMissing {
    return kind == .equal && left.isMissing && right.isMissing
  }
  let order: Int
  switch (left, right) {
  case (.text(let left), .text(let right)):
    let isLess = Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
    order = left == right ? 0 : isLess ? -1 : 1
  case (.boolean(let left), .boolean(let right)):
    order = left == right ? 0 : right ? -1 : 1
  default:
    let (left, right) = (number(left), number(right))
    order = left == right ? 0 : left < right ? -1 : 1
  }
  switch kind {
  case .equal: return order == 0
  case .less: return order < 0
  default: return order <= 0
  }
}

/// The samples are so small that floats tell them apart.
private func number(_ value: Value) -> Double {
  switch value {
  case .float(let number): number
  case .decimal(let decimal): Double(decimal.mantissa) / 100
  case .ratio(let ratio): Double(ratio.numerator) / Double(ratio.denominator)
  case .date(let days): Double(days) * 86_400
  default: Double(value.storedInteger ?? 0)
  }
}

struct ComparisonTests {
  @Test(arguments: ColumnSamples.types)
  func agreesWithTheNaiveOne(type: DataType) {
    for count in ColumnSamples.lengths {
      for (leftValues, left) in ColumnSamples.all(type, count: count, seed: 1) {
        for (rightValues, right) in ColumnSamples.few(type, count: count, seed: 2) {
          for kind in ComparisonKind.allCases {
            let bits = Comparison.compare(kind, left, type, right, type)
            let expected = zip(leftValues, rightValues).map { naive(kind, $0, $1) }
            if bits.bools != expected {
              Issue.record("\(type) \(kind) \(leftValues) \(rightValues)")
              return
            }
          }
        }
      }
    }
  }

  static let pairs: [(DataType, DataType)] = [
    (.integer, .decimal(scale: 2)), (.integer, .float), (.decimal(scale: 2), .float),
    (.integer, .ratio(.number)), (.ratio(.percent), .decimal(scale: 2)),
    (.ratio(.number), .float), (.date, .datetime),
  ]

  @Test(arguments: pairs)
  func typesThatMeetAgreeWithTheNaiveOne(leftType: DataType, rightType: DataType) {
    for count in [0, 1, 5, 65] {
      for (leftValues, left) in ColumnSamples.all(leftType, count: count, seed: 1) {
        for (rightValues, right) in ColumnSamples.few(rightType, count: count, seed: 2) {
          for kind in ComparisonKind.allCases {
            let expected = zip(leftValues, rightValues).map { naive(kind, $0, $1) }
            let mirrored = zip(rightValues, leftValues).map { naive(kind, $0, $1) }
            #expect(
              Comparison.compare(kind, left, leftType, right, rightType).bools == expected)
            #expect(
              Comparison.compare(kind, right, rightType, left, leftType).bools == mirrored)
          }
        }
      }
    }
  }

  @Test func largeNumbersAreComparedExactly() {
    let left = Column.integer(IntegerColumn(values: [.max, .max, .min]))
    let right = Column.integer(IntegerColumn(values: [.max - 1, .max, .min]))
    let hundredths = DataType.decimal(scale: 2)
    #expect(
      Comparison.compare(.greater, left, .integer, right, .integer).bools == [true, false, false])
    #expect(
      Comparison.compare(.greater, left, .integer, right, hundredths).bools == [true, true, false])
    #expect(
      Comparison.compare(.less, left, .integer, right, hundredths).bools == [false, false, true])
  }

  @Test func aMissingLiteralMeetsEveryType() {
    let missing = Column.constant(ConstantColumn(.missing, count: 3))
    for type in ColumnSamples.types {
      let values = ColumnSamples.values(type, count: 2, withMissing: false) + [.missing]
      let column = Column(values: values, type: type)
      let equal = Comparison.compare(.equal, column, type, missing, .unknown)
      #expect(equal.bools == [false, false, true])
      #expect(
        Comparison.compare(.notEqual, missing, .unknown, column, type).bools == [true, true, false])
      #expect(Comparison.compare(.lessOrEqual, missing, .unknown, column, type).setCount == 0)
    }
    #expect(Comparison.compare(.equal, missing, .unknown, missing, .unknown).isAllSet)
  }
}
