import PQColumnar

/// Makes one dictionary of those that the workers keep for a column.
///
/// Texts are numbered in the order of their first rows, so that the result does not depend on who
/// read which chunk; texts that only rows left out had are not in it.
struct DictionaryMerge {
  private(set) var dictionary = DictionaryBuilder()
  /// For each worker, the new number of each of its codes.
  private(set) var codes: [[UInt32]]

  private static let unused = UInt32.max
  /// 16 Mi texts or 1 GiB of them: more is no help to anybody, and codes and offsets have 32 bits.
  private static let entryLimit = 1 << 24
  private static let byteLimit = 1 << 30

  static func isTooLarge(_ dictionary: DictionaryBuilder) -> Bool {
    dictionary.count > entryLimit || dictionary.dictionary.bytes.count > byteLimit
  }

  /// - Parameter isCancelled: Asked after each piece; the merge is of no use then.
  init(
    _ pieces: [ColumnPiece], _ dictionaries: [DictionaryBuilder], isCancelled: () -> Bool
  ) {
    codes = dictionaries.map { Array(repeating: DictionaryMerge.unused, count: $0.count) }
    for piece in pieces where !isCancelled() {
      guard case .codes(let vector, let worker) = piece.values,
        !DictionaryMerge.isTooLarge(dictionary)
      else { continue }
      let entries = dictionaries[worker].dictionary
      switch vector {
      case .uint8(let codes): add(codes.span, piece.validity, entries, worker)
      case .uint16(let codes): add(codes.span, piece.validity, entries, worker)
      case .uint32(let codes): add(codes.span, piece.validity, entries, worker)
      }
    }
  }

  @inline(__always)
  private mutating func add<Code: FixedWidthInteger>(
    _ source: Span<Code>, _ validity: Bitmap?, _ entries: TextColumn, _ worker: Int
  ) {
    // Taken out of the array of arrays, so that the loop writes to memory that it alone holds.
    var newCodes: [UInt32] = []
    swap(&newCodes, &codes[worker])
    defer { swap(&newCodes, &codes[worker]) }
    if newCodes.isEmpty { return }
    var fresh: [Int] = []
    var places: [TextPlace] = []
    for row in source.indices {
      let code = Int(truncatingIfNeeded: source[unchecked: row])
      if newCodes[code] != DictionaryMerge.unused { continue }
      // A missing row has a code that means nothing.
      if validity?[row] == false { continue }
      newCodes[code] = 0
      let range = entries.range(of: code)
      places.append(TextPlace(start: range.lowerBound, end: range.upperBound))
      fresh.append(code)
    }
    var numbers: [UInt32] = []
    numbers.reserveCapacity(fresh.count)
    dictionary.appendCodes(of: entries.bytes.span, places.span, to: &numbers)
    for (code, number) in zip(fresh, numbers) { newCodes[code] = number }
  }
}
