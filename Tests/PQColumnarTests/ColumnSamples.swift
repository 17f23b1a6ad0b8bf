import PQColumnar

/// Columns of every type, length and encoding for the tests of kernels.
enum ColumnSamples {
  /// 63, 64 and 65 rows are the word edges of bitmaps.
  static let lengths = Array(0...20) + [63, 64, 65]

  static let size = EnumType(codes: ["small", "middle", "large"].map { EnumCode($0) })

  static let types: [DataType] = [
    .integer, .decimal(scale: 2), .float, .text, .boolean, .date, .datetime, .duration,
    .period(.month), .enumeration(size), .ratio(.percent),
  ]

  /// A few different values, so that equal ones occur.
  static func values(
    _ type: DataType, count: Int, seed: Int = 1, withMissing: Bool = true
  ) -> [Value] {
    var state = UInt64(seed)
    return (0..<count).map { _ in
      state = TextHash.mix(state &+ 0x9E37_79B9)
      let number = Int64(state >> 20 & 3)
      if withMissing && state & 3 == 0 { return .missing }
      switch type {
      case .boolean: return .boolean(number > 1)
      case .float: return .float([-1.5, -0.0, 0.0, 1e300][Int(number)])
      case .text: return .text(["", "plum", "plums", "杏"][Int(number)])
      case .ratio:
        return .ratio([Ratio(1, 2), Ratio(2, 4), Ratio(-1, 3), Ratio(0, 5)][Int(number)])
      case .enumeration: return .code(number % 3)
      default: return Value(stored: number - 1, as: type)
      }
    }
  }

  /// The same values in every encoding that they can have.
  static func encodings(of values: [Value], _ type: DataType) -> [Column] {
    let plain = Column(values: values, type: type)
    var columns = [plain]
    // Cut out of a longer column, so that offsets and bits do not begin at a border.
    let longer = Column(values: [.missing] + values + [.missing], type: type)
    columns.append(Slice.rows(1..<values.count + 1, of: longer))
    if case .text(let text) = plain {
      columns.append(.dictionary(DictionaryEncoding.encoded(text)))
      // Entries in another order, one of them unused.
      let other = Column(values: [.text("unused"), .text("杏")], type: .text)
      if case .text(let first) = other {
        let mixed = Concatenation.columns([
          .dictionary(DictionaryEncoding.encoded(first)),
          .dictionary(DictionaryEncoding.encoded(text)),
        ])
        columns.append(Slice.rows(2..<values.count + 2, of: mixed))
      }
    }
    if case .integer(let integers) = plain {
      columns.append(
        .integer(
          IntegerColumn(
            storage: IntegerVector(narrowing: integers.values), validity: integers.validity)))
    }
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      columns.append(.constant(ConstantColumn(first, count: values.count)))
    }
    return columns
  }

  /// Every kind of column of a type and length: with and without missing values, and constants.
  static func all(_ type: DataType, count: Int, seed: Int = 1) -> [(values: [Value], Column)] {
    var lists = [
      values(type, count: count, seed: seed), Array(repeating: Value.missing, count: count),
      values(type, count: count, seed: seed, withMissing: false),
    ]
    let one = values(type, count: 1, seed: seed + 7, withMissing: false)
    lists.append(Array(repeating: one[0], count: count))
    return lists.flatMap { values in encodings(of: values, type).map { (values, $0) } }
  }
}

extension ColumnSamples {
  /// The other side of a kernel: fewer columns, but each encoding.
  static func few(_ type: DataType, count: Int, seed: Int) -> [(values: [Value], Column)] {
    let mixed = values(type, count: count, seed: seed)
    let one = values(type, count: 1, seed: seed + 7, withMissing: false)
    let plain = Column(values: mixed, type: type)
    var samples = [
      (values: mixed, plain),
      (Array(repeating: one[0], count: count), .constant(ConstantColumn(one[0], count: count))),
    ]
    if case .text(let text) = plain {
      samples.append((mixed, .dictionary(DictionaryEncoding.encoded(text))))
    }
    return samples
  }
}

extension Column {
  /// The values of all rows, in boxes.
  func values(as type: DataType) -> [Value] {
    (0..<count).map { value(at: $0, as: type) }
  }
}

extension Bitmap {
  var bools: [Bool] { (0..<count).map { self[$0] } }
}
