/// Writes rows as lines of delimited text: numbers and days straight into the bytes, dictionary
/// entries as they were made once, everything else cell by cell.
///
///     rows    apple 12 –    plum, red 7 2020-08-07
///     text    apple,12,
///             "plum, red",7,2020-08-07
package struct DelimitedLines: Sendable {
  /// How a column's cells are written.
  package enum Cells: Sendable {
    /// The column's own values.
    case own
    /// The text of each entry of one dictionary, quotes included; blocks with another dictionary
    /// write their own values.
    case entries(TextColumn, of: TextDictionary)
  }

  private let types: [DataType]
  private let cells: [Cells]
  private let quoting: DelimitedQuoting

  package init(types: [DataType], cells: [Cells], delimiter: UInt8) {
    self.types = types
    self.cells = cells
    self.quoting = DelimitedQuoting(delimiter: delimiter)
  }

  /// Returns the lines of a run of rows, each ended by a line feed.
  ///
  /// - Precondition: the batch has no selection.
  package func text(of batch: Batch, rows: Range<Int>) -> [UInt8] {
    var sources: [CellSource] = []
    var pinned = batch.columns
    for (position, column) in batch.columns.enumerated() {
      sources.append(source(of: column, position, rows, &pinned))
    }
    return PinnedColumn.with(pinned) { pinned in
      var writer = LineWriter(pinned: pinned, quoting: quoting)
      for row in rows {
        for position in 0..<sources.count {
          if position > 0 { writer.append(quoting.delimiter) }
          writer.append(sources[position], position, row)
        }
        writer.append(UInt8(ascii: "\n"))
      }
      return writer.finish()
    }
  }

  /// Returns the text of each entry as a cell.
  package static func quoted(_ entries: TextColumn, delimiter: UInt8) -> TextColumn {
    let quoting = DelimitedQuoting(delimiter: delimiter)
    var result = TextColumn(rowCapacity: entries.count)
    for entry in 0..<entries.count {
      quoting.append(entries.utf8(at: entry), to: &result.bytes)
      result.endRow()
    }
    return result
  }

  /// Whether some entry is another text as a cell.
  package static func needQuotes(_ entries: TextColumn, delimiter: UInt8) -> Bool {
    let quoting = DelimitedQuoting(delimiter: delimiter)
    return entries.bytes.withPointer { bytes in
      (0..<entries.count).contains {
        let range = entries.range(of: $0)
        return quoting.needsQuotes(bytes + range.lowerBound, range.count)
      }
    }
  }

  /// Says how to read a column; what has to be kept for it goes to the end of `pinned`.
  private func source(
    of column: Column, _ position: Int, _ rows: Range<Int>, _ pinned: inout [Column]
  ) -> CellSource {
    switch column {
    case .integer(let integers):
      switch types[position] {
      case .integer: return .integer(width: integers.storage.width)
      case .date: return .date(width: integers.storage.width)
      case .datetime: return .datetime(width: integers.storage.width)
      case .enumeration(let enumeration):
        pinned.append(.text(words(enumeration.codes.map(\.code))))
        return .code(
          width: integers.storage.width, texts: pinned.count - 1,
          count: enumeration.codes.count)
      default: break
      }
    case .boolean:
      pinned.append(.text(words(["false", "true"])))
      return .boolean(texts: pinned.count - 1)
    case .constant(let constant):
      if constant.value.isMissing { return .nothing }
      pinned.append(.text(prepared(Slice.rows(0..<1, of: column), types[position], 0..<1)))
      return .fixed(texts: pinned.count - 1)
    case .text: return .text
    case .dictionary(let coded):
      let width = coded.storage.width
      if case .entries(let texts, let dictionary) = cells[position],
        dictionary === coded.dictionary
      {
        pinned.append(.text(texts))
        return .entry(width: width, texts: pinned.count - 1, isQuoted: true)
      }
      pinned.append(.text(coded.dictionary.entries))
      return .entry(width: width, texts: pinned.count - 1, isQuoted: false)
    default: break
    }
    pinned.append(.text(prepared(column, types[position], rows)))
    return .prepared(texts: pinned.count - 1, firstRow: rows.lowerBound)
  }

  private func words(_ words: [String]) -> TextColumn {
    var result = TextColumn(rowCapacity: words.count)
    for word in words {
      quoting.append(Array(word.utf8)[...], to: &result.bytes)
      result.endRow()
    }
    return result
  }

  /// The cells of other columns, made one by one.
  private func prepared(_ column: Column, _ type: DataType, _ rows: Range<Int>) -> TextColumn {
    var result = TextColumn(rowCapacity: rows.count)
    var cell: [UInt8] = []
    for row in rows {
      if !column.isMissing(at: row) {
        cell.removeAll(keepingCapacity: true)
        ValueFormat.append(column, at: row, as: type, to: &cell)
        quoting.append(cell[...], to: &result.bytes)
      }
      result.endRow()
    }
    return result
  }
}
