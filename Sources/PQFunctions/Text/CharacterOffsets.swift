/// Positions of characters in UTF-8. A character is a Unicode scalar here, as everywhere in pq.
enum CharacterOffsets {
  /// Returns the number of characters.
  static func count(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where isStart(byte) { count += 1 }
    return count
  }

  /// Returns the part from one character, counted from 0, up to but not with another. Positions
  /// outside the text are moved to its ends.
  static func slice(_ bytes: ArraySlice<UInt8>, from start: Int, to end: Int) -> ArraySlice<UInt8> {
    guard start < end else { return bytes.prefix(0) }
    let first = index(of: start, in: bytes, from: bytes.startIndex)
    let last = index(of: end - max(start, 0), in: bytes, from: first)
    return bytes[first..<last]
  }

  /// Returns the index of the nth character after an index, or the end.
  private static func index(
    of position: Int, in bytes: ArraySlice<UInt8>, from start: Int
  ) -> Int {
    guard position > 0 else { return start }
    var remaining = position
    for index in start..<bytes.endIndex where isStart(bytes[index]) {
      if remaining == 0 { return index }
      remaining -= 1
    }
    return bytes.endIndex
  }

  private static func isStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// Returns where a text occurs in another at or after an index; `nil` for an empty text.
  static func firstOccurrence(
    of part: ArraySlice<UInt8>, in bytes: ArraySlice<UInt8>, from start: Int
  ) -> Int? {
    guard let first = part.first, bytes.endIndex - part.count >= start else { return nil }
    for index in start...(bytes.endIndex - part.count)
    where bytes[index] == first && bytes[index..<index + part.count].elementsEqual(part) {
      return index
    }
    return nil
  }
}

/// A count that comes from a user, made to fit text positions.
func clampedPosition(_ number: Int64) -> Int {
  Int(min(max(number, -(1 << 40)), 1 << 40))
}
