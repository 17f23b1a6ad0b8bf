import PQDiagnostics

extension Lexer {
  /// Reads a date or a period if one stands here; a lone year is a number.
  ///
  ///     2020-Q1   2020-08   2020-W32   2020-08-07   2020-08-07T14:30   2020-08-07T14:30:15
  ///
  /// Four digits, a dash and one or two digits without spaces are always meant as a date, so
  /// `2020-13` is a mistake and not 2007.
  mutating func lexDate() -> Bool {
    let start = position
    guard let length = dateLength() else { return false }
    position += length
    let range = SourceRange(start, position)
    let text = folded(from: start)
    switch DateLiteral.read(text) {
    case .success(let period):
      add(.period(period), from: start)
    case .failure(let problem):
      report(.badDate(text, problem), at: range)
      add(.period(.year(1)), from: start, isBad: true)
    }
    return true
  }

  /// Returns how many bytes from here look like a date, or `nil`.
  private func dateLength() -> Int? {
    var offset = position
    guard skipDigits(&offset, 4...4), skip("-", &offset) else { return nil }
    let (letter, letterLength) = peek(at: offset)
    if letter == "Q" || letter == "W" || letter == "q" || letter == "w" {
      offset += letterLength
      guard skipDigits(&offset, 1...2), !isWord(at: offset) else { return nil }
      return offset - position
    }
    guard skipDigits(&offset, 1...2) else { return nil }
    var dayEnd = offset
    if skip("-", &dayEnd), skipDigits(&dayEnd, 1...2) {
      offset = dayEnd
      let (mark, markLength) = peek(at: offset)
      var timeEnd = offset + markLength
      if mark == "T", skipTime(&timeEnd) { offset = timeEnd }
    }
    return isWord(at: offset) ? nil : offset - position
  }

  private func skipTime(_ offset: inout Int) -> Bool {
    guard skipDigits(&offset, 1...2) else { return false }
    while true {
      var next = offset
      guard skip(":", &next), skipDigits(&next, 1...2) else { return true }
      offset = next
    }
  }

  private func skipDigits(_ offset: inout Int, _ counts: ClosedRange<Int>) -> Bool {
    var next = offset
    var count = 0
    while true {
      let (scalar, length) = peek(at: next)
      guard length > 0, CharacterClass.isDigit(scalar) else { break }
      next += length
      count += 1
    }
    guard counts.contains(count) else { return false }
    offset = next
    return true
  }

  private func skip(_ expected: Unicode.Scalar, _ offset: inout Int) -> Bool {
    let (scalar, length) = peek(at: offset)
    guard length > 0, scalar == expected else { return false }
    offset += length
    return true
  }

  private func isWord(at offset: Int) -> Bool {
    let (scalar, length) = peek(at: offset)
    return length > 0 && CharacterClass.isWord(scalar)
  }
}

/// What is wrong with a date as written.
package enum DateProblem: Error {
  /// The parts are right, but written short: `2020-8-7`. The repair is given.
  case needsZeros(String)
  case noSuchYear
  case noSuchQuarter
  case noSuchMonth(Int)
  case noSuchWeek(Int, year: Int)
  case noSuchDay(Int, year: Int, month: Int)
  case noSuchTime
}

/// Reads and checks dates and periods.
package enum DateLiteral {
  static func read(_ text: String) -> Result<PeriodSyntax, DateProblem> {
    let halves = text.split(separator: "T", maxSplits: 1).map(String.init)
    let parts = halves[0].split(separator: "-").map(String.init)
    guard let year = parts.first.flatMap({ Int($0) }), year >= 1, parts.count >= 2 else {
      return .failure(.noSuchYear)
    }
    let unit = parts[1].first
    if unit == "Q" || unit == "q" { return readQuarter(year, parts[1]) }
    if unit == "W" || unit == "w" { return readWeek(year, parts[1]) }
    guard let month = Int(parts[1]), (1...12).contains(month) else {
      return .failure(.noSuchMonth(Int(parts[1]) ?? 0))
    }
    guard parts.count > 2 else {
      return parts[1].count == 2
        ? .success(.month(year: year, month: month))
        : .failure(.needsZeros("\(four(year))-\(two(month))"))
    }
    guard let day = Int(parts[2]), (1...dayCount(year: year, month: month)).contains(day) else {
      return .failure(.noSuchDay(Int(parts[2]) ?? 0, year: year, month: month))
    }
    let isShort = parts[1].count < 2 || parts[2].count < 2
    let date = "\(four(year))-\(two(month))-\(two(day))"
    guard halves.count > 1 else {
      return isShort
        ? .failure(.needsZeros(date)) : .success(.day(year: year, month: month, day: day))
    }
    return readTime(halves[1], date: date, isShort: isShort, (year, month, day))
  }

  private static func readQuarter(
    _ year: Int, _ text: String
  ) -> Result<PeriodSyntax, DateProblem> {
    guard let quarter = Int(text.dropFirst()), (1...4).contains(quarter) else {
      return .failure(.noSuchQuarter)
    }
    let repaired = "\(four(year))-Q\(quarter)"
    return text == "Q\(quarter)"
      ? .success(.quarter(year: year, quarter: quarter)) : .failure(.needsZeros(repaired))
  }

  private static func readWeek(_ year: Int, _ text: String) -> Result<PeriodSyntax, DateProblem> {
    guard let week = Int(text.dropFirst()), (1...weekCount(year: year)).contains(week) else {
      return .failure(.noSuchWeek(Int(text.dropFirst()) ?? 0, year: year))
    }
    let repaired = "\(four(year))-W\(two(week))"
    return text == "W\(two(week))"
      ? .success(.week(year: year, week: week)) : .failure(.needsZeros(repaired))
  }

  private static func readTime(
    _ text: String, date: String, isShort: Bool, _ day: (year: Int, month: Int, day: Int)
  ) -> Result<PeriodSyntax, DateProblem> {
    let fields = text.split(separator: ":").map(String.init)
    let numbers = fields.compactMap { Int($0) }
    guard (2...3).contains(numbers.count), numbers.count == fields.count, numbers[0] < 24,
      numbers[1] < 60, numbers.count < 3 || numbers[2] < 60
    else { return .failure(.noSuchTime) }
    if isShort || fields.contains(where: { $0.count < 2 }) {
      return .failure(.needsZeros("\(date)T" + numbers.map(two).joined(separator: ":")))
    }
    return .success(
      .time(
        year: day.year, month: day.month, day: day.day, hour: numbers[0], minute: numbers[1],
        second: numbers.count > 2 ? numbers[2] : 0))
  }

  static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The number of ISO weeks: 53 when 1 January is a Thursday, or a Wednesday of a leap year.
  static func weekCount(year: Int) -> Int {
    let before = year - 1
    let weekday = (1 + before + before / 4 - before / 100 + before / 400) % 7
    return weekday == 4 || (weekday == 3 && isLeap(year)) ? 53 : 52
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  static func four(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }
}
