/// Numbers that are written so that a search for digits passes over them.
extension NoteScanner {
  /// A list of more numbers than these is one of articles or rooms, not the groups of one number.
  private static let mostGroups = 4
  /// The digits of a mobile number: fewer, with something between them, may be a list.
  private static let dictated = 11

  /// A number whose groups are divided by what else divides a list: 138/0000/1234, 1*3*8*…
  ///
  /// Only a mobile number or an identity number with a birthday is taken for one, of few groups or of
  /// single digits: 13、14、15 are articles, 13,800,001,234 is an amount.
  func dividedNumber() -> (number: NumberText, end: Int)? {
    var groups: [[UInt8]] = []
    var isAmount = true
    var endsInX = false
    var place = position
    var end = position
    while place < scalars.count, groups.count <= 18 {
      var group: [UInt8] = []
      while place < scalars.count, let digit = scalars[place].decimalDigit {
        group.append(digit)
        place += 1
      }
      if group.isEmpty { break }
      groups.append(group)
      end = place
      let total = groups.reduce(0) { $0 + $1.count }
      if total == 17, place < scalars.count, scalars[place].isCheckLetter {
        endsInX = true
        end = place + 1
        break
      }
      let gap = place
      while place < scalars.count, place - gap < 3, scalars[place].isDivider { place += 1 }
      if place == gap { break }
      isAmount = isAmount && [",", "，"].contains(scalars[gap])
    }
    guard groups.count > 1 else { return nil }
    let isSpelled = groups.allSatisfy { $0.count == 1 }
    guard isSpelled || groups.count <= NoteScanner.mostGroups else { return nil }
    if isAmount, groups.dropFirst().allSatisfy({ $0.count == 3 }) { return nil }
    let digits = groups.flatMap { $0 }
    let number = NumberText(digits: digits, endsInX: endsInX)
    let isMobile = digits.count == 11 && digits[0] == 1 && digits[1] >= 3 && !endsInX
    let isIdentity = digits.count >= 17 && number.isIdentityNumber && hasBirthday(digits)
    return isMobile || isIdentity ? (number, end) : nil
  }

  private func hasBirthday(_ digits: [UInt8]) -> Bool {
    let century = digits[6] * 10 + digits[7]
    let month = digits[10] * 10 + digits[11]
    let day = digits[12] * 10 + digits[13]
    return (18...20).contains(century) && (1...12).contains(month) && (1...31).contains(day)
  }

  /// A number in characters, as one dictates it, or in circles: 一三八〇〇〇〇一二三四, ①③⑧…; also
  /// with blanks and commas if it is as long as a mobile number, and mixed with digits.
  func endOfSpelledNumber() -> Int? {
    var end = position
    var count = 0
    while end < scalars.count, scalars[end].isSpelledDigit {
      end += 1
      count += 1
    }
    if count >= NoteScanner.shortest { return end }
    if let mixed = endOfMixedNumber() { return mixed }
    guard count > 0 else { return nil }
    while true {
      var next = end
      while next < scalars.count, next - end < 3, scalars[next].isDivider { next += 1 }
      guard next < scalars.count, scalars[next].isSpelledDigit else { break }
      end = next + 1
      count += 1
    }
    return count >= NoteScanner.dictated ? end : nil
  }

  private func endOfMixedNumber() -> Int? {
    var end = position
    var spelledCount = 0
    while end < scalars.count {
      if scalars[end].isSpelledDigit {
        spelledCount += 1
      } else if scalars[end].decimalDigit == nil {
        break
      }
      end += 1
    }
    let isWhole = spelledCount > 0 && end - position >= NoteScanner.dictated
    return isWhole ? end : nil
  }

  /// The plate of an armed police vehicle: WJ湘12345, WJ·湘 1234X.
  func endOfPolicePlate() -> Int? {
    var place = position
    guard ["W", "w", "Ｗ", "ｗ"].contains(scalars[place]), place + 1 < scalars.count,
      ["J", "j", "Ｊ", "ｊ"].contains(scalars[place + 1])
    else { return nil }
    place += 2
    while place < scalars.count, scalars[place].isBetweenDigits { place += 1 }
    guard place < scalars.count,
      NoteScanner.provinces.unicodeScalars.contains(scalars[place])
    else { return nil }
    place += 1
    var (count, digitCount) = (0, 0)
    while count < 6, let character = plateCharacter(at: &place) {
      count += 1
      if !character.isLetter { digitCount += 1 }
    }
    return count >= 4 && digitCount >= 3 ? place : nil
  }
}

extension Unicode.Scalar {
  /// Whether it divides groups of digits in disguise, as it divides the items of a list.
  fileprivate var isDivider: Bool {
    isBetweenDigits || "/／、，,*＊×:：~～.．。・|｜;；+".unicodeScalars.contains(self)
  }

  /// Whether it is a digit as a character, or one in a circle or in brackets.
  fileprivate var isSpelledDigit: Bool {
    if isASCII { return false }
    return "〇零○Ｏ一二三四五六七八九幺壹贰叁肆伍陆柒捌玖".unicodeScalars.contains(self)
      || properties.numericType == .digit
  }
}
