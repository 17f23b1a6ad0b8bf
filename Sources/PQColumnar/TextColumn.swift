/// Text as one buffer of UTF-8 with offsets: row `r` is `bytes[offsets[r]..<offsets[r + 1]]`.
/// A missing row is empty. One column holds less than 4 GiB.
package struct TextColumn: Hashable, Sendable {
  package private(set) var offsets: [UInt32]
  package var bytes: [UInt8]
  package var validity: Bitmap?

  package init(offsets: [UInt32] = [0], bytes: [UInt8] = [], validity: Bitmap? = nil) {
    self.offsets = offsets
    self.bytes = bytes
    self.validity = validity
  }

  /// A column that is about to get so many rows.
  package init(rowCapacity: Int, validity: Bitmap? = nil) {
    self.init(validity: validity)
    offsets.reserveCapacity(rowCapacity + 1)
  }

  package var count: Int { offsets.count - 1 }

  /// Where a row's bytes stand.
  package func range(of row: Int) -> Range<Int> {
    Int(offsets[row])..<Int(offsets[row + 1])
  }

  /// A row's bytes.
  package func utf8(at row: Int) -> ArraySlice<UInt8> { bytes[range(of: row)] }

  package func string(at row: Int) -> String { String(decoding: utf8(at: row), as: UTF8.self) }

  /// Ends a row behind the bytes that are there; the caller keeps `validity` in step.
  package mutating func endRow() {
    offsets.append(UInt32(bytes.count))
  }

  /// Ends rows without text.
  package mutating func endRows(count: Int) {
    offsets.append(contentsOf: repeatElement(UInt32(bytes.count), count: count))
  }

  /// Adds one row; the caller keeps `validity` in step.
  package mutating func append(_ text: some StringProtocol) {
    bytes.append(contentsOf: text.utf8)
    endRow()
  }

  /// Adds all rows of another column; the caller keeps `validity` in step.
  package mutating func append(contentsOf other: TextColumn) {
    append(rows: 0..<other.count, of: other)
  }

  /// Adds rows of another column; the caller keeps `validity` in step.
  package mutating func append(rows: Range<Int>, of other: TextColumn) {
    let first = other.offsets[rows.lowerBound]
    // What the offsets of these rows are to be moved by; it may be less than 0.
    let shift = UInt32(truncatingIfNeeded: bytes.count) &- first
    bytes.append(contentsOf: other.bytes[Int(first)..<Int(other.offsets[rows.upperBound])])
    let source = other.offsets.span
    offsets.append(addingCapacity: rows.count) { target in
      for row in rows { target.append(source[row + 1] &+ shift) }
    }
  }

  /// Takes the last row back.
  ///
  /// - Precondition: the column has a row.
  package mutating func removeLast() {
    offsets.removeLast()
    bytes.removeLast(bytes.count - Int(offsets[offsets.count - 1]))
  }
}
