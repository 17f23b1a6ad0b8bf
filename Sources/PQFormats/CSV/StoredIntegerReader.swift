import PQColumnar

/// Reads the number that a column stores out of a cell's text.
enum StoredIntegerReader {
  case integer
  /// Also percentages: `79.3%` is 0.793.
  case decimal(scale: Int)
  case date(DateOrder?)
  case datetime(DateOrder?)
  case duration
  case period(Granularity)

  /// Returns `nil` if the text is not a value of the type.
  func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    switch self {
    case .integer: NumberReading.integer(bytes, start, end)
    case .decimal(let scale): NumberReading.mantissa(bytes, start, end, scale: scale)
    case .date(let order): date(bytes, start, end, order)
    case .datetime(let order):
      TimeShape(bytes, start, end)?.seconds(order) ?? CompactTime.seconds(bytes, start, end)
    case .duration: DurationReading.seconds(bytes, start, end)
    case .period(let granularity): period(bytes, start, end, granularity)
    }
  }

  /// A date column takes a time only at midnight, which is how spreadsheets write dates.
  private func date(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ order: DateOrder?
  ) -> Int64? {
    let seconds =
      TimeShape(bytes, start, end)?.seconds(order) ?? CompactTime.seconds(bytes, start, end)
    guard let seconds, seconds % CivilDateTime.secondsPerDay == 0 else { return nil }
    return seconds / CivilDateTime.secondsPerDay
  }

  /// Whether it reads dates or times.
  var isTime: Bool {
    switch self {
    case .date, .datetime: true
    default: false
    }
  }

  private func period(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ granularity: Granularity
  ) -> Int64? {
    guard let period = CalendarPeriod(bytes.extracting(start..<end)),
      period.granularity == granularity
    else { return nil }
    return period.ordinal
  }
}

/// The codes and labels of an enum, found by their bytes.
struct CodeTable: Sendable {
  private var table = DictionaryBuilder()
  private var positions: [Int64] = []
  /// Words of at most 16 bytes as two words of eight, behind zeros; none if there are many.
  private var shortWords: [(first: UInt64, second: UInt64, position: Int64)] = []

  /// More words than this are found faster by their hash.
  private static let shortWordLimit = 24

  init(_ enumeration: EnumType) {
    for code in enumeration.codes {
      for word in [code.code, code.chineseLabel] {
        guard let word, let position = enumeration.position(of: word) else { continue }
        let number = Int(table.code(of: word))
        if number == positions.count {
          positions.append(Int64(position))
          addShort(Array(word.utf8), Int64(position))
        }
      }
    }
    if shortWords.count > CodeTable.shortWordLimit { shortWords = [] }
  }

  private mutating func addShort(_ word: [UInt8], _ position: Int64) {
    guard word.count <= 16 else { return }
    func packed(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    shortWords.append((packed(word.prefix(8)), packed(word.dropFirst(8)), position))
  }

  /// Finds a word of at most 16 bytes; `nil` if it is not among the short ones.
  ///
  /// Reads behind the word: the text has padding.
  @inline(__always)
  func shortPosition(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int64? {
    let count = end &- start
    guard count > 0, count <= 16 else { return nil }
    let shift = UInt64(truncatingIfNeeded: 64 &- (count & 7) &* 8)
    var first = WordSearch.word(bytes, start)
    var second: UInt64 = 0
    if count < 8 {
      first = (first &<< shift) &>> shift
    } else if count > 8 {
      second = WordSearch.word(bytes, start &+ 8)
      if count < 16 { second = (second &<< shift) &>> shift }
    }
    for word in shortWords where word.first == first && word.second == second {
      return word.position
    }
    return nil
  }

  func position(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    table.existingCode(of: bytes, start, end).map { positions[Int($0)] }
  }
}

/// Reads numbers out of cells whose column has a type.
enum NumberReading {
  /// Reads a whole number; one written as `12.0` counts.
  static func integer(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    mantissa(bytes, start, end, scale: 0)
  }

  /// Reads an exact number as a mantissa of a scale; `nil` if digits would be lost.
  ///
  ///     12.5 at scale 2     1250
  ///     12.5% at scale 2    nil (0.125)
  static func mantissa(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, scale: Int
  ) -> Int64? {
    guard let shape = NumberShape(bytes, start, end), !shape.hasExponent else { return nil }
    if shape.significantCount > 18 {
      // Rare: the last numbers that 64 bits hold have 19 digits.
      guard scale == 0, !shape.hasPoint, !shape.isPercent else { return nil }
      return bytes.extracting(start..<end).withUnsafeBufferPointer {
        Int64(String(decoding: $0, as: UTF8.self))
      }
    }
    var mantissa = shape.mantissa
    var present = shape.scale
    while present > scale {
      guard mantissa % 10 == 0 else { return nil }
      mantissa /= 10
      present -= 1
    }
    while present < scale {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      mantissa = product
      present += 1
    }
    return mantissa
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Reads the float nearest to the text; `nil` if it is no number or too large for a float.
  static func float(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    guard let shape = NumberShape(bytes, start, end) else { return nil }
    if !shape.hasExponent, shape.significantCount <= 15, shape.scale <= 22 {
      // Both parts are exact as floats, so the one division rounds right.
      return Double(shape.mantissa) / powersOfTen[shape.scale]
    }
    let textEnd = shape.isPercent ? end - 1 : end
    let text = bytes.extracting(start..<textEnd).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
    // An exponent shifts the point without a second rounding, as a division would have.
    let isShifted = shape.isPercent && !shape.hasExponent
    guard let number = Double(isShifted ? text + "e-2" : text), number.isFinite else { return nil }
    return shape.isPercent && !isShifted ? number / 100 : number
  }

  /// Reads `79.3%`, `0.793` or `218/275`.
  static func ratio(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Ratio? {
    for position in start..<end where bytes[position] == UInt8(ascii: "/") {
      guard let numerator = integer(bytes, start, position),
        let denominator = integer(bytes, position + 1, end), denominator > 0
      else { return nil }
      return Ratio(numerator, denominator)
    }
    guard let shape = NumberShape(bytes, start, end), !shape.hasExponent,
      shape.significantCount <= 18, shape.scale <= 18
    else { return nil }
    return Ratio(shape.mantissa, Int64(ExactDivision.powerOfTen(shape.scale)))
  }
}

/// Reads durations as they are printed: `15d`, `2h30min`, `-1d2h`.
enum DurationReading {
  private static let units: [(word: [UInt8], seconds: Int64)] = [
    (Array("d".utf8), 86_400), (Array("h".utf8), 3_600), (Array("min".utf8), 60),
    (Array("s".utf8), 1),
  ]

  static func seconds(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var cursor = ByteCursor(position: start, end: end)
    let isNegative = cursor.peek(bytes) == UInt8(ascii: "-")
    if isNegative { cursor.position += 1 }
    guard cursor.position < end else { return nil }
    var total: Int64 = 0
    var nextUnit = 0
    while cursor.position < end {
      guard let count = cursor.digits(bytes, upTo: 12) else { return nil }
      guard let unit = units[nextUnit...].firstIndex(where: { cursor.eat(bytes, $0.word) }) else {
        return nil
      }
      let (part, tooLarge) = Int64(count.number).multipliedReportingOverflow(
        by: units[unit].seconds)
      let (sum, overflow) = total.addingReportingOverflow(part)
      if tooLarge || overflow { return nil }
      total = sum
      nextUnit = unit + 1
    }
    return isNegative ? -total : total
  }
}
