import PQColumnar
import PQDiagnostics
import Synchronization

/// The columns of an opened file: each is copied out of it when a scan first asks for it, and kept.
final class StoredColumns: ColumnSource {
  let blockRowCounts: [Int]
  private let file: MappedFile
  private let directory: ColumnFileDirectory
  private let columns: [ColumnFileLayout.StoredColumn]
  private let known = Mutex<[Int: Column]>([:])
  /// Read while the lock is held: all blocks must share one object.
  private let dictionaries = Mutex<[Int: TextDictionary]>([:])

  init(
    _ file: MappedFile, _ directory: ColumnFileDirectory,
    _ columns: [ColumnFileLayout.StoredColumn]
  ) {
    self.file = file
    self.directory = directory
    self.columns = columns
    self.blockRowCounts = directory.blocks.map(\.rowCount)
  }

  func column(_ position: Int, ofBlock block: Int) throws(ColumnSourceError) -> Column {
    let key = block * columns.count + position
    if let column = known.withLock({ $0[key] }) { return column }
    let rowCount = blockRowCounts[block]
    guard let stored = columns[position].position else {
      return .constant(ConstantColumn(.missing, count: rowCount))
    }
    let part = directory.blocks[block].parts[stored]
    let dictionary = try dictionary(of: position, stored)
    let type = directory.fields[stored].type
    var column = try read(part, of: position, block: block) { bytes throws(MalformedBytes) in
      try part.decoded(bytes, rowCount: rowCount, type: type, dictionary: dictionary)
    }
    if let recoding = columns[position].recoding {
      column = CodeMapping.recoded(column, by: recoding, type: columns[position].field.type)
    }
    column = column.withStatistics
    known.withLock { $0[key] = column }
    return column
  }

  private func dictionary(
    of position: Int, _ stored: Int
  ) throws(ColumnSourceError) -> TextDictionary? {
    guard let entry = directory.dictionaries[stored] else { return nil }
    let outcome = dictionaries.withLock { known -> Result<TextDictionary, ColumnSourceError> in
      if let dictionary = known[stored] { return .success(dictionary) }
      do throws(ColumnSourceError) {
        let dictionary = try read(entry.part, of: position, block: nil) {
          bytes throws(MalformedBytes) in
          try entry.part.decodedDictionary(bytes, count: entry.count)
        }
        known[stored] = dictionary
        return .success(dictionary)
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Compares a part's bytes with their checksum and makes something of them.
  private func read<Made>(
    _ part: ColumnPart, of position: Int, block: Int?,
    _ make: (UnsafeRawBufferPointer) throws(MalformedBytes) -> Made
  ) throws(ColumnSourceError) -> Made {
    func failure(_ reason: ColumnSourceError.Reason) -> ColumnSourceError {
      ColumnSourceError(
        file: file.path, column: columns[position].field.name, block: block.map { $0 + 1 },
        reason: reason)
    }
    let range = part.offset..<part.offset + part.length
    let made = file.withBytes(range) { bytes -> Made? in
      guard Checksum.of(bytes.bytes) == part.checksum else { return nil }
      return try? make(bytes)
    }
    file.release(range)
    guard let outcome = made else { throw failure(.shortened) }
    guard let result = outcome else { throw failure(.damaged) }
    return result
  }
}
