/// A half-open range of UTF-8 offsets into one `SourceText`.
public struct SourceRange: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  public var isEmpty: Bool { start == end }

  /// Returns the smallest range that holds both.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }

  package static let zero = SourceRange(0, 0)
}

/// One text of the language with a name: a line typed, a script, the prelude.
///
/// The text is well-formed UTF-8; a reader of files reports broken bytes before it makes one.
/// Only a `SourceText` holds text: everything else keeps a `SourceRange`.
public final class SourceText: Sendable {
  /// The file's path as the user wrote it, or `nil` for a line typed or given with `-c`.
  public let name: String?
  package let utf8: [UInt8]
  package let lineStarts: [Int]

  public init(_ text: String, name: String? = nil) {
    self.name = name
    self.utf8 = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
  }

  /// Returns the text in a range.
  public func text(in range: SourceRange) -> String {
    let start = min(max(0, range.start), utf8.count)
    let end = min(max(start, range.end), utf8.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }

  public var string: String { String(decoding: utf8, as: UTF8.self) }

  /// Returns the line that holds an offset, counted from 1.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Returns the column of an offset in its line: Unicode scalars before it, counted from 1.
  ///
  ///     信访件 where x        the offset of `where` has column 5
  public func column(at offset: Int) -> Int {
    let start = lineStarts[line(at: offset) - 1]
    return text(in: SourceRange(start, offset)).unicodeScalars.count + 1
  }

  /// Returns the text of a line, without its line break.
  package func lineText(_ line: Int) -> String {
    text(in: lineRange(line))
  }

  /// Returns the range of a line, without its line break.
  package func lineRange(_ line: Int) -> SourceRange {
    guard line >= 1, line <= lineStarts.count else { return .zero }
    var end = line < lineStarts.count ? lineStarts[line] - 1 : utf8.count
    if end > lineStarts[line - 1], utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceRange(lineStarts[line - 1], end)
  }
}
