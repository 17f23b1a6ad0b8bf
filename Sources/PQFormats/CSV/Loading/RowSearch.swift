import PQDiagnostics

/// Finds a row of a file again, for a message.
struct RowSearch {
  let file: String
  let options: CSVOptions
  let settings: ChunkSettings
  let firstLine: Int
  let showsText: Bool

  /// Returns the place of a cell of the row that begins on a line; `nil` if there is no such row.
  func place(
    ofLine line: Int, position: Int, column: String, in source: ByteSource
  ) throws(QueryError) -> DataPlace? {
    var cutter = ChunkCutter(source, file: file, options: options)
    let parser = ChunkParser(settings, worker: 0)
    func parse(_ chunk: TextChunk, _ budget: Int) -> ChunkResult {
      parser.parse(chunk, rereadBudget: budget)
    }
    func found(_ verified: ChunkSequence.Verified) -> DataPlace? {
      // The parser's index is still that of this chunk, the last it has read.
      let index = parser.index
      let bytes = verified.result.chunk.bytes.span
      for row in 0..<index.rowCount where verified.firstLine + index.line(of: row) == line {
        let record = index.record(of: row, firstLine: verified.firstLine)
        return RowText(bytes, record, showsExcerpt: showsText).place(
          file: file, column: column, cell: index.cell(row, position))
      }
      return nil
    }
    var sequence = ChunkSequence(firstLine: firstLine)
    var buffer: [UInt8] = []
    while let chunk = try cutter.next(reusing: &buffer) {
      if options.isCancelled() { throw QueryError(.interrupted()) }
      let number = sequence.nextIndex
      sequence.add(parse(chunk, CSVScanner.patience), at: number)
      if let verified = sequence.next(parse), let place = found(verified) { return place }
    }
    return sequence.last(parse).flatMap(found)
  }
}
