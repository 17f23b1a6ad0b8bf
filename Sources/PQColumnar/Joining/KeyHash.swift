/// Hashes keys by value: equal keys have equal hashes in every encoding.
enum KeyHash {
  /// Returns one hash for each row; that of a row with a missing key means nothing.
  ///
  /// - Precondition: each column has `rowCount` rows.
  static func hashes(of columns: [Column], types: [DataType], rowCount: Int) -> [UInt64] {
    var states = [UInt64](repeating: 0, count: rowCount)
    for (column, type) in zip(columns, types) {
      precondition(column.count == rowCount, "key columns differ in length")
      add(column, type, to: &states)
    }
    return states
  }

  /// The rows in which every key is present; `nil` if that is all of them.
  static func present(in columns: [Column]) -> Bitmap? {
    var present: Bitmap?
    for column in columns { present = Conditions.both(present, column.validity) }
    return present.flatMap { $0.isAllSet ? nil : $0 }
  }

  private static func add(_ column: Column, _ type: DataType, to states: inout [UInt64]) {
    switch column {
    case .text, .dictionary: addText(column, to: &states)
    case .constant(let constant) where type == .text:
      let text = Array(constant.value.utf8)
      let hash = text.withPointer {
        TextWords(bytes: $0, byteCount: text.count).hash(0, text.count)
      }
      each(&states) { _ in hash }
    case .integer(let column):
      switch column.storage {
      case .int8(let values): addIntegers(values, to: &states)
      case .int16(let values): addIntegers(values, to: &states)
      case .int32(let values): addIntegers(values, to: &states)
      case .int64(let values): addIntegers(values, to: &states)
      }
    default:
      addOthers(column, type, to: &states)
    }
  }

  private static func addOthers(_ column: Column, _ type: DataType, to states: inout [UInt64]) {
    switch type {
    case .boolean:
      let bits = Conditions.bits(of: column)
      each(&states) { bits[$0] ? 1 : 0 }
    case .float:
      let operand = Operand(floats: column)
      each(&states) { operand[$0] == 0 ? 0 : operand[$0].bitPattern }
    case .ratio:
      let operand = Operand(ratios: column).map(KeyWords.reduced)
      each(&states) { UInt64(bitPattern: operand[$0].numerator) }
      each(&states) { UInt64(bitPattern: operand[$0].denominator) }
    default:
      let operand = Operand(integers: column)
      each(&states) { UInt64(bitPattern: operand[$0]) }
    }
  }

  @inline(__always)
  private static func addIntegers<Number: FixedWidthInteger>(
    _ values: [Number], to states: inout [UInt64]
  ) {
    let values = values.span
    each(&states) { UInt64(bitPattern: Int64(truncatingIfNeeded: values[$0])) }
  }

  private static func addText(_ column: Column, to states: inout [UInt64]) {
    let text = TextOperand(column)
    text.bytes.withPointer { base in
      let words = TextWords(bytes: base, byteCount: text.bytes.count)
      let offsets = text.offsets.span
      guard let codes = text.codes else {
        return each(&states) { words.hash(Int(offsets[$0]), Int(offsets[$0 + 1])) }
      }
      let codeSpan = codes.span
      // A few rows of a large dictionary are hashed one by one.
      if text.entryCount > text.count {
        return each(&states) {
          let entry = Int(codeSpan[$0])
          return words.hash(Int(offsets[entry]), Int(offsets[entry + 1]))
        }
      }
      let entries = (0..<text.entryCount).map {
        words.hash(Int(offsets[$0]), Int(offsets[$0 + 1]))
      }
      let hashes = entries.span
      each(&states) { hashes[Int(codeSpan[$0])] }
    }
  }

  @inline(__always)
  private static func each(_ states: inout [UInt64], _ word: (Int) -> UInt64) {
    var span = states.mutableSpan
    for row in 0..<span.count { span[row] = TextHash.mix(span[row] ^ word(row)) }
  }
}

extension TextWords {
  /// A hash of the bytes from `start` to `end`.
  @inline(__always)
  func hash(_ start: Int, _ end: Int) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: end - start) &* 0x9E37_79B9_7F4A_7C15
    var position = start
    while position < end {
      state = TextHash.mix(state ^ word(position, end))
      position += 8
    }
    return state
  }
}
