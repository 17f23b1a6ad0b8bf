import PQColumnar

/// Reads down a text column.
struct TextColumnLoop {
  private let cells: ColumnCells
  /// The rows that are taken, or `nil` for all.
  private let rows: [Int32]?
  private let settings: ChunkSettings
  private let cleans: Bool
  private let quote: UInt8
  /// Whether a cell that is not empty may still have no value.
  private let knowsMissingText: Bool
  private(set) var lostDigitCount = 0
  private var absent = AbsentRows()

  init(cells: ColumnCells, rows: [Int32]?, settings: ChunkSettings, cleans: Bool) {
    self.cells = cells
    self.rows = rows
    self.settings = settings
    self.cleans = cleans
    quote = settings.filter.dialect.quote
    knowsMissingText = !settings.missingText.isEmpty
  }

  private var count: Int { rows?.count ?? cells.count }

  /// The rows that are present, or `nil` if all are.
  var validity: Bitmap? { absent.validity(count: count) }

  @inline(__always)
  private func source(_ row: Int) -> Int { rows.map { Int($0[row]) } ?? row }

  // MARK: - Plain

  mutating func readText(_ bytes: Span<UInt8>) -> TextColumn {
    let count = count
    var length = 0
    for row in 0..<count {
      let cell = cells[source(row)]
      length &+= cell.end &- cell.start
    }
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(count + 1)
    // Cells are copied sixteen bytes at a time, over the end of each: the next is put there.
    let texts = [UInt8](unsafeUninitializedCapacity: length + TextColumnLoop.step) {
      buffer, initialized in
      guard let target = buffer.baseAddress.map(UnsafeMutableRawPointer.init) else { return }
      var end = 0
      for row in 0..<count {
        let cell = cells[source(row)]
        if isTakenAsItIs(bytes, cell) {
          let width = cell.end &- cell.start
          TextColumnLoop.copy(bytes.bytes, cell.start, width, to: target + end)
          end &+= width
        } else if let text = unusualText(bytes, cell.cell) {
          for byte in text {
            target.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
            end &+= 1
          }
        } else {
          absent.add(row)
        }
        offsets.append(UInt32(truncatingIfNeeded: end))
      }
      initialized = end
    }
    return TextColumn(offsets: offsets, bytes: texts)
  }

  private static let step = 16

  @inline(__always)
  private static func copy(
    _ bytes: RawSpan, _ start: Int, _ width: Int, to target: UnsafeMutableRawPointer
  ) {
    var offset = 0
    while offset < width {
      target.storeBytes(
        of: WordSearch.word(bytes, start &+ offset), toByteOffset: offset, as: UInt64.self)
      target.storeBytes(
        of: WordSearch.word(bytes, start &+ offset &+ 8), toByteOffset: offset &+ 8,
        as: UInt64.self)
      offset &+= step
    }
  }

  // MARK: - Encoded

  mutating func readCodes(
    _ bytes: Span<UInt8>, _ dictionary: inout DictionaryBuilder
  ) -> CodeVector {
    let count = count
    let codes = [UInt32](unsafeUninitializedCapacity: count) { codes, initialized in
      for row in 0..<count {
        let cell = cells[source(row)]
        let code: UInt32
        if isTakenAsItIs(bytes, cell) {
          code = dictionary.code(of: bytes, cell.start, cell.end)
        } else if let text = unusualText(bytes, cell.cell) {
          code = dictionary.code(of: text.span, 0, text.count)
        } else {
          absent.add(row)
          code = 0
        }
        codes.initializeElement(at: row, to: code)
      }
      initialized = count
    }
    return CodeVector(codes, entryCount: dictionary.count)
  }

  // MARK: - Cells

  @inline(__always)
  private func isTakenAsItIs(_ bytes: Span<UInt8>, _ cell: PackedCell) -> Bool {
    cell.start < cell.end && !cell.hasDoubledQuotes && !knowsMissingText
      && (!cleans || TextForm.isClean(bytes, cell))
  }

  /// The text of any cell; `nil` if it has none.
  @inline(never)
  private mutating func unusualText(_ bytes: Span<UInt8>, _ cell: CSVCell) -> [UInt8]? {
    if settings.hasNoValue(bytes, cell) {
      return cell.isEmpty && cell.isQuoted && !cleans ? [] : nil
    }
    var text = cell
    if cleans {
      text = CellFolding.text(bytes, cell)
      if text.start == text.end { return nil }
      if CellFolding.hasLostDigits(bytes, text) { lostDigitCount += 1 }
    }
    return CellText.unescaped(bytes, text, quote: quote)
  }
}
