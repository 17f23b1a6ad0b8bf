import PQColumnar

/// Reads down a text column.
struct TextColumnLoop {
  private let cells: ColumnCells
  private let rows: ChosenRows
  private let settings: ChunkSettings
  private let cleans: Bool
  private let quote: UInt8
  /// Whether a cell that is not empty may still have no value.
  private let knowsMissingText: Bool
  private(set) var lostDigitCount = 0
  private var absent = AbsentRows()

  init(cells: ColumnCells, rows: [Int32]?, settings: ChunkSettings, cleans: Bool) {
    self.cells = cells
    self.rows = ChosenRows(rows, of: cells.count)
    self.settings = settings
    self.cleans = cleans
    quote = settings.filter.dialect.quote
    knowsMissingText = !settings.missingText.isEmpty
  }

  private var count: Int { rows.count }

  /// The rows that are present, or `nil` if all are.
  var validity: Bitmap? { absent.validity(count: count) }

  // MARK: - Plain

  mutating func readText(_ bytes: Span<UInt8>) -> TextColumn {
    let count = count
    let cells = cells
    let rows = rows
    var length = 0
    for row in 0..<count {
      let cell = cells[rows[row]]
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
        let cell = cells[rows[row]]
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

  /// So many texts are looked up together.
  private static let groupCount = 256

  mutating func readCodes(
    _ bytes: Span<UInt8>, _ dictionary: inout DictionaryBuilder
  ) -> CodeVector {
    let count = count
    let cells = cells
    let rows = rows
    var codes: [UInt32] = []
    codes.reserveCapacity(count)
    var places: [TextPlace] = []
    places.reserveCapacity(TextColumnLoop.groupCount)
    for row in 0..<count {
      let cell = cells[rows[row]]
      if isTakenAsItIs(bytes, cell) {
        places.append(TextPlace(start: cell.start, end: cell.end))
        if places.count < TextColumnLoop.groupCount { continue }
      }
      dictionary.appendCodes(of: bytes, places.span, to: &codes)
      places.removeAll(keepingCapacity: true)
      if codes.count > row { continue }
      if let text = unusualText(bytes, cell.cell) {
        codes.append(dictionary.code(of: text.span, 0, text.count))
      } else {
        absent.add(row)
        codes.append(0)
      }
    }
    dictionary.appendCodes(of: bytes, places.span, to: &codes)
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

/// Rows of a chunk that are taken into the table: all, mostly.
struct ChosenRows {
  private let numbers: [Int32]
  private let isAll: Bool
  let count: Int

  init(_ rows: [Int32]?, of count: Int) {
    numbers = rows ?? []
    isAll = rows == nil
    self.count = rows?.count ?? count
  }

  @inline(__always)
  subscript(row: Int) -> Int { isAll ? row : Int(numbers[row]) }
}
