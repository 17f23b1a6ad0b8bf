/// The buffers of one column in several blocks, at addresses that stay for as long as a kernel
/// runs: rows of all blocks are read without copying the blocks behind each other.
///
/// Unsafe on purpose: an array of arrays counts references at every access, from all threads.
struct PinnedColumn: @unchecked Sendable {
  /// Numbers, codes, offsets of texts, words of bits, numerators.
  private(set) var values: [UnsafeRawPointer] = []
  /// Bytes of texts, denominators.
  private(set) var others: [UnsafeRawPointer] = []
  private(set) var validity: [UnsafePointer<UInt64>?] = []

  /// Calls `body` with the buffers of the columns.
  static func with<Result>(_ columns: [Column], _ body: (PinnedColumn) -> Result) -> Result {
    var pinned = PinnedColumn()
    pinned.values.reserveCapacity(columns.count)
    pinned.others.reserveCapacity(columns.count)
    pinned.validity.reserveCapacity(columns.count)
    return pin(columns, from: 0, &pinned, body)
  }

  private static func pin<Result>(
    _ columns: [Column], from position: Int, _ pinned: inout PinnedColumn,
    _ body: (PinnedColumn) -> Result
  ) -> Result {
    guard position < columns.count else { return body(pinned) }
    return columns[position].withBuffers { values, others, validity in
      pinned.values.append(values)
      pinned.others.append(others)
      pinned.validity.append(validity)
      return pin(columns, from: position + 1, &pinned, body)
    }
  }

  @inline(__always)
  func isMissing(_ block: Int, _ row: Int) -> Bool {
    guard let words = validity[block] else { return false }
    return words[row >> 6] >> UInt64(row & 63) & 1 == 0
  }
}

extension Column {
  /// Calls `body` with the buffers that hold the rows; a constant has none.
  func withBuffers<Result>(
    _ body: (UnsafeRawPointer, UnsafeRawPointer, UnsafePointer<UInt64>?) -> Result
  ) -> Result {
    if case .constant = self { return Column.withNothing { body($0, $0, nil) } }
    return Column.withWords(of: validity) { validity in
      switch self {
      case .boolean(let column):
        column.values.words.withPointer { body($0, $0, validity) }
      case .integer(let column):
        switch column.storage {
        case .int8(let values): values.withPointer { body($0, $0, validity) }
        case .int16(let values): values.withPointer { body($0, $0, validity) }
        case .int32(let values): values.withPointer { body($0, $0, validity) }
        case .int64(let values): values.withPointer { body($0, $0, validity) }
        }
      case .float(let column):
        column.values.withPointer { body($0, $0, validity) }
      case .text(let column):
        column.offsets.withPointer { offsets in
          column.bytes.withPointer { body(offsets, $0, validity) }
        }
      case .dictionary(let column):
        switch column.storage {
        case .uint8(let codes): codes.withPointer { body($0, $0, validity) }
        case .uint16(let codes): codes.withPointer { body($0, $0, validity) }
        case .uint32(let codes): codes.withPointer { body($0, $0, validity) }
        }
      case .ratio(let column):
        column.numerators.withPointer { numerators in
          column.denominators.withPointer { body(numerators, $0, validity) }
        }
      case .constant:
        Column.withNothing { body($0, $0, nil) }
      }
    }
  }

  private static func withWords<Result>(
    of bits: Bitmap?, _ body: (UnsafePointer<UInt64>?) -> Result
  ) -> Result {
    guard let bits else { return body(nil) }
    return bits.words.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  private static func withNothing<Result>(_ body: (UnsafeRawPointer) -> Result) -> Result {
    [UInt64(0)].withPointer(body)
  }
}

extension Array where Element: BitwiseCopyable {
  /// Calls `body` with where the elements stand; an empty array stands somewhere too.
  func withPointer<Result>(_ body: (UnsafeRawPointer) -> Result) -> Result {
    withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { return body(base) }
      return withUnsafePointer(to: UInt64(0)) { body(UnsafeRawPointer($0)) }
    }
  }
}
