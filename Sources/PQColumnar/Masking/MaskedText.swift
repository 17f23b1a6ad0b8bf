/// What is shown of one private text, by its kind.
///
/// Each kind expects a shape and shows a fixed part of it; a text of any other shape is not shown at
/// all, since nobody knows where the telling part of it stands.
package enum MaskedText {
  /// What stands for a text of which nothing is shown.
  package static let whole = "***"

  /// Returns the first character of a name, which for nearly everybody is the surname.
  ///
  ///     王小明    王**       欧阳娜娜    欧**       王    ***
  ///
  /// Of a compound surname only the first character is shown, too: two characters of a rare surname
  /// can name a person in a small town.
  package static func name(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { !$0.isLayout }
    guard scalars.count > 1, let first = scalars.first, first.properties.isAlphabetic else {
      return whole
    }
    return String(Character(first)) + "**"
  }

  /// Returns the region and the last character of an identity number of 18 or 15 characters.
  ///
  ///     11010519491231002X    110105***X        1101054912310    ***
  package static func idNumber(_ text: String) -> String {
    guard let digits = NumberText(text), digits.isIdentityNumber else { return whole }
    return digits.maskedIdentity
  }

  /// Returns the first three and the last four digits of a telephone number.
  ///
  ///     13800001234    138****1234        0931-5551234    093****1234        5551234    ***
  ///
  /// A number without an area code is not shown: seven of its seven digits would be.
  package static func phone(_ text: String) -> String {
    guard let digits = NumberText(text), digits.isPhone else { return whole }
    return digits.maskedPhone
  }

  /// Returns an address as far as the township; where none is named, as far as the county.
  ///
  ///     东山县城关镇南街12号    东山县城关镇***        东山县南街12号    东山县***
  package static func address(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let end = AddressParts.endOfTownship(scalars)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[..<end])
    return String(shown) + whole
  }
}

/// A text that is nothing but one number: digits with blanks or dashes among them, an `X` at its end.
///
/// Digits of any script count, the full-width ones of a Chinese keyboard among them.
struct NumberText {
  private(set) var digits: [UInt8] = []
  private(set) var endsInX = false

  init?(_ text: String) {
    for scalar in text.unicodeScalars {
      if endsInX {
        guard scalar.isBetweenDigits else { return nil }
      } else if let digit = scalar.decimalDigit {
        digits.append(digit)
      } else if scalar.isCheckLetter, !digits.isEmpty {
        endsInX = true
      } else if !scalar.isBetweenDigits, scalar != "+" {
        return nil
      }
    }
    if digits.isEmpty { return nil }
  }

  init(digits: [UInt8], endsInX: Bool) {
    self.digits = digits
    self.endsInX = endsInX
  }

  /// 18 characters, the last a digit or an X, or the 15 digits of former years.
  var isIdentityNumber: Bool {
    endsInX ? digits.count == 17 : digits.count == 18 || digits.count == 15
  }

  /// A mobile number, also with the country's code, or a landline with its area code.
  var isPhone: Bool {
    guard !endsInX else { return false }
    let own = local
    return own.count == 11 && own[0] == 1 || (10...12).contains(own.count) && own[0] == 0
  }

  /// The digits without the country's code.
  private var local: [UInt8] {
    digits.count == 13 && digits.starts(with: [8, 6]) ? Array(digits.dropFirst(2)) : digits
  }

  var maskedIdentity: String {
    NumberText.text(digits.prefix(6)) + MaskedText.whole
      + (endsInX ? "X" : NumberText.text(digits.suffix(1)))
  }

  var maskedPhone: String {
    NumberText.text(local.prefix(3)) + "****" + NumberText.text(local.suffix(4))
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// The digit that it is, in any script.
  var decimalDigit: UInt8? {
    if isASCII { return ("0"..."9").contains(self) ? UInt8(value - 48) : nil }
    guard properties.numericType == .decimal, let value = properties.numericValue else {
      return nil
    }
    return UInt8(exactly: value)
  }

  /// The X that stands for ten at the end of an identity number, also a full-width one.
  var isCheckLetter: Bool { ["x", "X", "ｘ", "Ｘ"].contains(self) }

  /// Whether it is a blank, or a character that is not seen at all.
  var isLayout: Bool {
    if isASCII { return value <= 0x20 || value == 0x7F }
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || [.format, .control].contains(properties.generalCategory)
  }

  /// Whether people put it between the digits of one number.
  var isBetweenDigits: Bool {
    if isASCII { return isLayout || self == "-" || self == "_" || self == "(" || self == ")" }
    return isLayout || properties.generalCategory == .dashPunctuation
      || ["（", "）", "－", "−", "ー", "·", "•", "＿"].contains(self)
  }
}

/// Where in an address the township ends.
enum AddressParts {
  /// What may stand between the beginning of a township's name and its end.
  private static let longestName = 12

  /// Returns the number of characters up to the township, or else up to the county.
  ///
  /// The walk ends at the first word that is more exact than a township, so that 小镇路 behind a
  /// village is taken for none.
  static func endOfTownship(_ scalars: [Unicode.Scalar]) -> Int {
    var shown = 0
    var start = 0
    var position = 0
    while position < scalars.count, position - start <= longestName {
      let rest = scalars[position...]
      let isInside = position > start
      if rest.starts(with: ["街", "道"]), isInside { return position + 2 }
      if rest.starts(with: ["苏", "木"]), isInside { return position + 2 }
      if isExact(rest, after: isInside ? scalars[position - 1] : nil) { return shown }
      switch scalars[position] {
      case "乡", "镇":
        // 镇江市 begins with the word that ends a township's name.
        if isInside { return position + 1 }
      case "省", "市", "县", "区", "旗", "州", "盟":
        if isInside {
          shown = position + 1
          start = position + 1
        }
      default: break
      }
      position += 1
    }
    return shown
  }

  /// Whether a word begins here that is more exact than a township.
  private static func isExact(
    _ rest: ArraySlice<Unicode.Scalar>, after previous: Unicode.Scalar?
  ) -> Bool {
    guard let first = rest.first else { return false }
    if first.decimalDigit != nil || first.isLayout || !first.properties.isAlphabetic { return true }
    if ["小", "社"].contains(first), rest.dropFirst().first == "区" { return true }
    if first == "市", let previous, ["超", "菜", "城", "夜"].contains(previous) { return true }
    return "村路街巷弄号组屯栋楼室院苑园里寨庄店坊厂".unicodeScalars.contains(first)
  }
}
