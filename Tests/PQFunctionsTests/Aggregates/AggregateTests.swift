import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

/// What each aggregate gives for the present values of one group, in the dullest way.
private func naive(_ name: String, _ values: [Value], _ type: DataType) -> Value {
  let present = values.filter { !$0.isMissing }
  let sorted = present.enumerated().sorted {
    let order = ValueOrder.compare($0.element, $1.element)
    return order == 0 ? $0.offset < $1.offset : order < 0
  }.map(\.element)
  let numbers = present.compactMap { value -> Double? in
    switch value {
    case .integer(let number), .duration(let number): Double(number)
    case .decimal(let decimal): Double(decimal.mantissa) / 100
    case .float(let number): number
    default: nil
    }
  }
  switch name {
  case "count": return .integer(Int64(present.count))
  case "distinct": return .integer(Int64(Set(present).count))
  case "first": return present.first ?? .missing
  case "last": return present.last ?? .missing
  case "min": return sorted.first ?? .missing
  case "max": return sorted.last ?? .missing
  case "list":
    let texts = present.map { ValueFormat.text($0, as: type) }
    return texts.isEmpty ? .missing : .text(texts.joined(separator: ", "))
  case "any": return .boolean(values.contains(.boolean(true)))
  case "all": return .boolean(values.allSatisfy { $0 == .boolean(true) })
  case "sum":
    switch type {
    case .float: return .float(numbers.reduce(0, +))
    default:
      return Value(stored: present.compactMap(\.storedInteger).reduce(0, +), as: type)
    }
  case "mean":
    if numbers.isEmpty { return .missing }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    return type == .duration ? .duration(Int64(mean.rounded())) : .float(mean)
  case "median":
    if numbers.isEmpty { return .missing }
    let ordered = numbers.sorted()
    let half = (ordered[(ordered.count - 1) / 2] + ordered[ordered.count / 2]) / 2
    return type == .duration ? .duration(Int64(half.rounded())) : .float(half)
  default: return .missing
  }
}

/// Values that are exact in binary, so that the naive sums are exact too.
private func sample(_ type: DataType, count: Int, seed: UInt64, withMissing: Bool) -> [Value] {
  var state = seed
  return (0..<count).map { _ in
    state = TextHash.mix(state &+ 0x9E37)
    if withMissing && state % 4 == 0 { return .missing }
    let number = Int64(state >> 8 & 15) - 5
    switch type {
    case .boolean: return .boolean(number > 0)
    case .float: return .float(Double(number) / 4)
    case .text: return .text(["", "plum", "杏", "apple", "fig"][Int(number + 5) % 5])
    case .ratio: return .ratio(Ratio(number, 16))
    default: return Value(stored: number * 25, as: type)
    }
  }
}

struct AggregateTests {
  static let lengths = Array(0...20) + [63, 64, 65]
  static let size = EnumType(codes: (0..<300).map { EnumCode("c\($0)") })
  static let types: [DataType] = [
    .integer, .decimal(scale: 2), .float, .text, .boolean, .duration, .date, .ratio(.percent),
  ]
  static let names = [
    "count", "distinct", "first", "last", "min", "max", "list", "any", "all", "sum", "mean",
    "median",
  ]

  @Test(arguments: names, types)
  func agreesWithTheNaiveOne(name: String, type: DataType) throws {
    let found = FunctionRegistry.aggregate(named: name)
    guard let function = found, let resultType = function.resultType(of: [type]) else { return }
    if case .ratio = type, name == "sum" || name == "mean" || name == "median" { return }
    for length in AggregateTests.lengths {
      for withMissing in [false, true] {
        let values = sample(type, count: length, seed: UInt64(length), withMissing: withMissing)
        let groups = (0..<length).map { Int32($0 * 7 % 3) }
        let expected = (0..<3).map { group in
          naive(name, values.indices.filter { groups[$0] == group }.map { values[$0] }, type)
        }
        for blockLength in [1, 3, 100] {
          let whole = try run(function, values, type, groups, blockLength, workers: 1)
          let divided = try run(function, values, type, groups, blockLength, workers: 3)
          #expect((0..<3).map { whole.value(at: $0, as: resultType) } == expected)
          #expect((0..<3).map { divided.value(at: $0, as: resultType) } == expected)
        }
      }
    }
  }

  /// Deals blocks to workers in turn; each worker numbers the groups in its own way, and they are
  /// merged last to first.
  private func run(
    _ function: any AggregateFunction.Type, _ values: [Value], _ type: DataType,
    _ groups: [Int32], _ blockLength: Int, workers: Int
  ) throws -> Column {
    var accumulators = (0..<workers).map { _ in function.makeAccumulator(types: [type]) }
    for worker in 0..<workers { accumulators[worker].resize(groupCount: 3) }
    for (block, start) in stride(from: 0, to: values.count, by: blockLength).enumerated() {
      let rows = start..<min(start + blockLength, values.count)
      let worker = block % workers
      let own = groups[rows].map { ($0 + Int32(worker)) % 3 }
      let column = encoded(Array(values[rows]), type, block)
      try accumulators[worker].update([column], groups: own, firstRow: start)
    }
    for worker in (1..<workers).reversed() {
      let map = (0..<3).map { Int32(($0 + 3 - worker) % 3) }
      try accumulators[0].merge(accumulators[worker], groupMap: map)
    }
    return try accumulators[0].finish()
  }

