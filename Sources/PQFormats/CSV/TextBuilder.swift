import PQColumnar

/// Builds text columns, dictionary-encoded while that pays.
///
/// One dictionary serves all blocks of a column. When too many distinct values have come, the
/// block at hand and all later ones are plain text.
final class TextBuilder: ColumnBuilder {
  /// 65,536 distinct values: the dictionary's hash table then still fits the second-level cache.
  private static let distinctLimit = 65_536
  /// Fewer distinct values than this are never a reason to stop.
  private static let distinctFloor = 1_024

  private let quote: UInt8
  /// Whether blanks around a text mean nothing, and a text of blanks is missing.
  private let cleans: Bool
  private var isEncoding: Bool
  private var table = DictionaryBuilder()
  private var codes: [UInt32] = []
  private var plain = TextColumn()
  private var encodedBlocks: [(codes: [UInt32], validity: Bitmap?)] = []
  private var encodedRowCount = 0

  init(quote: UInt8, dictionaries: Bool, isRequired: Bool, cleans: Bool = false) {
    self.quote = quote
    self.cleans = cleans
    self.isEncoding = dictionaries
    super.init(isRequired: isRequired)
  }

  override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    guard cleans else { return take(bytes, cell) }
    let text = CellFolding.text(bytes, cell)
    if text.start == text.end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    if CellFolding.hasLostDigits(bytes, text) { lostDigitCount += 1 }
    return take(bytes, text)
  }

  private func take(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    if isEncoding {
      if cell.hasDoubledQuotes {
        let text = unescaped(bytes, cell)
        codes.append(table.code(of: text.span, 0, text.count))
      } else {
        codes.append(table.code(of: bytes, cell.start, cell.end))
      }
      encodedRowCount += 1
      if table.count > TextBuilder.distinctFloor { stopIfItDoesNotPay() }
    } else {
      if cell.hasDoubledQuotes {
        plain.bytes.append(contentsOf: unescaped(bytes, cell))
      } else {
        plain.append(bytes, cell.start, cell.end)
      }
      plain.endRow()
    }
    mark(present: true)
    return nil
  }

  override func appendMissing() {
    if isEncoding { codes.append(0) } else { plain.endRow() }
    mark(present: false)
  }

  override func removeLast() {
    super.removeLast()
    if isEncoding {
      // The dictionary keeps the value; it may hold values that no row uses.
      codes.removeLast()
    } else {
      plain.removeLast()
    }
  }

  override func endBlock() {
    if isEncoding {
      encodedBlocks.append((codes, validity))
      codes.removeAll()
    } else {
      plain.validity = validity
      blocks.append(.text(plain))
      plain = TextColumn()
    }
    super.endBlock()
  }

  override func finish() -> [Column] {
    let dictionary = TextDictionary(table.dictionary)
    let encoded = encodedBlocks.map { block in
      // A column without any value has codes of 0 and nothing they could mean.
      table.count == 0
        ? Column.constant(ConstantColumn(.missing, count: block.codes.count))
        : .dictionary(
          DictionaryColumn(
            storage: CodeVector(block.codes, entryCount: dictionary.count),
            dictionary: dictionary, validity: block.validity))
    }
    return encoded + blocks
  }

  private func stopIfItDoesNotPay() {
    guard table.count > TextBuilder.distinctLimit || table.count * 2 > encodedRowCount else {
      return
    }
    isEncoding = false
    let known = table.dictionary
    let entries = known.bytes.span
    let offsets = known.offsets
    for (row, code) in codes.enumerated() {
      // The last row is not marked yet; it is present.
      if isPresent(row) {
        plain.append(entries, Int(offsets[Int(code)]), Int(offsets[Int(code) + 1]))
      }
      plain.endRow()
    }
    codes.removeAll()
    // Without an encoded block nobody needs the dictionary any more.
    if encodedBlocks.isEmpty { table = DictionaryBuilder() }
  }

  private func unescaped(_ bytes: Span<UInt8>, _ cell: CSVCell) -> [UInt8] {
    CellText.unescaped(bytes, cell, quote: quote)
  }
}

extension TextColumn {
  /// Adds bytes to the row that is being made; the caller adds its offset.
  fileprivate mutating func append(_ source: Span<UInt8>, _ start: Int, _ end: Int) {
    source.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }
}
