/// A second of the calendar, without a time zone. Columns store seconds since 1970-01-01T00:00.
package struct CivilDateTime: Hashable, Sendable {
  package let date: CivilDate
  package let hour: Int
  package let minute: Int
  package let second: Int

  package static let secondsPerDay: Int64 = 86_400

  /// The seconds that a datetime can be: 0001-01-01T00:00 to 9999-12-31T23:59:59.
  package static let validSeconds: ClosedRange<Int64> =
    CivilDate.validDays.lowerBound * secondsPerDay...(CivilDate.validDays.upperBound + 1)
    * secondsPerDay - 1

  /// Returns `nil` if there is no such time; a leap second is none.
  package init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
      return nil
    }
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Reads a number of seconds; one outside `validSeconds` is moved to the nearest valid second.
  package init(seconds: Int64) {
    let range = CivilDateTime.validSeconds
    let valid = min(max(seconds, range.lowerBound), range.upperBound)
    let days = CivilDateTime.days(ofSeconds: valid)
    let rest = Int(valid - days * CivilDateTime.secondsPerDay)
    self.date = CivilDate(days: days)
    self.hour = rest / 3600
    self.minute = rest / 60 % 60
    self.second = rest % 60
  }

  /// Seconds since 1970-01-01T00:00, negative before.
  package var seconds: Int64 {
    date.days * CivilDateTime.secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Returns the day that holds a second.
  package static func days(ofSeconds seconds: Int64) -> Int64 {
    let quotient = seconds / secondsPerDay
    return seconds % secondsPerDay < 0 ? quotient - 1 : quotient
  }

  /// Reads `2020-08-07T14:30` or `2020-08-07T14:30:15`, with `T` or one space; `nil` for anything
  /// else.
  package init?(_ bytes: Span<UInt8>) {
    guard bytes.count == 16 || bytes.count == 19, let date = CivilDate(bytes.extracting(first: 10)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      bytes[13] == UInt8(ascii: ":"), let hour = DigitReader.number(bytes, 11, 2),
      let minute = DigitReader.number(bytes, 14, 2)
    else { return nil }
    var second = 0
    if bytes.count == 19 {
      guard bytes[16] == UInt8(ascii: ":"), let read = DigitReader.number(bytes, 17, 2) else {
        return nil
      }
      second = read
    }
    self.init(date: date, hour: hour, minute: minute, second: second)
  }

  package init?(_ text: String) {
    self.init(Array(text.utf8).span)
  }

  /// `2020-08-07T14:30`; the seconds only when they are not 0.
  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func append(to bytes: inout [UInt8]) {
    date.append(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    DigitWriter.append(hour, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    DigitWriter.append(minute, width: 2, to: &bytes)
    if second != 0 {
      bytes.append(UInt8(ascii: ":"))
      DigitWriter.append(second, width: 2, to: &bytes)
    }
  }
}
