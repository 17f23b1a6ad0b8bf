/// Where the bits of a part go in a word.
struct PartPlacement: Sendable {
  let part: KeyPart
  /// Low bits of the part's number that a later word holds.
  let dropped: Int
  /// Bits of it in this word.
  let width: Int
  /// Where they begin.
  let shift: Int
}

/// Writes the bits of one part into the words of a run of rows.
///
/// Unsafe: several threads fill one array of words, each its own rows.
struct KeyPartWriter {
  let placement: PartPlacement
  let words: UnsafeMutablePointer<UInt64>
  let rows: Range<Int>
  private let mask: UInt64

  /// - Parameter words: where the first of `rows` has its word.
  init(_ placement: PartPlacement, words: UnsafeMutablePointer<UInt64>, rows: Range<Int>) {
    self.placement = placement
    self.words = words
    self.rows = rows
    mask = placement.width == 64 ? .max : UInt64(1) << UInt64(placement.width) - 1
  }

  func write(_ column: Column) {
    let part = placement.part
    if case .constant(let constant) = column { return writeConstant(constant, part) }
    switch part.source {
    case .presence:
      guard let validity = column.validity else { return }
      each { validity[$0] ? 0 : 1 }
    case .number(let least, _): writeNumbers(column, part, least)
    case .code(let ranks, _): writeCodes(column, part, ranks)
    case .text(let offset, let bits):
      eachText(column, part) { bits.packed($0.word($1 + offset, $2)) }
    case .length:
      eachText(column, part) { UInt64(truncatingIfNeeded: $2 - $1) }
    }
  }

  // MARK: - One kind of part

  private func writeNumbers(_ column: Column, _ part: KeyPart, _ least: UInt64) {
    switch column {
    case .integer(let column):
      switch column.storage {
      case .int8(let values): writeIntegers(values, column.validity, part, least)
      case .int16(let values): writeIntegers(values, column.validity, part, least)
      case .int32(let values): writeIntegers(values, column.validity, part, least)
      case .int64(let values): writeIntegers(values, column.validity, part, least)
      }
    case .float(let column):
      let values = column.values.span
      eachPresent(column.validity, part) { OrderWord.word(values[$0]) &- least }
    case .boolean(let column):
      let bits = column.values
      eachPresent(column.validity, part) { (bits[$0] ? 1 : 0) &- least }
    default:
      preconditionFailure("a number key that is not stored as numbers")
    }
  }

  @inline(__always)
  private func writeIntegers<Number: FixedWidthInteger>(
    _ values: [Number], _ validity: Bitmap?, _ part: KeyPart, _ least: UInt64
  ) {
    let values = values.span
    eachPresent(validity, part) {
      OrderWord.word(Int64(truncatingIfNeeded: values[$0])) &- least
    }
  }

  private func writeCodes(_ column: Column, _ part: KeyPart, _ ranks: [UInt32]?) {
    guard case .dictionary(let column) = column else {
      preconditionFailure("a code key that is not stored as codes")
    }
    // A dictionary without entries has only missing rows.
    if column.dictionary.count == 0 { return each { _ in part.missing } }
    switch column.storage {
    case .uint8(let codes): writeCodes(codes, column.validity, part, ranks)
    case .uint16(let codes): writeCodes(codes, column.validity, part, ranks)
    case .uint32(let codes): writeCodes(codes, column.validity, part, ranks)
    }
  }

  @inline(__always)
  private func writeCodes<Code: FixedWidthInteger>(
    _ codes: [Code], _ validity: Bitmap?, _ part: KeyPart, _ ranks: [UInt32]?
  ) {
    let codes = codes.span
    guard let ranks else {
      return eachPresent(validity, part) { UInt64(truncatingIfNeeded: codes[$0]) }
    }
    let table = ranks.span
    eachPresent(validity, part) { UInt64(table[Int(truncatingIfNeeded: codes[$0])]) }
  }

  private func writeConstant(_ constant: ConstantColumn, _ part: KeyPart) {
    var number: UInt64
    switch part.source {
    case .presence: return each { _ in constant.value.isMissing ? 1 : 0 }
    case .number(let least, _): number = (constant.value.orderWord ?? least) &- least
    case .code: number = 0
    case .text(let offset, let bits):
      let text = Array(constant.value.utf8)
      number = text.withUnsafeBytes { text in
        guard let base = text.baseAddress else { return 0 }
        return bits.packed(TextWords(bytes: base, byteCount: text.count).word(offset, text.count))
      }
    case .length: number = UInt64(constant.value.utf8.count)
    }
    if part.isDescending { number = part.greatest &- number }
    if constant.value.isMissing { number = part.missing }
    each { _ in number }
  }

  // MARK: - Loops

  @inline(__always)
  private func each(_ number: (Int) -> UInt64) {
    let (dropped, shift) = (UInt64(placement.dropped), UInt64(placement.shift))
    for row in rows {
      words[row - rows.lowerBound] |= (number(row) >> dropped & mask) << shift
    }
  }

  /// Visits the rows with a key; the others get the part's number for them.
  @inline(__always)
  private func eachPresent(
    _ validity: Bitmap?, _ part: KeyPart, _ number: (Int) -> UInt64
  ) {
    let greatest = part.greatest
    guard let validity else {
      if part.isDescending { return each { greatest &- number($0) } }
      return each(number)
    }
    let present = validity.words.span
    let missing = part.missing
    let isDescending = part.isDescending
    each { row in
      if present[row >> 6] >> UInt64(row & 63) & 1 == 0 { return missing }
      return isDescending ? greatest &- number(row) : number(row)
    }
  }

  private func eachText(
    _ column: Column, _ part: KeyPart, _ number: (TextWords, Int, Int) -> UInt64
  ) {
    let text = TextOperand(column)
    text.bytes.withPointer { base in
      let words = TextWords(bytes: base, byteCount: text.bytes.count)
      let offsets = text.offsets.span
      if let codes = text.codes {
        let codes = codes.span
        eachPresent(column.validity, part) {
          let entry = Int(codes[$0])
          return number(words, Int(offsets[entry]), Int(offsets[entry + 1]))
        }
      } else {
        eachPresent(column.validity, part) {
          number(words, Int(offsets[$0]), Int(offsets[$0 + 1]))
        }
      }
    }
  }
}

extension Value {
  /// The word of a number; `nil` for what is not one.
  var orderWord: UInt64? {
    switch self {
    case .boolean(let flag): flag ? 1 : 0
    case .float(let number): OrderWord.word(number)
    case .text, .missing, .ratio: nil
    default: storedInteger.map { OrderWord.word($0) }
    }
  }

  /// The bytes of a text; none for all else.
  var utf8: String.UTF8View {
    if case .text(let text) = self { text.utf8 } else { "".utf8 }
  }
}
