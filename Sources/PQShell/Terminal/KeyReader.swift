/// Where a keyboard's bytes come from.
package protocol KeySource: AnyObject {
  /// Waits for bytes, at most `milliseconds`, or without end for `nil`.
  ///
  /// Only a wait that `isWoken` is: a signal must not tear a character or sequence apart.
  func read(within milliseconds: Int32?, isWoken: Bool) -> KeySourceEvent
}

/// What came of waiting for bytes.
package enum KeySourceEvent {
  case bytes([UInt8])
  /// The time is over.
  case nothing
  /// The keyboard is gone.
  case end
  /// Something else wants attention, such as a signal.
  case woken
}

/// What one press of a key, or one character of a paste, means.
package enum Key: Equatable, Sendable {
  case scalar(Unicode.Scalar)
  case special(SpecialKey)
  case end
  case woken
}

/// Turns bytes into keys: decodes UTF-8 and recognizes the escape sequences of special keys.
///
/// A sequence that is not known vanishes whole instead of typing its tail. Bytes that are not
/// UTF-8 become U+FFFD, one for each attempt, as Unicode recommends.
package struct KeyReader {
  private var bytes: [UInt8] = []
  private var next = 0
  private let source: any KeySource
  /// Why the bytes ran out, until it is handed on.
  private var deferred: Key?

  /// A lone ESC is a key of its own if nothing follows so soon; terminals send a sequence at once.
  static let escapeTimeout: Int32 = 30
  /// Once `ESC [` is there, a key is meant; a slow line may still tear it apart.
  static let sequenceTimeout: Int32 = 500
  /// A paste whose end is lost must not swallow keys for ever.
  static let pasteTimeout: Int32 = 5000
  /// No terminal sends a longer one.
  static let longestSequence = 32

  package init(source: any KeySource) {
    self.source = source
  }

  /// Whether a key can be read without waiting.
  package mutating func hasPending() -> Bool {
    fill(within: 0) || deferred != nil
  }

  /// Waits for so long; false as soon as there is anything to read.
  package mutating func pause(of milliseconds: Int32) -> Bool {
    !fill(within: milliseconds, isWoken: true) && deferred == nil
  }

  /// Waits for the next key.
  package mutating func readKey() -> Key {
    while true {
      guard let byte = readByte(within: nil) else { return takeDeferred() }
      if byte != 0x1B { return .scalar(decode(byte)) }
      switch readSequence() {
      case .known(let key): return .special(key)
      case .escape: return .scalar("\u{1B}")
      case .unknown: continue
      }
    }
  }

  /// Reads the text of a bracketed paste up to its end mark, with every kind of line break as `\n`
  /// and without control characters, so that nothing in it runs a key binding.
  package mutating func readPaste() -> String {
    var pasted: [UInt8] = []
    let endMark = Array("\u{1B}[201~".utf8)
    while let byte = readByte(within: Self.pasteTimeout) {
      pasted.append(byte)
      if byte == 0x7E, pasted.suffix(endMark.count).elementsEqual(endMark) {
        pasted.removeLast(endMark.count)
        break
      }
    }
    return Self.insertable(String(decoding: pasted, as: UTF8.self))
  }

  /// Returns a text from elsewhere with every kind of line break as `\n`, and without control
  /// characters but tabs.
  static func insertable(_ foreign: String) -> String {
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in foreign.unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if previous != "\r" { text.append("\n") }
      case "\t": text.append(scalar)
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}": break
      default: text.append(scalar)
      }
      previous = scalar
    }
    return String(text)
  }

  private enum Sequence {
    case known(SpecialKey)
    case unknown
    /// Not a sequence: ESC alone, or before a key (which is then "meta").
    case escape
  }

  /// Reads what follows an ESC, if it is a sequence.
  private mutating func readSequence() -> Sequence {
    guard let introducer = readByte(within: Self.escapeTimeout) else { return .escape }
    if introducer == UInt8(ascii: "\r") || introducer == UInt8(ascii: "\n") {
      return .known(.altEnter)
    }
    guard introducer == UInt8(ascii: "[") || introducer == UInt8(ascii: "O") else {
      next -= 1
      return .escape
    }
    var sequence = [introducer]
    while sequence.count < Self.longestSequence {
      guard let byte = readByte(within: Self.sequenceTimeout) else { return .unknown }
      guard (0x20..<0x7F).contains(byte) else {
        // A sequence holds no control: this is a key of its own, above all Ctrl-C.
        next -= 1
        return .unknown
      }
      sequence.append(byte)
      // The Linux console's function keys have a second bracket: ESC [ [ A.
      if sequence.count == 2, byte == UInt8(ascii: "["), introducer == byte { continue }
      if (0x40...0x7E).contains(byte) { break }
    }
    let known = SpecialKey(sequence: String(decoding: sequence, as: UTF8.self))
    return known.map(Sequence.known) ?? .unknown
  }

  /// Decodes the scalar that starts with `lead`.
  private mutating func decode(_ lead: UInt8) -> Unicode.Scalar {
    if lead < 0x80 { return Unicode.Scalar(lead) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(lead) else { return "\u{FFFD}" }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for position in 1..<length {
      guard let byte = readByte(within: Self.sequenceTimeout) else { return "\u{FFFD}" }
      guard Self.follows(byte, lead: lead, position: position) else {
        next -= 1
        return "\u{FFFD}"
      }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // C1 controls stand for special keys; nobody types them.
    guard !(0x80..<0xA0).contains(value), let scalar = Unicode.Scalar(value) else {
      return "\u{FFFD}"
    }
    return scalar
  }

  /// Tells whether a byte may continue a scalar (Unicode, table 3-7).
  private static func follows(_ byte: UInt8, lead: UInt8, position: Int) -> Bool {
    guard position == 1 else { return (0x80...0xBF).contains(byte) }
    switch lead {
    case 0xE0: return (0xA0...0xBF).contains(byte)
    case 0xED: return (0x80...0x9F).contains(byte)
    case 0xF0: return (0x90...0xBF).contains(byte)
    case 0xF4: return (0x80...0x8F).contains(byte)
    default: return (0x80...0xBF).contains(byte)
    }
  }

  private mutating func readByte(within milliseconds: Int32?) -> UInt8? {
    guard fill(within: milliseconds, isWoken: milliseconds == nil) else { return nil }
    next += 1
    return bytes[next - 1]
  }

  /// Waits for bytes; tells whether there are any. Why there are none is kept in `deferred`, so
  /// that a character or sequence can end first.
  private mutating func fill(within milliseconds: Int32?, isWoken: Bool = false) -> Bool {
    if next < bytes.count { return true }
    guard deferred == nil else { return false }
    switch source.read(within: milliseconds, isWoken: isWoken) {
    case .bytes(let read):
      bytes = read
      next = 0
      return !read.isEmpty
    case .nothing: break
    case .end: deferred = .end
    case .woken: deferred = .woken
    }
    return false
  }

  private mutating func takeDeferred() -> Key {
    defer { deferred = nil }
    return deferred ?? .woken
  }
}
