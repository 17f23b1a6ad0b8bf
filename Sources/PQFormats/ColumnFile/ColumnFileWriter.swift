import PQColumnar
import PQDiagnostics

/// Writes a table as a column file.
///
/// Private columns are masked, as in every file; the total row is not data and stays out. Rows are
/// cut into blocks of `Table.blockRowCount` whatever the table's own are.
package struct ColumnFileWriter {
  private let sink: any TextSink
  private var directory = ColumnFileDirectory()
  private var compactions: [DictionaryCompaction] = []
  private var position = 0

  private init(_ sink: any TextSink) {
    self.sink = sink
  }

  /// - Throws: what the sink throws, and the end of a run that was cancelled.
  package static func write(
    _ rows: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    let table = rows.masked()
    var writer = ColumnFileWriter(sink)
    writer.directory.fields = table.schema.fields
    writer.compactions = table.schema.fields.map { _ in DictionaryCompaction() }
    try writer.writeHeader()
    options.progress?.begin(.writing, total: table.rowCount)
    var pending: [Batch] = []
    var pendingCount = 0
    for (number, rowCount) in table.blockRowCounts.enumerated() {
      let block = table.part(0..<rowCount, ofBlock: number)
      if options.isCancelled() { throw QueryError(.interrupted()) }
      options.progress?.advance(by: block.rowCount)
      pending.append(block)
      pendingCount += block.rowCount
      if pendingCount >= Table.blockRowCount {
        let rest = try writer.writeBlocks(of: pending, isLast: false)
        pending = rest.map { [$0] } ?? []
        pendingCount = rest?.rowCount ?? 0
      }
    }
    _ = try writer.writeBlocks(of: pending, isLast: true)
    try writer.writeDictionaries()
    try writer.writeDirectory()
  }

  /// Writes whole blocks, and with the last rows also the one that is not full; returns the rows
  /// that are left.
  private mutating func writeBlocks(
    of batches: [Batch], isLast: Bool
  ) throws(QueryError) -> Batch? {
    let whole =
      batches.count == 1
      ? batches[0].compacted() : Batch.joined(batches, columnCount: directory.fields.count)
    var start = 0
    while whole.rowCount - start >= Table.blockRowCount || isLast && start < whole.rowCount {
      let end = min(start + Table.blockRowCount, whole.rowCount)
      try write(whole.slice(start..<end))
      start = end
    }
    return start == whole.rowCount ? nil : whole.slice(start..<whole.rowCount)
  }

  private mutating func write(_ block: Batch) throws(QueryError) {
    var parts: [ColumnPart] = []
    for (position, field) in directory.fields.enumerated() {
      let column = block.columns[position]
      var codes: [UInt32] = []
      if case .dictionary(let column) = column { codes = compactions[position].codes(of: column) }
      let (part, bytes) = ColumnPart.encoded(
        column, type: field.type, codes: codes,
        entryCount: compactions[position].dictionary.count)
      parts.append(try write(part, bytes))
    }
    directory.blocks.append(ColumnFileDirectory.Block(rowCount: block.rowCount, parts: parts))
  }

  private mutating func writeDictionaries() throws(QueryError) {
    let hasCodes = directory.fields.indices.map { field in
      directory.blocks.contains {
        [.uint8, .uint16, .uint32].contains($0.parts[field].encoding)
      }
    }
    for (field, compaction) in compactions.enumerated() {
      guard hasCodes[field] else {
        directory.dictionaries.append(nil)
        continue
      }
      let (part, bytes) = ColumnPart.encoded(compaction.dictionary)
      directory.dictionaries.append(
        ColumnFileDirectory.Dictionary(
          count: compaction.dictionary.count, part: try write(part, bytes)))
    }
  }

  private mutating func write(
    _ part: ColumnPart, _ bytes: [UInt8]
  ) throws(QueryError) -> ColumnPart {
    var part = part
    part.offset = position
    part.length = bytes.count
    part.checksum = Checksum.of(bytes.span.bytes)
    try put(bytes)
    try put(Array(repeating: 0, count: (8 - bytes.count % 8) % 8))
    return part
  }

  private mutating func writeHeader() throws(QueryError) {
    var writer = ByteWriter()
    writer.append(contentsOf: ColumnFileFormat.opening)
    writer.append(ColumnFileFormat.version)
    writer.append(UInt32(0))
    try put(writer.bytes)
  }

  private mutating func writeDirectory() throws(QueryError) {
    let bytes = directory.encoded()
    var trailer = ByteWriter()
    trailer.append(UInt64(position))
    trailer.append(UInt64(bytes.count))
    trailer.append(Checksum.of(bytes.span.bytes))
    trailer.append(contentsOf: ColumnFileFormat.closing)
    try put(bytes)
    try put(trailer.bytes)
  }

  private mutating func put(_ bytes: [UInt8]) throws(QueryError) {
    if bytes.isEmpty { return }
    try sink.write(bytes)
    position += bytes.count
  }
}
