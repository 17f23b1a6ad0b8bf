import PQColumnar

/// A date or a time as it is written in a cell.
///
///     2020-08-07   2020/8/7   2020.8.7   2020年8月7日   31/12/2020
///     2020-08-07 14:30   2020-08-07T14:30:15   2020年8月7日 14时30分
struct TimeShape {
  /// What the digits say about the order of day and month.
  enum Order: Equatable {
    /// The year stands first, or both readings are the same day (05/05/2020).
    case certain
    /// Only reading the day first gives a date: 31/12/2020.
    case dayFirst
    /// Only reading the month first gives a date: 12/31/2020.
    case monthFirst
    /// Both readings give a date: 05/06/2020.
    case either
  }

  private(set) var order = Order.certain
  private var first = 0
  private var second = 0
  private var year = 0
  private var yearStandsFirst = true
  private var secondOfDay = 0
  private(set) var hasTime = false

  /// Reads a whole cell; `nil` if it has not the form of a date, or is no day in any reading.
  init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    // The shortest is 2020/8/7.
    guard end - start >= 8 else { return nil }
    var cursor = ByteCursor(position: start, end: end)
    guard readDate(bytes, &cursor) else { return nil }
    if cursor.position < cursor.end {
      guard readTime(bytes, &cursor), cursor.position == cursor.end else { return nil }
    }
    if yearStandsFirst {
      if CivilDate(year: year, month: first, day: second) == nil { return nil }
    } else {
      guard let order = possibleOrder() else { return nil }
      self.order = order
    }
  }

  /// Returns days since 1970-01-01; `nil` if the day does not exist in that order.
  func days(_ dateOrder: DateOrder?) -> Int64? {
    if yearStandsFirst { return CivilDate(year: year, month: first, day: second)?.days }
    let isDayFirst: Bool
    switch (dateOrder, order) {
    case (.dayFirst, _), (nil, .dayFirst), (nil, .certain): isDayFirst = true
    case (.monthFirst, _), (nil, .monthFirst): isDayFirst = false
    case (nil, .either): return nil
    }
    return isDayFirst
      ? CivilDate(year: year, month: second, day: first)?.days
      : CivilDate(year: year, month: first, day: second)?.days
  }

  /// Returns seconds since 1970-01-01T00:00.
  func seconds(_ dateOrder: DateOrder?) -> Int64? {
    days(dateOrder).map { $0 * CivilDateTime.secondsPerDay + Int64(secondOfDay) }
  }

  private func possibleOrder() -> Order? {
    let dayFirst = CivilDate(year: year, month: second, day: first)
    let monthFirst = CivilDate(year: year, month: first, day: second)
    switch (dayFirst, monthFirst) {
    case (nil, nil): return nil
    case (_, nil): return .dayFirst
    case (nil, _): return .monthFirst
    default: return dayFirst == monthFirst ? .certain : .either
    }
  }

  private mutating func readDate(_ bytes: Span<UInt8>, _ cursor: inout ByteCursor) -> Bool {
    guard let (leading, width) = cursor.digits(bytes, upTo: 4) else { return false }
    if width == 4, cursor.eat(bytes, TimeWords.year) {
      year = leading
      guard let month = cursor.digits(bytes, upTo: 2), cursor.eat(bytes, TimeWords.month),
        let day = cursor.digits(bytes, upTo: 2)
      else { return false }
      (first, second) = (month.number, day.number)
      return cursor.eat(bytes, TimeWords.day) || cursor.eat(bytes, TimeWords.dayShort)
    }
    guard let separator = cursor.peek(bytes), ByteCursor.isDateSeparator(separator) else {
      return false
    }
    cursor.position += 1
    guard width == 4 || width <= 2, let middle = cursor.digits(bytes, upTo: 2),
      cursor.peek(bytes) == separator
    else { return false }
    cursor.position += 1
    guard let last = cursor.digits(bytes, upTo: width == 4 ? 2 : 4) else { return false }
    if width == 4 {
      (year, first, second) = (leading, middle.number, last.number)
      return true
    }
    yearStandsFirst = false
    (first, second, year) = (leading, middle.number, last.number)
    return last.width == 4
  }

  /// Reads ` 14:30`, `T14:30:15` or ` 14时30分15秒`; parts of seconds only if they are 0.
  private mutating func readTime(_ bytes: Span<UInt8>, _ cursor: inout ByteCursor) -> Bool {
    if cursor.peek(bytes) == UInt8(ascii: "T") {
      cursor.position += 1
    } else {
      let start = cursor.position
      cursor.skipBlanks(bytes)
      // 2020年8月7日14时30分 needs no blank.
      guard cursor.position > start || bytes[start - 1] >= 0x80 else { return false }
    }
    guard let hour = cursor.digits(bytes, upTo: 2) else { return false }
    let isChinese = cursor.eat(bytes, TimeWords.hour)
    guard isChinese || cursor.eat(bytes, TimeWords.colon),
      let minute = cursor.digits(bytes, upTo: 2), isChinese || minute.width == 2
    else { return false }
    var second = 0
    if isChinese {
      guard cursor.eat(bytes, TimeWords.minute) else { return false }
      if let read = cursor.digits(bytes, upTo: 2) {
        guard cursor.eat(bytes, TimeWords.second) else { return false }
        second = read.number
      }
    } else if cursor.eat(bytes, TimeWords.colon) {
      guard let read = cursor.digits(bytes, upTo: 2), read.width == 2 else { return false }
      second = read.number
      if cursor.eat(bytes, TimeWords.point) {
        guard let fraction = cursor.digits(bytes, upTo: 9), fraction.number == 0 else {
          return false
        }
      }
    }
    guard hour.number < 24, minute.number < 60, second < 60 else { return false }
    secondOfDay = hour.number * 3600 + minute.number * 60 + second
    hasTime = true
    return true
  }
}

/// The words between the numbers of a date or time, as UTF-8.
private enum TimeWords {
  static let year = Array("年".utf8)
  static let month = Array("月".utf8)
  static let day = Array("日".utf8)
  static let dayShort = Array("号".utf8)
  static let hour = Array("时".utf8)
  static let minute = Array("分".utf8)
  static let second = Array("秒".utf8)
  static let colon = Array(":".utf8)
  static let point = Array(".".utf8)
}

/// A place in a cell from which parts are read.
struct ByteCursor {
  var position: Int
  let end: Int

  static func isDateSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  func peek(_ bytes: Span<UInt8>) -> UInt8? {
    position < end ? bytes[position] : nil
  }

  mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
  }

  /// Reads one to `limit` digits; `nil` if there is none.
  mutating func digits(_ bytes: Span<UInt8>, upTo limit: Int) -> (number: Int, width: Int)? {
    var number = 0
    let start = position
    while position < end, position - start < limit {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = number * 10 + Int(digit)
      position += 1
    }
    return position > start ? (number, position - start) : nil
  }

  /// Takes a word if it stands here.
  mutating func eat(_ bytes: Span<UInt8>, _ word: [UInt8]) -> Bool {
    guard position + word.count <= end else { return false }
    for offset in word.indices where bytes[position + offset] != word[offset] { return false }
    position += word.count
    return true
  }
}
