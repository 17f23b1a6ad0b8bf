/// Whole numbers, stored in as few bits as all of them need.
///
/// Two vectors are equal if their numbers are, whatever their widths.
package enum IntegerVector: Hashable, Sendable {
  case int8([Int8])
  case int16([Int16])
  case int32([Int32])
  case int64([Int64])

  /// Stores numbers in the narrowest width that holds them all.
  package init(narrowing values: [Int64]) {
    guard let least = values.min(), let greatest = values.max() else {
      self = .int64([])
      return
    }
    self.init(values, range: least...greatest)
  }

  /// Stores numbers whose range is known.
  ///
  /// - Precondition: every number lies in `range`.
  package init(_ values: [Int64], range: ClosedRange<Int64>) {
    if Int64(Int8.min)...Int64(Int8.max) ~= range {
      self = .int8(values.map { Int8(truncatingIfNeeded: $0) })
    } else if Int64(Int16.min)...Int64(Int16.max) ~= range {
      self = .int16(values.map { Int16(truncatingIfNeeded: $0) })
    } else if Int64(Int32.min)...Int64(Int32.max) ~= range {
      self = .int32(values.map { Int32(truncatingIfNeeded: $0) })
    } else {
      self = .int64(values)
    }
  }

  package var count: Int {
    switch self {
    case .int8(let values): values.count
    case .int16(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    }
  }

  /// The bytes that one number takes.
  package var width: Int {
    switch self {
    case .int8: 1
    case .int16: 2
    case .int32: 4
    case .int64: 8
    }
  }

  /// Every number in 64 bits: a copy unless it is stored so.
  package var widened: [Int64] {
    switch self {
    case .int8(let values): values.map(Int64.init)
    case .int16(let values): values.map(Int64.init)
    case .int32(let values): values.map(Int64.init)
    case .int64(let values): values
    }
  }

  /// One number; for loops, ask for the width once and read the array.
  package subscript(row: Int) -> Int64 {
    switch self {
    case .int8(let values): Int64(values[row])
    case .int16(let values): Int64(values[row])
    case .int32(let values): Int64(values[row])
    case .int64(let values): values[row]
    }
  }

  package static func == (left: IntegerVector, right: IntegerVector) -> Bool {
    switch (left, right) {
    case (.int8(let left), .int8(let right)): left == right
    case (.int16(let left), .int16(let right)): left == right
    case (.int32(let left), .int32(let right)): left == right
    default: left.count == right.count && left.widened == right.widened
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(widened)
  }

  /// Returns a vector of the same width made from this one's array.
  func map(_ transform: IntegerVectorTransform) -> IntegerVector {
    switch self {
    case .int8(let values): .int8(transform.apply(values))
    case .int16(let values): .int16(transform.apply(values))
    case .int32(let values): .int32(transform.apply(values))
    case .int64(let values): .int64(transform.apply(values))
    }
  }
}

/// What is done alike to arrays of every width: picking rows, cutting runs.
enum IntegerVectorTransform {
  case slice(Range<Int>)
  /// A negative row number gives 0.
  case gather([Int32])
  /// No row number is negative.
  case pick([Int32])

  func apply<Element: FixedWidthInteger>(_ values: [Element]) -> [Element] {
    switch self {
    case .slice(let rows): return Array(values[rows])
    case .gather(let rows):
      let source = values.span
      return rows.map { $0 < 0 ? 0 : source[Int($0)] }
    case .pick(let rows):
      let source = values.span
      return rows.map { source[Int($0)] }
    }
  }
}

extension ClosedRange<Int64> {
  fileprivate static func ~= (outer: ClosedRange<Int64>, inner: ClosedRange<Int64>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }
}
