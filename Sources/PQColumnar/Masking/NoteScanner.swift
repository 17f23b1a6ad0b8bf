/// Finds the numbers of persons in free text: identity cards, telephones, bank cards, vehicles.
///
///     他的电话是138-0000-1234    他的电话是138****1234
///
/// Names are not found: no rule tells them from other words.
package struct NoteScanner {
  let scalars: [Unicode.Scalar]
  private var result = String.UnicodeScalarView()
  private(set) var position = 0

  /// Shorter numbers are amounts, years, days; seven digits are a telephone number of the town.
  static let shortest = 7
  /// How many blanks and dashes in a row may stand between two digits of one number.
  private static let widestGap = 3

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// Returns a text with the numbers in it masked, each by its kind.
  package static func masked(_ text: String) -> String {
    guard mayHoldNumber(text.utf8) else { return text }
    var scanner = NoteScanner(text)
    scanner.scan()
    return String(scanner.result)
  }

  /// Whether a text has enough digits, or bytes that could be digits of another script. Most notes
  /// need no more than this look.
  private static func mayHoldNumber(_ bytes: String.UTF8View) -> Bool {
    var digitCount = 0
    for byte in bytes {
      if byte >= 0x80 || (0x30...0x39).contains(byte) { digitCount += 1 }
      if digitCount >= 5 { return true }
    }
    return false
  }

  private mutating func scan() {
    while position < scalars.count {
      if let end = endOfPlate() ?? endOfPolicePlate() {
        result.append(contentsOf: scalars[position..<(position + 2)])
        append(MaskedText.whole)
        position = end
      } else if let end = endOfDate() {
        result.append(contentsOf: scalars[position..<end])
        position = end
      } else if let end = endOfSpelledNumber() {
        append(MaskedText.whole)
        position = end
      } else if scalars[position].decimalDigit != nil {
        takeNumber()
      } else {
        result.append(scalars[position])
        position += 1
      }
    }
  }

  private mutating func append(_ text: String) {
    result.append(contentsOf: text.unicodeScalars)
  }

  // MARK: - Numbers

  /// Takes a run of digits with what stands between them.
  private mutating func takeNumber() {
    var digits: [UInt8] = []
    var endsInX = false
    var end = position
    var next = position
    while next < scalars.count {
      if let digit = scalars[next].decimalDigit {
        digits.append(digit)
        next += 1
        end = next
      } else if scalars[next].isCheckLetter, digits.count == 17 {
        endsInX = true
        end = next + 1
        break
      } else if next - end < NoteScanner.widestGap, isGap(next, after: end) {
        next += 1
      } else {
        break
      }
    }
    let number = NumberText(digits: digits, endsInX: endsInX)
    if number.isIdentityNumber {
      append(number.maskedIdentity)
    } else if number.isPhone {
      append(number.maskedPhone)
    } else if let divided = dividedNumber() {
      append(
        divided.number.isIdentityNumber
          ? divided.number.maskedIdentity : divided.number.maskedPhone)
      end = divided.end
    } else if digits.count >= NoteScanner.shortest {
      append(MaskedText.whole)
    } else {
      result.append(contentsOf: scalars[position..<end])
    }
    position = end
  }

  /// Whether a character may stand inside a number. A point may where three digits stand on both
  /// sides: 138.0000.1234 is a telephone number, 12345.67 an amount.
  private func isGap(_ place: Int, after end: Int) -> Bool {
    if scalars[place].isBetweenDigits { return true }
    guard scalars[place] == "." || scalars[place] == "．", place == end, place >= 3 else {
      return false
    }
    return scalars[(place - 3)..<place].allSatisfy { $0.decimalDigit != nil }
      && place + 3 < scalars.count
      && scalars[(place + 1)...(place + 3)].allSatisfy { $0.decimalDigit != nil }
  }

  /// A day such as 2020-08-07, which is no telephone number; 20200807 may be a birthday.
  private func endOfDate() -> Int? {
    guard position == 0 || scalars[position - 1].decimalDigit == nil,
      let year = number(at: position, digits: 4...4), (1900...2099).contains(year.value),
      let month = part(at: year.end, greatest: 12), let day = part(at: month, greatest: 31),
      day >= scalars.count || scalars[day].decimalDigit == nil,
      !goesOn(after: day)
    else { return nil }
    return day
  }

  /// Whether more digits follow a dash: then the whole is a number that looks like a day.
  private func goesOn(after end: Int) -> Bool {
    guard end + 1 < scalars.count, scalars[end].isBetweenDigits, !scalars[end].isLayout else {
      return false
    }
    return scalars[end + 1].decimalDigit != nil
  }

  private func part(at place: Int, greatest: Int) -> Int? {
    guard place < scalars.count, ["-", "－", ".", "/"].contains(scalars[place]),
      let number = number(at: place + 1, digits: 1...2), (1...greatest).contains(number.value)
    else { return nil }
    return number.end
  }

  private func number(at place: Int, digits: ClosedRange<Int>) -> (value: Int, end: Int)? {
    var value = 0
    var end = place
    while end < scalars.count, end - place < digits.upperBound,
      let digit = scalars[end].decimalDigit
    {
      value = value * 10 + Int(digit)
      end += 1
    }
    return digits.contains(end - place) ? (value, end) : nil
  }

  // MARK: - Vehicles

  static let provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领军武"

  /// A number plate: a province, a letter, five or six letters and digits, one of which at least is
  /// a digit: 甘A12345, 甘 A·12345, 粤BD12345, 甘A1234警.
  private func endOfPlate() -> Int? {
    guard NoteScanner.provinces.unicodeScalars.contains(scalars[position]) else { return nil }
    var place = position + 1
    guard let letter = plateCharacter(at: &place), letter.isLetter else { return nil }
    var count = 0
    var digitCount = 0
    while count < 6, let character = plateCharacter(at: &place) {
      count += 1
      if !character.isLetter { digitCount += 1 }
    }
    if count == 4, place < scalars.count, "学警港澳挂试超领".unicodeScalars.contains(scalars[place]) {
      place += 1
      count += 1
    }
    return count >= 5 && digitCount >= 1 ? place : nil
  }

  /// Moves past one letter or digit of a plate and the blank or point before it.
  func plateCharacter(at place: inout Int) -> (scalar: Unicode.Scalar, isLetter: Bool)? {
    var next = place
    while next < scalars.count, next - place < 2,
      scalars[next].isBetweenDigits || scalars[next] == "." || scalars[next] == "・"
    {
      next += 1
    }
    guard next < scalars.count else { return nil }
    let scalar = scalars[next]
    let isLetter =
      ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
      || ("Ａ"..."Ｚ").contains(scalar) || ("ａ"..."ｚ").contains(scalar)
    guard isLetter || scalar.decimalDigit != nil else { return nil }
    place = next + 1
    return (scalar, isLetter)
  }
}
