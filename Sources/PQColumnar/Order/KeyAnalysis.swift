/// What the parts of a key must be able to hold, found out over the rows that are still undecided.
struct KeyAnalysis {
  /// The key's column in runs of rows.
  let columns: [Column]
  let key: Int
  let isDescending: Bool
  /// Whether it is enough that equal rows have equal numbers.
  let onlyGroups: Bool
  let workers: Workers

  /// Texts are looked at 32 bytes at a time.
  private static let wordCount = 4
  static let windowSize = 8 * wordCount

  /// The parts of the key; for text, those of the first bytes and where to go on.
  func parts() -> (parts: [KeyPart], rest: Int?) {
    let filled = columns.filter { $0.count > 0 && !$0.isMissingConstant }
    let hasMissing = columns.contains { $0.hasMissingRows }
    if filled.isEmpty { return ([], nil) }
    if filled.contains(where: \.isText) {
      if let codes = codes(of: filled, hasMissing: hasMissing) { return ([codes], nil) }
      var parts: [KeyPart] = []
      if hasMissing { parts.append(presence) }
      let (words, rest) = textParts(from: 0)
      return (parts + words, rest)
    }
    let ranges = workers.map(filled.count) { NumberRange(filled[$0]) }
    let range = ranges.reduce(NumberRange()) { $0.union($1 ?? NumberRange()) }
    if range.isEmpty { return (hasMissing ? [presence] : [], nil) }
    let needsBit = hasMissing && range.greatest - range.least == .max
    let number = KeyPart(
      key: key, source: .number(least: range.least, greatest: range.greatest),
      isDescending: isDescending, hasMissing: hasMissing && !needsBit)
    return (needsBit ? [presence, number] : [number], nil)
  }

  private var presence: KeyPart {
    KeyPart(key: key, source: .presence, isDescending: false, hasMissing: true)
  }

  /// The one part of a key whose rows share a dictionary, if ranks of it are worth having: a few
  /// rows of a large dictionary are told apart by their texts.
  private func codes(of filled: [Column], hasMissing: Bool) -> KeyPart? {
    guard case .dictionary(let first) = filled[0] else { return nil }
    let dictionary = first.dictionary
    var rowCount = 0
    for column in filled {
      guard case .dictionary(let column) = column, column.dictionary === dictionary
      else { return nil }
      rowCount += column.count
    }
    let greatest = UInt64(max(1, dictionary.count) - 1)
    if onlyGroups {
      return KeyPart(
        key: key, source: .code(ranks: nil, greatest: greatest), isDescending: false,
        hasMissing: hasMissing)
    }
    guard dictionary.hasRanks || dictionary.count <= rowCount else { return nil }
    return KeyPart(
      key: key, source: .code(ranks: dictionary.ranks(workers), greatest: greatest),
      isDescending: isDescending, hasMissing: hasMissing)
  }

  /// The parts of a text from an offset on, and the offset of the bytes behind them if a text has
  /// any.
  func textParts(from offset: Int) -> (parts: [KeyPart], rest: Int?) {
    let columns = columns
    let found = workers.map(columns.count) { TextVariety(columns[$0], from: offset) }
    var variety = TextVariety()
    for part in found { variety.add(part ?? TextVariety()) }
    var parts: [KeyPart] = []
    for word in 0..<KeyAnalysis.wordCount {
      let varying = variety.any[word] ^ variety.all[word]
      if variety.isEmpty || varying == 0 { continue }
      parts.append(
        KeyPart(
          key: key, source: .text(offset: offset + 8 * word, TextBits(varying: varying)),
          isDescending: isDescending, hasMissing: false))
    }
    if variety.isLonger { return (parts, offset + KeyAnalysis.windowSize) }
    // Behind a text's end bytes count as 0, so that a text that ends in such bytes looks like the
    // one without.
    if variety.holdsZero {
      parts.append(
        KeyPart(key: key, source: .length, isDescending: isDescending, hasMissing: false))
    }
    return (parts, nil)
  }
}

/// The least and the greatest number of a column, as words.
private struct NumberRange: Sendable {
  var least = UInt64.max
  var greatest: UInt64 = 0

  init() {}

  var isEmpty: Bool { least > greatest }

  func union(_ other: NumberRange) -> NumberRange {
    var result = self
    result.least = min(least, other.least)
    result.greatest = max(greatest, other.greatest)
    return result
  }