  /// Blocks of one column come in different encodings.
  private func encoded(_ values: [Value], _ type: DataType, _ block: Int) -> Column {
    if values.count == 1, block % 2 == 0 { return .constant(ConstantColumn(values[0], count: 1)) }
    let column = Column(values: values, type: type)
    if case .text(let text) = column, block % 2 == 0 {
      return .dictionary(DictionaryEncoding.encoded(text))
    }
    return column
  }
}

struct AggregateEdgeTests {
  private func value(
    _ name: String, _ columns: [Column], _ types: [DataType]
  ) throws -> Value {
    guard let function = FunctionRegistry.aggregate(named: name),
      let type = function.resultType(of: types)
    else { return .text("does not fit") }
    var accumulator = function.makeAccumulator(types: types)
    accumulator.resize(groupCount: 1)
    let count = columns.first?.count ?? 2
    try accumulator.update(columns, groups: Array(repeating: 0, count: count), firstRow: 0)
    return try accumulator.finish().value(at: 0, as: type)
  }

  private func integers(_ values: [Int64]) -> Column { .integer(IntegerColumn(values: values)) }
  private func floats(_ values: [Double]) -> Column { .float(FloatColumn(values: values)) }

  @Test func countsRowsWithoutAnArgument() throws {
    #expect(try value("count", [], []) == .integer(2))
  }

  @Test func sumsPassThroughLargeNumbers() throws {
    #expect(try value("sum", [integers([.max, .max, .min, .min])], [.integer]) == .integer(-2))
    #expect(throws: QueryError.self) { try value("sum", [integers([.max, 1])], [.integer]) }
    #expect(try value("mean", [integers([.max, .max])], [.integer]) == .float(0x1p63))
    #expect(try value("sum", [floats([1e308, 1e308, -1e308, -1e308, 3])], [.float]) == .float(3))
    #expect(throws: QueryError.self) { try value("sum", [floats([1e308, 1e308])], [.float]) }
    #expect(try value("sum", [floats(Array(repeating: 0.1, count: 10))], [.float]) == .float(1))
  }

  @Test func standardDeviationKeepsItsDigits() throws {
    let base: Int64 = 1_000_000_000_000
    let large = integers([4, 7, 13, 16].map { base + $0 })
    #expect(try value("stddev", [large], [.integer]) == .float(30.0.squareRoot()))
    let shifted = floats([4.0, 7, 13, 16].map { $0 + 1e12 })
    #expect(try value("stddev", [shifted], [.float]) == .float(30.0.squareRoot()))
    #expect(try value("stddev", [integers([5])], [.integer]) == .missing)
    #expect(try value("stddev", [floats([0.1, 0.1, 0.1])], [.float]) == .float(0))
    #expect(throws: QueryError.self) { try value("stddev", [floats([1e200, 1])], [.float]) }
    #expect(
      try value("stddev", [integers([.min, .max])], [.integer])
        == .float(1.3043817825332783e19))
  }

  private func part(_ mantissa: Int64, _ scale: Int, count: Int) -> Column {
    .constant(ConstantColumn(.decimal(Decimal(mantissa: mantissa, scale: scale)), count: count))
  }

  @Test(arguments: [(0, 1.0), (25, 1.75), (50, 2.5), (90, 3.7), (100, 4.0)] as [(Int64, Double)])
  func percentilesLieOnALine(percent: Int64, expected: Double) throws {
    let types: [DataType] = [.integer, .decimal(scale: 2)]
    let arguments = [integers([3, 1, 4, 2]), part(percent, 2, count: 4)]
    #expect(try value("percentile", arguments, types) == .float(expected))
  }

  @Test func percentilesOutsideAreErrors() throws {
    let types: [DataType] = [.integer, .integer]
    #expect(throws: QueryError.self) {
      try value("percentile", [integers([1, 2]), integers([90, 90])], types)
    }
    #expect(throws: QueryError.self) {
      try value("percentile", [integers([1, 2]), integers([0, 1])], types)
    }
    let missing = Column.constant(ConstantColumn(.missing, count: 2))
    #expect(
      try value("percentile", [integers([1, 2]), missing], [.integer, .unknown]) == .missing)
    #expect(
      try value("percentile", [floats([1, 2]), floats([0.5, 0.5])], [.float, .float])
        == .float(1.5))
    #expect(
      try value("median", [integers([.max, .max - 1])], [.duration]) == .duration(.max))
  }

  @Test func typesThatDoNotFit() {
    let pairs: [(String, [DataType])] = [
      ("sum", [.text]), ("mean", [.date]), ("median", [.date]), ("min", [.boolean]),
      ("any", [.integer]), ("sum", []), ("count", [.text, .text]), ("percentile", [.integer]),
      ("stddev", [.duration]),
    ]
    for (name, types) in pairs {
      #expect(FunctionRegistry.aggregate(named: name)?.resultType(of: types) == nil)
    }
  }

  @Test func aMissingLiteralIsNoValue() throws {
    let missing = Column.constant(ConstantColumn(.missing, count: 3))
    let expected: [(String, Value)] = [
      ("sum", .integer(0)), ("count", .integer(0)), ("mean", .missing), ("min", .missing),
      ("median", .missing), ("distinct", .integer(0)), ("first", .missing), ("list", .missing),
      ("any", .boolean(false)), ("all", .boolean(false)),
    ]
    for (name, result) in expected {
      #expect(try value(name, [missing], [.unknown]) == result, "\(name)")
    }
  }
}
