/// Finds text that every match of a pattern holds, so that texts without it need not be tried.
///
///     拖欠.*工资       拖欠, 工资
///     plums? [0-9]+    plum
///     plum|pear        none
///
/// It reads the pattern with caution: what it does not know well gives no literal.
struct RegexLiterals {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var literals: [[UInt8]] = []
  private var current: [UInt8] = []

  private init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  /// Returns the longest text that every match holds; `nil` if there may be none.
  static func longest(in pattern: String) -> [UInt8]? {
    var reader = RegexLiterals(pattern)
    guard reader.readAll() else { return nil }
    var longest: [UInt8] = []
    for literal in reader.literals where literal.count > longest.count { longest = literal }
    return longest.isEmpty ? nil : longest
  }

  private var next: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  /// Returns whether the whole pattern was understood.
  private mutating func readAll() -> Bool {
    while let scalar = next {
      position += 1
      let isRead =
        switch scalar {
        case "|", ")", "?", "*", "+", "{": false
        case "(": readGroup()
        case "[": readClass()
        case "\\": readEscape()
        case ".", "^", "$": readQuantifier(of: nil)
        default: readQuantifier(of: scalar)
        }
      if !isRead { return false }
    }
    endLiteral()
    return true
  }

  private mutating func endLiteral() {
    literals.append(current)
    current = []
  }

  /// Reads how often what comes before may stand, which is a certain character or something else.
  private mutating func readQuantifier(of scalar: Unicode.Scalar?) -> Bool {
    let quantifier = next
    let isQuantified = quantifier.map { "?*+{".unicodeScalars.contains($0) } ?? false
    if let scalar, !isQuantified || quantifier == "+" {
      current.append(contentsOf: String(scalar).utf8)
    }
    if scalar == nil || isQuantified { endLiteral() }
    guard isQuantified else { return true }
    position += 1
    if quantifier == "{" {
      // Anything else in braces stands for itself.
      while let scalar = next, "0123456789,".unicodeScalars.contains(scalar) { position += 1 }
      if next != "}" { return false }
      position += 1
    }
    if next == "?" || next == "+" { position += 1 }
    return true
  }

  /// Passes over what stands in brackets, which may be a choice.
  private mutating func readGroup() -> Bool {
    // `(?i)` and its like change what all characters mean.
    if next == "?" || next == "*" { return false }
    var depth = 1
    while depth > 0 {
      guard let scalar = next else { return false }
      position += 1
      switch scalar {
      case "(":
        if next == "?" || next == "*" { return false }
        depth += 1
      case ")": depth -= 1
      case "[": if !passClass() { return false }
      case "\\": if !passEscape() { return false }
      default: break
      }
    }
    return readQuantifier(of: nil)
  }

  private mutating func readClass() -> Bool {
    passClass() && readQuantifier(of: nil)
  }

  /// Passes over a class of characters behind its `[`.
  private mutating func passClass() -> Bool {
    if next == "^" { position += 1 }
    if next == "]" { position += 1 }
    while let scalar = next {
      position += 1
      switch scalar {
      case "]": return true
      case "\\": if !passEscape() { return false }
      // `[:alpha:]` and its like have an end of their own.
      case "[": return false
      default: break
      }
    }
    return false
  }

  /// Passes over the character behind a `\`; one that takes more than that is not understood.
  private mutating func passEscape() -> Bool {
    guard let scalar = next else { return false }
    position += 1
    return isMark(scalar) || "dDwWsSbBhHvVAzZntr".unicodeScalars.contains(scalar)
  }

  private mutating func readEscape() -> Bool {
    guard passEscape() else { return false }
    let scalar = scalars[position - 1]
    return readQuantifier(of: isMark(scalar) ? scalar : nil)
  }

  /// Whether a character stands for itself behind a `\`.
  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9" ~= scalar)
  }
}
