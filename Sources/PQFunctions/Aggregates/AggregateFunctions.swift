/// The functions of a group's rows.
enum AggregateFunctions {
  static let all: [any AggregateFunction.Type] = [
    Count.self, Sum.self, Mean.self, Median.self, Percentile.self, Minimum.self, Maximum.self,
    StandardDeviation.self, DistinctCount.self, First.self, Last.self, AnyTrue.self, AllTrue.self,
    ListOfValues.self,
  ]
}

extension Accumulator {
  /// Reads another worker's accumulator, which is always of the same type.
  func same(_ other: any Accumulator) -> Self {
    guard let other = other as? Self else {
      preconditionFailure("accumulators of different aggregates were merged")
    }
    return other
  }
}

extension Array {
  /// Grows to a length; never shrinks.
  mutating func grow(to count: Int, filler: Element) {
    if self.count < count {
      append(contentsOf: repeatElement(filler, count: count - self.count))
    }
  }
}
