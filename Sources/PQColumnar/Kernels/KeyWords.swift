/// Key columns as machine words: two rows are equal if and only if all their words are.
///
/// | type | words |
/// | --- | --- |
/// | stored as integers, boolean | the number |
/// | float | its bits; -0 is 0 |
/// | text | its code in the table's own dictionary |
/// | ratio | numerator and denominator, reduced |
///
/// Words in front, one for each 64 columns, tell which are missing; a missing column's words are 0.
struct KeyWords: Sendable {
  /// Words of one row.
  let width: Int
  private(set) var words: [UInt64]
  /// Rows that cannot be equal to anything known, because a text in them was never seen.
  private(set) var unknownRows: Bitmap?

  /// Where each column's words begin in a row.
  static func layout(of types: [DataType]) -> (starts: [Int], width: Int) {
    var starts: [Int] = []
    var next = max(1, (types.count + 63) / 64)
    for type in types {
      starts.append(next)
      if case .ratio = type { next += 2 } else { next += 1 }
    }
    return (starts, next)
  }

  /// Reads rows; texts get codes from `dictionaries`, new ones only if `addsText`.
  init(
    _ keys: [Column], types: [DataType], rowCount: Int, dictionaries: inout [DictionaryBuilder],
    addsText: Bool
  ) {
    let (starts, width) = KeyWords.layout(of: types)
    self.width = width
    self.words = Array(repeating: 0, count: rowCount * width)
    for (position, key) in keys.enumerated() {
      precondition(key.count == rowCount, "key columns differ in length")
      markMissing(key.validity, position)
      let start = starts[position]
      switch types[position] {
      case .text:
        fillText(key, start, &dictionaries[position], addsText: addsText)
      case .float: fill(Operand(floats: key), start) { $0 == 0 ? 0 : $0.bitPattern }
      case .ratio:
        let ratios = Operand(ratios: key).map(KeyWords.reduced)
        fill(ratios, start) { UInt64(bitPattern: $0.numerator) }
        fill(ratios, start + 1) { UInt64(bitPattern: $0.denominator) }
      case .boolean:
        let bits = Conditions.bits(of: key)
        for row in 0..<rowCount where bits[row] { words[row * width + start] = 1 }
      default: fill(Operand(integers: key), start) { UInt64(bitPattern: $0) }
      }
    }
  }

  static func reduced(_ ratio: Ratio) -> Ratio {
    var left = ratio.numerator.magnitude
    var right = ratio.denominator.magnitude
    while right != 0 { (left, right) = (right, left % right) }
    guard left > 1, let divisor = Int64(exactly: left) else { return ratio }
    return Ratio(ratio.numerator / divisor, ratio.denominator / divisor)
  }

  private mutating func markMissing(_ validity: Bitmap?, _ position: Int) {
    guard let validity, !validity.isAllSet else { return }
    let (word, bit) = (position >> 6, UInt64(1) << UInt64(position & 63))
    for row in 0..<validity.count where !validity[row] { words[row * width + word] |= bit }
  }

  private mutating func fill<Element>(
    _ operand: Operand<Element>, _ start: Int, _ word: (Element) -> UInt64
  ) {
    if operand.isConstant {
      let constant = word(operand.values[0])
      if operand.validity != nil || constant == 0 { return }
      for row in 0..<operand.count { words[row * width + start] = constant }
      return
    }
    let values = operand.values.span
    for row in 0..<operand.count { words[row * width + start] = word(values[row]) }
    guard let validity = operand.validity else { return }
    for row in 0..<operand.count where !validity[row] { words[row * width + start] = 0 }
  }

  private mutating func fillText(
    _ key: Column, _ start: Int, _ dictionary: inout DictionaryBuilder, addsText: Bool
  ) {
    let operand = TextOperand(key)
    func look(up entry: Int) -> Int64 {
      let (from, to) = (Int(operand.offsets[entry]), Int(operand.offsets[entry + 1]))
      if addsText { return Int64(dictionary.code(of: operand.bytes.span, from, to)) }
      let code = dictionary.existingCode(of: operand.bytes.span, from, to)
      return code.map(Int64.init) ?? -2
    }
    // Codes are looked up once per entry, when a row needs it; a few rows of a large dictionary
    // are looked up one by one.
    let remembers = operand.entryCount <= operand.count
    var entryCodes = [Int64](repeating: -1, count: remembers ? operand.entryCount : 0)
    var unknown = Bitmap()
    for row in 0..<operand.count where operand.validity?[row] != false {
      let entry = operand.entry(of: row)
      let code: Int64
      if !remembers {
        code = look(up: entry)
      } else {
        if entryCodes[entry] == -1 { entryCodes[entry] = look(up: entry) }
        code = entryCodes[entry]
      }
      if code == -2 {
        if unknown.count == 0 { unknown = Bitmap(repeating: false, count: operand.count) }
        unknown[row] = true
      } else {
        words[row * width + start] = UInt64(code)
      }
    }
    if unknown.count > 0 { unknownRows = unknownRows.map { $0 | unknown } ?? unknown }
  }
}
