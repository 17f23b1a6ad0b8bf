/// Looks for text inside text, once per distinct value where a dictionary allows it.
package enum TextSearch {
  /// Where the part must lie.
  package enum Place: Sendable {
    case anywhere
    case start
    case end
  }

  /// Returns the rows of the first column that hold the second column's text; a missing text holds
  /// nothing and lies nowhere.
  package static func contains(_ texts: Column, _ parts: Column, at place: Place) -> Bitmap {
    precondition(texts.count == parts.count, "columns differ in length")
    let text = TextOperand(texts)
    let part = TextOperand(parts)
    var result: Bitmap
    if part.isConstant, place == .anywhere, case .text(let column) = texts {
      result = SubstringSearch(Array(part.bytes[part.range(of: 0)])).rows(of: column)
    } else if part.isConstant {
      result = TextComparison.perEntry(text) { holds(text, $0, part, 0, place) }
    } else {
      result = Bitmap(count: text.count) {
        holds(text, text.entry(of: $0), part, part.entry(of: $0), place)
      }
    }
    if let validity = text.validity { result = result & validity }
    if let validity = part.validity { result = result & validity }
    return result
  }

  private static func holds(
    _ text: TextOperand, _ entry: Int, _ part: TextOperand, _ partEntry: Int, _ place: Place
  ) -> Bool {
    let start = Int(text.offsets[entry])
    let end = Int(text.offsets[entry + 1])
    let partStart = Int(part.offsets[partEntry])
    let partCount = Int(part.offsets[partEntry + 1]) - partStart
    guard partCount <= end - start else { return false }
    let bytes = text.bytes.span
    let partBytes = part.bytes.span
    switch place {
    case .start: return isEqual(bytes, start, partBytes, partStart, partCount)
    case .end: return isEqual(bytes, end - partCount, partBytes, partStart, partCount)
    case .anywhere:
      for position in start...(end - partCount)
      where isEqual(bytes, position, partBytes, partStart, partCount) {
        return true
      }
      return false
    }
  }

  @inline(__always)
  private static func isEqual(
    _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int, _ count: Int
  ) -> Bool {
    for offset in 0..<count where left[leftStart + offset] != right[rightStart + offset] {
      return false
    }
    return true
  }
}
