import PQDiagnostics

extension Lexer {
  /// Reads a number, a percentage, a duration, a date or a period.
  ///
  ///     12   1_000   3.5   12%   15d   2h30min   15天   2020-08   2020-08-07T14:30
  mutating func lexNumber() {
    let start = position
    if lexDate() { return }
    skipDigits()
    var hasFraction = false
    if peek().0 == ".", CharacterClass.isDigit(peek(at: position + peek().1).0) {
      position += peek().1
      skipDigits()
      hasFraction = true
    }
    let numberEnd = position
    let (next, length) = peek()
    if CharacterClass.isWord(next), length > 0 {
      skipWord()
      lexSuffix(from: start, numberEnd: numberEnd, hasFraction: hasFraction)
      return
    }
    let isPercent = next == "%" && !startsOperand(at: position + length)
    let digits = foldedDigits(from: start, to: numberEnd)
    if isPercent { position += length }
    let range = SourceRange(start, position)
    guard let literal = NumberLiteral.read(digits, isPercent: isPercent) else {
      report(.numberTooLarge(isWhole: !hasFraction && !isPercent), at: range)
      add(.number(.integer(0)), from: start, isBad: true)
      return
    }
    add(.number(literal), from: start)
  }

  /// Whether what follows a `%` makes it the remainder operator: `12%5`.
  private func startsOperand(at offset: Int) -> Bool {
    let (scalar, length) = peek(at: offset)
    guard length > 0 else { return false }
    return CharacterClass.isWord(scalar) || scalar == "(" || scalar == "`"
  }

  private mutating func skipDigits() {
    while position < end {
      let (scalar, length) = peek()
      guard CharacterClass.isDigit(scalar) || scalar == "_" else { return }
      position += length
    }
  }

  /// Returns the number's characters without the `_` between digits.
  private func foldedDigits(from start: Int, to end: Int) -> String {
    var result = ""
    var offset = start
    while offset < end {
      let (scalar, length) = peek(at: offset)
      if scalar != "_" { result.unicodeScalars.append(scalar) }
      offset += length
    }
    return result
  }

  /// Reads the letters after a number: the units of a duration, or a mistake.
  private mutating func lexSuffix(from start: Int, numberEnd: Int, hasFraction: Bool) {
    let range = SourceRange(start, position)
    let text = folded(from: start)
    if !hasFraction {
      switch DurationLiteral.read(text.filter { $0 != "_" }) {
      case .value(let literal):
        add(.duration(literal), from: start)
        return
      case .tooLarge:
        report(.durationTooLarge(), at: range)
        add(.duration(.duration(0, .day)), from: start, isBad: true)
        return
      case .unknownUnit: break
      }
    }
    let unit = source.text(in: SourceRange(numberEnd, position))
    report(.unknownUnit(unit, in: text, hasFraction: hasFraction), at: range)
    add(.number(.integer(0)), from: start, isBad: true)
  }
}

/// Reads the digits of a number.
package enum NumberLiteral {
  /// Returns the number, or `nil` if it does not fit: `"3.5"` is (35, 1), `"12"` with a percent
  /// sign (12, 2).
  static func read(_ digits: String, isPercent: Bool) -> LiteralSyntax? {
    var mantissa: Int64 = 0
    var scale = 0
    var isFraction = false
    for byte in digits.utf8 {
      if byte == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      let (product, overflows) = mantissa.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(Int64(byte) - 48)
      if overflows || overflowsToo { return nil }
      mantissa = sum
      if isFraction { scale += 1 }
    }
    if isPercent { scale += 2 }
    if scale > 18 { return nil }
    return scale == 0 ? .integer(mantissa) : .decimal(mantissa: mantissa, scale: scale)
  }
}

/// Reads durations such as `15d`, `2h30min`, `15个工作日`.
package enum DurationLiteral {
  package enum Reading {
    case value(LiteralSyntax)
    case unknownUnit
    case tooLarge
  }

  /// Reads digits and units in turn. Several units make one duration in the smallest of them:
  /// `2h30min` is 150 minutes.
  static func read(_ text: String) -> Reading {
    var parts: [(count: Int64, unit: DurationUnit)] = []
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let digits = rest.prefix { CharacterClass.isDigit($0) }
      rest = rest.dropFirst(digits.count)
      let word = rest.prefix { !CharacterClass.isDigit($0) }
      rest = rest.dropFirst(word.count)
      guard !digits.isEmpty, let unit = DurationUnit(suffix: String(word)) else {
        return .unknownUnit
      }
      guard let count = Int64(String(digits)) else { return .tooLarge }
      parts.append((count, unit))
    }
    guard let last = parts.last else { return .unknownUnit }
    if parts.count == 1 { return .value(.duration(last.count, last.unit)) }
    return sum(parts, in: last.unit)
  }

  private static func sum(
    _ parts: [(count: Int64, unit: DurationUnit)], in unit: DurationUnit
  ) -> Reading {
    guard let unitSeconds = unit.seconds else { return .unknownUnit }
    var total: Int64 = 0
    var previous = Int64.max
    for part in parts {
      guard let seconds = part.unit.seconds, seconds < previous else { return .unknownUnit }
      previous = seconds
      let (product, overflows) = part.count.multipliedReportingOverflow(by: seconds / unitSeconds)
      let (next, overflowsToo) = total.addingReportingOverflow(product)
      if overflows || overflowsToo { return .tooLarge }
      total = next
    }
    return .value(.duration(total, unit))
  }
}

extension DurationUnit {
  /// The Chinese unit, written directly after the number: `15天`, `15个工作日`.
  package var chinese: String {
    switch self {
    case .second: "秒"
    case .minute: "分钟"
    case .hour: "小时"
    case .day: "天"
    case .week: "周"
    case .workday: "个工作日"
    }
  }

  /// The unit's length, or `nil` for workdays, which have none of their own.
  package var seconds: Int64? {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3_600
    case .day: 86_400
    case .week: 604_800
    case .workday: nil
    }
  }

  /// Returns the unit that a word stands for. `工作日` may do without `个`, as people write it.
  package init?(suffix: String) {
    let spelled = Self.allCases.first { $0.rawValue == suffix || $0.chinese == suffix }
    guard let unit = spelled ?? (suffix == "工作日" ? .workday : nil) else { return nil }
    self = unit
  }
}