  init(_ column: Column) {
    switch column {
    case .integer(let column):
      switch column.storage {
      case .int8(let values): add(values, column.validity)
      case .int16(let values): add(values, column.validity)
      case .int32(let values): add(values, column.validity)
      case .int64(let values): add(values, column.validity)
      }
    case .float(let column):
      for row in column.values.indices where column.validity?[row] != false {
        add(OrderWord.word(column.values[row]))
      }
    case .boolean:
      (least, greatest) = (0, 1)
    case .constant(let column):
      if let word = column.value.orderWord { add(word) }
    case .text, .dictionary, .ratio:
      preconditionFailure("a number key that is not stored as numbers")
    }
  }

  private mutating func add(_ word: UInt64) {
    least = min(least, word)
    greatest = max(greatest, word)
  }

  @inline(__always)
  private mutating func add<Number: FixedWidthInteger>(_ values: [Number], _ validity: Bitmap?) {
    let values = values.span
    var (smallest, largest) = (Number.max, Number.min)
    if let validity {
      let present = validity.words.span
      for row in 0..<values.count where present[row >> 6] >> UInt64(row & 63) & 1 != 0 {
        smallest = min(smallest, values[row])
        largest = max(largest, values[row])
      }
    } else {
      for row in 0..<values.count {
        smallest = min(smallest, values[row])
        largest = max(largest, values[row])
      }
    }
    if smallest > largest { return }
    add(OrderWord.word(Int64(truncatingIfNeeded: smallest)))
    add(OrderWord.word(Int64(truncatingIfNeeded: largest)))
  }
}

/// The bits that texts have, and those that all of them have, in 32 bytes from an offset on.
private struct TextVariety: Sendable {
  var any = SIMD4<UInt64>.zero
  var all = SIMD4<UInt64>(repeating: .max)
  var isEmpty = true
  /// Whether a text goes on behind these bytes.
  var isLonger = false
  /// Whether a byte of a text is 0.
  var holdsZero = false

  init() {}

  mutating func add(_ other: TextVariety) {
    any |= other.any
    all &= other.all
    isEmpty = isEmpty && other.isEmpty
    isLonger = isLonger || other.isLonger
    holdsZero = holdsZero || other.holdsZero
  }

  init(_ column: Column, from offset: Int) {
    let text = TextOperand(column)
    let validity = column.validity
    text.bytes.withPointer { base in
      let words = TextWords(bytes: base, byteCount: text.bytes.count)
      // Rows of a small dictionary repeat its entries: looking at each entry, used or not, is less.
      let entries = text.codes != nil && text.entryCount < column.count
      for row in 0..<(entries ? text.entryCount : column.count) {
        if !entries, validity?[row] == false { continue }
        let range = text.range(of: entries ? row : text.entry(of: row))
        add(words, range.lowerBound + offset, range.upperBound)
      }
    }
  }

  @inline(__always)
  private mutating func add(_ words: TextWords, _ start: Int, _ end: Int) {
    isEmpty = false
    if start + KeyAnalysis.windowSize < end { isLonger = true }
    let found = SIMD4(
      words.word(start, end), words.word(start + 8, end), words.word(start + 16, end),
      words.word(start + 24, end))
    any |= found
    all &= found
    if holdsZero { return }
    for word in 0..<4 where start + 8 * word < end {
      if TextVariety.hasZero(found[word], byteCount: end - start - 8 * word) { holdsZero = true }
    }
  }

  private static func hasZero(_ word: UInt64, byteCount: Int) -> Bool {
    let low: UInt64 = 0x0101_0101_0101_0101
    let padding = byteCount >= 8 ? 0 : UInt64.max >> UInt64(8 * byteCount)
    let bytes = word | padding
    return (bytes &- low) & ~bytes & (low << 7) != 0
  }
}

extension Column {
  fileprivate var isText: Bool {
    switch self {
    case .text, .dictionary: true
    case .constant(let column): if case .text = column.value { true } else { false }
    default: false
    }
  }

  fileprivate var isMissingConstant: Bool {
    if case .constant(let column) = self { column.value.isMissing } else { false }
  }

  fileprivate var hasMissingRows: Bool {
    if case .constant(let column) = self { return column.value.isMissing && column.count > 0 }
    return validity.map { !$0.isAllSet } ?? false
  }
}
