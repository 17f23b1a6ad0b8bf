import PQColumnar

/// The form in which nearly all cells of a column are written, read a word at a time.
///
/// Reading behind the cell is allowed: a chunk has padding.
protocol UsualForm {
  /// Returns what `StoredIntegerReader` would, or `nil` for a cell in any other form.
  mutating func read(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Int64?
  /// Notes the cells that were read.
  func note(in evidence: inout ColumnEvidence)
}

/// None: every cell is looked at in detail.
struct NoUsualForm: UsualForm {
  @inline(__always)
  mutating func read(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Int64? { nil }
  func note(in evidence: inout ColumnEvidence) {}
}

/// Cells of one kind, and the line of the first.
private struct Tally {
  var count = 0
  var firstLine = 0

  @inline(__always)
  mutating func add(line: Int) {
    if count == 0 { firstLine = line }
    count &+= 1
  }
}

/// One to eight digits without a leading zero.
struct DigitsForm: UsualForm {
  private var tally = Tally()
  private var largest: Int64 = 0

  init() {}

  @inline(__always)
  mutating func read(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Int64? {
    let count = end &- start
    guard count &- 1 < 8, count > 0 else { return nil }
    let shift = UInt64(truncatingIfNeeded: 64 &- count &* 8)
    // The digits go to the upper end, behind zeros.
    let digits = (WordSearch.word(bytes, start) ^ WordSearch.ones &* 0x30) &<< shift
    if (digits | (digits &+ WordSearch.ones &* 0x76)) & WordSearch.highBits != 0 { return nil }
    if count > 1, digits &>> shift & 0xFF == 0 { return nil }
    let value = Int64(truncatingIfNeeded: DigitsForm.number(digits))
    tally.add(line: line)
    if value > largest { largest = value }
    return value
  }

  /// The number of eight digits, of which the first is the lowest byte.
  @inline(__always)
  static func number(_ digits: UInt64) -> UInt64 {
    // Neighbors are put together: digits to pairs, pairs to fours, fours to eight.
    let pairs = (digits &* 10) &+ (digits &>> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (pairs & mask) &* (100 &+ (1_000_000 &<< 32))
    let lower = ((pairs &>> 16) & mask) &* (1 &+ (10_000 &<< 32))
    return (upper &+ lower) &>> 32
  }

  func note(in evidence: inout ColumnEvidence) {
    evidence.add(
      .integer, count: tally.count, firstLine: tally.firstLine,
      integerDigitCount: String(largest).utf8.count)
  }
}

/// `2020-08-07`, and with `hasTimes` also `2020-08-07 14:30`, `2020-08-07T14:30:15`, in the years 1900
/// to 2099.
struct DayForm: UsualForm {
  private let hasTimes: Bool
  private let days: MonthTable
  private var dates = Tally()
  private var datetimes = Tally()

  init(hasTimes: Bool) {
    self.hasTimes = hasTimes
    days = MonthTable.shared
  }

  @inline(__always)
  mutating func read(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Int64? {
    let count = end &- start
    guard count == 10 || hasTimes && (count == 16 || count == 19) else { return nil }
    let first = WordSearch.word(bytes, start) ^ 0x2D30_302D_3030_3030
    let second = WordSearch.word(bytes, start &+ 8)
    // Digits have become 0 to 9, the hyphens 0.
    if (first | (first &+ 0x7F76_767F_7676_7676)) & WordSearch.highBits != 0 { return nil }
    let day = DayForm.pair(second ^ 0x3030)
    guard day < 100 else { return nil }
    let year = DayForm.pair(first) &* 100 &+ DayForm.pair(first &>> 16)
    let month = DayForm.pair(first &>> 40)
    guard let date = days.day(year: year, month: month, day: day) else { return nil }
    if !hasTimes {
      dates.add(line: line)
      return date
    }
    if count == 10 {
      dates.add(line: line)
      return date &* CivilDateTime.secondsPerDay
    }
    let third = count == 19 ? WordSearch.word(bytes, start &+ 11) : 0
    guard let time = DayForm.time(second, third, hasSeconds: count == 19) else { return nil }
    datetimes.add(line: line)
    return date &* CivilDateTime.secondsPerDay &+ time
  }

  /// Reads `07T14:30` and, shifted by three, `14:30:15`.
  @inline(__always)
  private static func time(_ word: UInt64, _ third: UInt64, hasSeconds: Bool) -> Int64? {
    let separator = word &>> 16 & 0xFF
    guard separator == 0x54 || separator == 0x20, word &>> 40 & 0xFF == 0x3A else { return nil }
    let hour = pair(word &>> 24 ^ 0x3030)
    let minute = pair(word &>> 48 ^ 0x3030)
    guard hour < 24, minute < 60 else { return nil }
    var second = 0
    if hasSeconds {
      guard third &>> 40 & 0xFF == 0x3A else { return nil }
      second = pair(third &>> 48 ^ 0x3030)
      guard second < 60 else { return nil }
    }
    return Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// The number of two digits in the lowest bytes; at least 100 if one is none.
  @inline(__always)
  private static func pair(_ digits: UInt64) -> Int {
    let upper = digits & 0xFF
    let lower = digits &>> 8 & 0xFF
    if upper > 9 || lower > 9 { return 100 }
    return Int(truncatingIfNeeded: upper &* 10 &+ lower)
  }

  func note(in evidence: inout ColumnEvidence) {
    evidence.add(.date, count: dates.count, firstLine: dates.firstLine)
    evidence.add(.datetime, count: datetimes.count, firstLine: datetimes.firstLine)
  }
}

/// The days before each month of the years that dates of our time have.
struct MonthTable: Sendable {
  static let shared = MonthTable()

  private static let firstYear = 1900
  private static let yearCount = 200
  /// Days from 1970-01-01 to the first of each month, and to the month behind the last.
  private let starts: [Int32]

  private init() {
    starts = (0...MonthTable.yearCount * 12).map { month in
      let year = MonthTable.firstYear + month / 12
      return Int32(CivilDate(year: year, month: month % 12 + 1, day: 1)?.days ?? 0)
    }
  }

  /// Returns days since 1970-01-01; `nil` for a day that does not exist, or of another time.
  @inline(__always)
  func day(year: Int, month: Int, day: Int) -> Int64? {
    let years = year &- MonthTable.firstYear
    guard years >= 0, years < MonthTable.yearCount, month >= 1, month <= 12, day >= 1 else {
      return nil
    }
    let position = years &* 12 &+ month &- 1
    let first = starts[position]
    guard day <= Int(starts[position &+ 1] &- first) else { return nil }
    return Int64(first) &+ Int64(day) &- 1
  }
}
