/// Row numbers: runs of them, those of conditions, and orders of them.
package enum RowChoice {
  /// Returns the rows for which a boolean column is true, and the others (false or missing).
  ///
  ///     condition    true  –  false  true
  ///     result       [0, 3], [1, 2]
  package static func split(_ condition: Column) -> (yes: [Int32], no: [Int32]) {
    let bits = Conditions.bits(of: condition)
    return (Conditions.rows(bits), Conditions.rows(!bits))
  }

  /// Returns every row number below a count.
  package static func rows(count: Int) -> [Int32] {
    Array(0..<Int32(count))
  }

  /// Returns a run of row numbers.
  package static func rows(in range: Range<Int>) -> [Int32] {
    Array(Int32(range.lowerBound)..<Int32(range.upperBound))
  }

  /// Returns bits that are set for the given rows.
  ///
  /// - Precondition: every row is less than `count`.
  package static func bits(_ rows: [Int32], count: Int) -> Bitmap {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
    return Bitmap(words: words, count: count)
  }

  /// Returns the rows picked out of rows: `rows[positions[k]]` for each `k`.
  package static func compose(_ positions: [Int32], of rows: [Int32]) -> [Int32] {
    let source = rows.span
    return positions.map { source[Int($0)] }
  }

  /// Returns, for rows that were taken apart, where each one is when the parts stand behind each
  /// other: gathering by it puts them together again.
  ///
  ///     yes [0, 3], no [1, 2]    [0, 2, 3, 1]
  package static func mergeOrder(_ yes: [Int32], _ no: [Int32]) -> [Int32] {
    var result = [Int32](repeating: 0, count: yes.count + no.count)
    for (position, row) in yes.enumerated() { result[Int(row)] = Int32(position) }
    for (position, row) in no.enumerated() { result[Int(row)] = Int32(yes.count + position) }
    return result
  }

  /// Returns each row of the first list, or where that is below 0 the row of the second, counted
  /// behind `offset` others.
  package static func first(_ rows: [Int32], or others: [Int32], offset: Int) -> [Int32] {
    let offset = Int32(truncatingIfNeeded: offset)
    return rows.indices.map { rows[$0] >= 0 ? rows[$0] : others[$0] + offset }
  }
}

extension Column {
  /// How many bytes the column takes, roughly; shared dictionaries count each time.
  package var byteCount: Int {
    let validityBytes = validity == nil ? 0 : count / 8
    return switch self {
    case .boolean(let column): column.values.count / 8 + validityBytes
    case .integer(let column): column.count * column.storage.width + validityBytes
    case .float(let column): column.values.count * 8 + validityBytes
    case .text(let column): column.offsets.count * 4 + column.bytes.count + validityBytes
    case .dictionary(let column): column.count * column.storage.width + validityBytes
    case .ratio(let column): column.numerators.count * 16 + validityBytes
    case .constant: 64
    }
  }
}

extension Batch {
  /// An estimate of the bytes that keeping the batch costs; a narrowed batch shares its columns
  /// with the batch it comes from, so only its row numbers count.
  package var byteCount: Int {
    if let selection { return unselectedRowCount / 8 + selection.count * 4 }
    return columns.reduce(0) { $0 + $1.byteCount }
  }

  /// An estimate of the bytes that the chosen rows take when they are copied.
  package var columnByteCount: Int {
    let bytes = columns.reduce(0) { $0 + $1.byteCount }
    return unselectedRowCount == 0 ? 0 : bytes / unselectedRowCount * rowCount
  }

  /// Returns a batch of some of the columns with the same rows; nothing is copied.
  package func choosing(_ positions: [Int]) -> Batch {
    Batch(
      columns: positions.map { columns[$0] }, rowCount: unselectedRowCount, selection: selection)
  }

  /// Returns a run of rows as a batch of its own.
  package func slice(_ rows: Range<Int>) -> Batch {
    if rows.lowerBound == 0, rows.upperBound == rowCount { return self }
    if selection != nil { return selecting(RowChoice.rows(in: rows)) }
    return Batch(columns: columns.map { Slice.rows(rows, of: $0) }, rowCount: rows.count)
  }
}
