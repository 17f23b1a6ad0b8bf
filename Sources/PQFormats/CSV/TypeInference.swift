import PQColumnar

/// What a cell could be, judged by itself.
enum CellKind: Int, CaseIterable {
  case text
  /// Digits that are no number: a leading zero, or more than 15 of them.
  case digits
  case boolean
  case integer
  case decimal
  case float
  case percent
  case date
  case datetime
}

/// What is known about a column after all its cells were seen.
///
/// A type is chosen only if every present cell fits it; a sample is never enough.
struct ColumnEvidence {
  private(set) var counts = [Int](repeating: 0, count: CellKind.allCases.count)
  /// The line on which each kind was first seen.
  private(set) var firstLines = [Int](repeating: 0, count: CellKind.allCases.count)
  private var maxScale = 0
  private var maxIntegerDigitCount = 0
  private var hasInexactPercent = false
  private var numbers = DeclaredNumberEvidence()
  /// The line of the first date that can be read with the day first only, and so on; 0 for none.
  private(set) var firstDayFirstLine = 0
  private(set) var firstMonthFirstLine = 0
  private(set) var firstEitherLine = 0

  /// Cells that hold something.
  var presentCount: Int { counts.reduce(0, +) }

  /// Takes in one cell that is not missing.
  mutating func add(_ bytes: Span<UInt8>, _ cell: CSVCell, line: Int) {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      // Blanks, or a quoted nothing: text if the column is text, missing if it is not.
      return
    }
    let kind = cell.hasDoubledQuotes ? .text : classify(bytes, start, end, line: line)
    if counts[kind.rawValue] == 0 { firstLines[kind.rawValue] = line }
    counts[kind.rawValue] += 1
  }

  /// Takes in cells of one kind that were read without a look at their form; for numbers, with the
  /// largest number of digits.
  mutating func add(_ kind: CellKind, count: Int, firstLine: Int, integerDigitCount: Int = 0) {
    if count == 0 { return }
    if counts[kind.rawValue] == 0 { firstLines[kind.rawValue] = firstLine }
    counts[kind.rawValue] += count
    maxIntegerDigitCount = max(maxIntegerDigitCount, integerDigitCount)
  }

  /// Takes in what was found further down in the file, where lines are counted from `line`.
  mutating func add(_ other: ColumnEvidence, behind line: Int) {
    func first(_ own: Int, _ others: Int) -> Int {
      own > 0 || others == 0 ? own : others + line
    }
    for kind in counts.indices {
      if counts[kind] == 0, other.counts[kind] > 0 {
        firstLines[kind] = other.firstLines[kind] + line
      }
      counts[kind] += other.counts[kind]
    }
    maxScale = max(maxScale, other.maxScale)
    maxIntegerDigitCount = max(maxIntegerDigitCount, other.maxIntegerDigitCount)
    hasInexactPercent = hasInexactPercent || other.hasInexactPercent
    numbers.add(other.numbers)
    firstDayFirstLine = first(firstDayFirstLine, other.firstDayFirstLine)
    firstMonthFirstLine = first(firstMonthFirstLine, other.firstMonthFirstLine)
    firstEitherLine = first(firstEitherLine, other.firstEitherLine)
  }

  private mutating func classify(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, line: Int
  ) -> CellKind {
    switch bytes[start] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      if let number = NumberShape(bytes, start, end) {
        // Only an exponent or hundreds of digits can leave the range of floats.
        let mayBeTooLarge = number.hasExponent || end - start > 300
        let isTooLarge = mayBeTooLarge && NumberReading.float(bytes, start, end) == nil
        return isTooLarge ? .text : note(number)
      }
      if let time = TimeShape(bytes, start, end) { return note(time, line: line) }
      return .text
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), 0xE6, 0xE5:
      return BooleanWords.read(bytes, start, end, isDeclared: false) == nil ? .text : .boolean
    default: return .text
    }
  }

  private mutating func note(_ number: NumberShape) -> CellKind {
    numbers.add(number)
    if number.hasLeadingZero { return .digits }
    if !number.isExact {
      if !number.hasPoint && !number.hasExponent && !number.isPercent { return .digits }
      if number.isPercent {
        hasInexactPercent = true
        return .percent
      }
      return .float
    }
    maxScale = max(maxScale, number.scale)
    maxIntegerDigitCount = max(maxIntegerDigitCount, number.integerDigitCount)
    if number.isPercent { return .percent }
    return number.hasPoint ? .decimal : .integer
  }

  private mutating func note(_ time: TimeShape, line: Int) -> CellKind {
    switch time.order {
    case .certain: break
    case .dayFirst: if firstDayFirstLine == 0 { firstDayFirstLine = line }
    case .monthFirst: if firstMonthFirstLine == 0 { firstMonthFirstLine = line }
    case .either: if firstEitherLine == 0 { firstEitherLine = line }
    }
    return time.hasTime ? .datetime : .date
  }

  private func count(_ kinds: [CellKind]) -> Int {
    kinds.reduce(0) { $0 + counts[$1.rawValue] }
  }

  /// The kinds that make one type together.
  static let families: [[CellKind]] = [
    [.boolean], [.integer, .decimal, .float], [.percent], [.date, .datetime],
  ]

  /// The type that every present cell fits; text if there is none.
  var type: DataType {
    let present = presentCount
    if present == 0 { return .text }
    if count([.boolean]) == present { return .boolean }
    if count([.integer]) == present { return .integer }
    // Mantissas of all rows get the largest scale, and must still fit 64 bits.
    let fitsDecimal = maxIntegerDigitCount + maxScale <= 18
    if count([.integer, .decimal]) == present {
      return fitsDecimal ? .decimal(scale: maxScale) : .float
    }
    if count([.integer, .decimal, .float]) == present { return .float }
    if count([.percent]) == present {
      return fitsDecimal && !hasInexactPercent ? .decimal(scale: maxScale) : .float
    }
    if count([.date]) == present { return .date }
    if count([.date, .datetime]) == present { return .datetime }
    return .text
  }

  /// The type of a column that is declared to hold numbers.
  var numberType: DataType { numbers.type }

  /// Whether all present cells are percentages.
  var isPercent: Bool { count([.percent]) == presentCount && presentCount > 0 }

  /// The family that nearly all cells belong to when a few keep the column text: its kinds, the
  /// cells that do not belong, and the line of the first of those.
  ///
  /// Identifiers (leading zeros, long digits) are text on purpose and count as no near miss.
  var nearMiss: (kinds: [CellKind], misfitCount: Int, firstLine: Int)? {
    let present = presentCount
    guard type == .text, present >= 10, counts[CellKind.digits.rawValue] == 0 else { return nil }
    for family in ColumnEvidence.families where count(family) * 10 >= present * 9 {
      let others = CellKind.allCases.filter { !family.contains($0) && counts[$0.rawValue] > 0 }
      guard let line = others.map({ firstLines[$0.rawValue] }).min() else { continue }
      return (family, present - count(family), line)
    }
    return nil
  }

  /// The order of day and month that the cells prove, if they do.
  var provenOrder: DateOrder? {
    if firstDayFirstLine > 0 { return firstMonthFirstLine > 0 ? nil : .dayFirst }
    return firstMonthFirstLine > 0 ? .monthFirst : nil
  }
}

/// Where the text of a cell begins and ends without blanks around it.
enum CellBounds {
  static func trimmed(_ bytes: Span<UInt8>, _ cell: CSVCell) -> (start: Int, end: Int) {
    var start = cell.start
    var end = cell.end
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return (start, end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
