import PQDiagnostics

/// A control character beyond ASCII in UTF-8: C1, and those that turn the direction of text.
///
/// Formats with escapes of their own write it as one, since a terminal would obey it.
struct HighControl {
  let value: UInt32
  let byteCount: Int

  /// Reads one that begins at a position; `nil` for all other text.
  init?(_ text: [UInt8], at position: Int) {
    let first = text[position]
    guard first == 0xC2 || first == 0xD8 || first == 0xE2 else { return nil }
    byteCount = first == 0xE2 ? 3 : 2
    guard position + byteCount <= text.count else { return nil }
    var value = UInt32(first & (byteCount == 3 ? 0x0F : 0x1F))
    for byte in text[(position + 1)..<(position + byteCount)] {
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value), DisplayWidth.isControl(scalar) else { return nil }
    self.value = value
  }
}
