/// How the lexer sees single characters.
package enum CharacterClass {
  /// Returns the character that a full-width or typographic one stands for outside strings.
  ///
  ///     （ (    ， ,    、 ,    。 .    ＝ =    ≥ >=    １ 1
  ///
  /// `≤`, `≥` and `≠` stand for two characters and are read as symbols by the lexer.
  package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x80: return scalar
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3001: return ","
    case 0x3002: return "."
    case 0x3010, 0x3014: return "["
    case 0x3011, 0x3015: return "]"
    case 0x2212: return "-"
    default: return scalar
    }
  }

  /// Whether a character can stand in a name without back quotes.
  package static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: return true
    case 0..<0x80: return false
    case 0x4E00...0x9FFF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// Whether a character can begin a name.
  package static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    guard isWord(scalar), !isDigit(scalar) else { return false }
    if scalar.value < 0x80 { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: return false
    default: return true
    }
  }

  package static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  /// Whether a character separates tokens and nothing else. A line break is not among them.
  package static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0B, 0x0C, 0x0D, 0x20: true
    // Spaces of web pages and word processors, the ideographic space, zero-width ones.
    case 0xA0, 0x1680, 0x2000...0x200D, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Whether a word needs no back quotes to be one token.
  package static func isPlainName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isWordStart(first) else { return false }
    return text.unicodeScalars.allSatisfy { isWord($0) && fold($0) == $0 }
  }
}
