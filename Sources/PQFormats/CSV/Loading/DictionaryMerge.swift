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

  init(_ pieces: [ColumnPiece], _ dictionaries: [DictionaryBuilder]) {
    codes = dictionaries.map { Array(repeating: DictionaryMerge.unused, count: $0.count) }
    for piece in pieces {
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
    let bytes = entries.bytes.span
    for row in source.indices {
      let code = Int(truncatingIfNeeded: source[row])
      if codes[worker].isEmpty || codes[worker][code] != DictionaryMerge.unused { continue }
      // A missing row has a code that means nothing.
      if validity?[row] == false { continue }
      let range = entries.range(of: code)
      codes[worker][code] = dictionary.code(of: bytes, range.lowerBound, range.upperBound)
    }
  }
}
