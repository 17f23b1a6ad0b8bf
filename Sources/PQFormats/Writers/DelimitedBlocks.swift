import PQColumnar
import PQDiagnostics

/// The rows of a table as lines, made by several threads and written in order.
struct DelimitedBlocks: Sendable {
  private let table: Table
  private let lines: DelimitedLines
  private let workers: Workers
  /// Private columns that are masked piece by piece.
  private let maskedColumns: [Int]

  /// Rows that one thread makes the text of in one go: half a megabyte of it or so, which is also
  /// how long a cancelled run goes on.
  private static let rowCount = 4_096
  /// Rows of an arrangement: every piece looks up where all blocks stand, which is worth it only
  /// for more of them.
  private static let arrangedRowCount = 16_384
  /// How many such pieces each thread makes before they are written.
  private static let piecesPerWorker = 4

  init(_ table: Table, delimiter: UInt8, workerCount: Int) {
    self.table = table
    let workers = Workers(count: workerCount)
    self.workers = workers
    let fields = table.schema.fields
    var cells: [DelimitedLines.Cells] = []
    var masked: [Int] = []
    for position in fields.indices {
      let own = DelimitedBlocks.cells(
        ofColumn: position, in: table, delimiter: delimiter, workers)
      if case .own = own, fields[position].masking != nil { masked.append(position) }
      cells.append(own)
    }
    maskedColumns = masked
    lines = DelimitedLines(
      types: fields.map { $0.masking == nil ? $0.type : .text }, cells: cells,
      delimiter: delimiter)
  }

  func write(
    to sink: any TextSink, isCancelled: () -> Bool, progress: WorkProgress?
  ) throws(QueryError) {
    let pieces = pieces()
    progress?.begin(.writing, total: table.rowCount)
    let roundSize = DelimitedBlocks.piecesPerWorker * workers.count
    for start in stride(from: 0, to: pieces.count, by: roundSize) {
      if isCancelled() { throw QueryError(.interrupted()) }
      let round = pieces[start..<min(start + roundSize, pieces.count)]
      let texts = workers.map(round.count) { piece in
        let (block, rows) = round[start + piece]
        return text(ofBlock: block, rows)
      }
      for text in texts { try sink.write(text ?? []) }
      progress?.advance(by: round.reduce(0) { $0 + $1.rows.count })
    }
  }

  private func text(ofBlock number: Int, _ rows: Range<Int>) -> [UInt8] {
    if table.arrangement == nil, maskedColumns.isEmpty, table.blocks[number].selection == nil {
      return lines.text(of: table.blocks[number], rows: rows)
    }
    let part = table.part(rows, ofBlock: number)
    var columns = part.columns
    for position in maskedColumns {
      let field = table.schema.fields[position]
      guard let masking = field.masking else { continue }
      columns[position] = masking.column(columns[position], type: field.type)
    }
    return lines.text(of: Batch(columns: columns, rowCount: rows.count), rows: 0..<rows.count)
  }

  private func pieces() -> [(block: Int, rows: Range<Int>)] {
    var pieces: [(block: Int, rows: Range<Int>)] = []
    let size =
      table.arrangement == nil ? DelimitedBlocks.rowCount : DelimitedBlocks.arrangedRowCount
    for (number, rowCount) in table.blockRowCounts.enumerated() {
      for start in stride(from: 0, to: rowCount, by: size) {
        pieces.append((number, start..<min(start + size, rowCount)))
      }
    }
    return pieces
  }

  /// The texts of a dictionary's entries, masked and quoted once, if all blocks share it and it is
  /// not larger than the table.
  private static func cells(
    ofColumn position: Int, in table: Table, delimiter: UInt8, _ workers: Workers
  ) -> DelimitedLines.Cells {
    guard let dictionary = table.dictionary(ofColumn: position),
      dictionary.count <= table.rowCount
    else { return .own }
    let masking = table.schema.fields[position].masking
    let count = dictionary.count
    let pieceCount = (count + Table.blockRowCount - 1) / Table.blockRowCount
    // Most dictionaries need no quotes anywhere: they are written as they are.
    if masking == nil, !DelimitedLines.needQuotes(dictionary.entries, delimiter: delimiter) {
      return .entries(dictionary.entries, of: dictionary)
    }
    let parts = workers.map(pieceCount) { piece in
      let rows = piece * Table.blockRowCount..<min(count, (piece + 1) * Table.blockRowCount)
      let entries = Slice.rows(rows, of: .text(dictionary.entries))
      let shown = masking?.column(entries, type: .text) ?? entries
      return Column.text(DelimitedLines.quoted(shown.asText, delimiter: delimiter))
    }
    return .entries(Concatenation.columns(parts.compactMap { $0 }).asText, of: dictionary)
  }
}

extension Table {
  /// The dictionary that all blocks of a column share, if they do.
  fileprivate func dictionary(ofColumn position: Int) -> TextDictionary? {
    if let arrangement { return arrangement.dictionary(ofColumn: position) }
    guard case .dictionary(let first) = blocks.first?.columns[position] else { return nil }
    for block in blocks {
      guard case .dictionary(let column) = block.columns[position],
        column.dictionary === first.dictionary
      else { return nil }
    }
    return first.dictionary
  }
}
