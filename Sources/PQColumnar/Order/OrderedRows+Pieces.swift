extension OrderedRows {
  /// Runs of whole partitions with about a block's rows each, and which rows begin what in them.
  package struct Piece: Sendable {
    package let rows: Range<Int>
    /// Where partitions begin, counted from the piece's first row.
    package let starts: [Int]
    /// Whether a row's keys differ from those of the row before it.
    package let startsPeerGroup: [Bool]
  }

  /// Where pieces of whole partitions begin and end; one piece of all rows if `isWhole`.
  ///
  /// - Precondition: the rows have steps.
  package func pieceRanges(isWhole: Bool) -> [Range<Int>] {
    if isWhole || addresses.isEmpty { return [0..<addresses.count] }
    var ranges: [Range<Int>] = []
    var start = 0
    while start < addresses.count {
      var end = min(addresses.count, start + OrderPieces.rowCount)
      while end < addresses.count, steps[end] != Step.partition { end += 1 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  package func piece(_ rows: Range<Int>) -> Piece {
    var starts: [Int] = []
    let steps = steps.span
    for row in rows where row == rows.lowerBound || steps[row] == Step.partition {
      starts.append(row - rows.lowerBound)
    }
    return Piece(
      rows: rows, starts: starts,
      startsPeerGroup: rows.map { $0 == rows.lowerBound || steps[$0] != Step.nothing })
  }

  /// Returns values that stand in this order as columns of the blocks that the rows are in.
  ///
  ///     order     b a c      values    1 2 3
  ///     blocks    a b | c    result    2 1 | 3
  ///
  /// - Parameter pieces: the values of runs of rows, behind each other.
  package func scattering(
    _ pieces: [Column], into rows: RowBlocks, workers: Workers
  ) -> [Column] {
    let parts = RowBlocks(
      pieces.map { Batch(columns: [$0], rowCount: $0.count) }, columnCount: 1
    ).unified([0])
    let places = places(of: parts, in: rows, workers: workers)
    let starts = starts(of: rows)
    let columns = workers.map(rows.blocks.count) { block in
      let range = starts[block]..<starts[block] + rows.blocks[block].rowCount
      return parts.gathering(Array(places[range]), columns: [0]).columns[0]
    }
    return zip(columns, rows.blocks).map {
      $0 ?? .constant(ConstantColumn(.missing, count: $1.rowCount))
    }
  }

  /// For each row, in the order of the blocks, the address of its value.
  private func places(of parts: RowBlocks, in rows: RowBlocks, workers: Workers) -> [UInt32] {
    let starts = starts(of: rows)
    let partStarts = self.starts(of: parts)
    let (rowBits, mask) = (UInt32(rows.rowBits), UInt32(truncatingIfNeeded: 1 << rows.rowBits - 1))
    return [UInt32](unsafeUninitializedCapacity: addresses.count) { buffer, count in
      count = addresses.count
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let places = base
      // Unsafe: each row has one place, so threads never write the same.
      workers.run(parts.blocks.count) { part in
        let first = parts.firstAddress(of: part)
        let addresses = addresses.span
        for row in 0..<parts.blocks[part].rowCount {
          let address = addresses[partStarts[part] + row]
          let place = starts[Int(address >> rowBits)] + Int(address & mask)
          places[place] = first + UInt32(truncatingIfNeeded: row)
        }
      }
      if workers.isStopped { places.update(repeating: 0, count: count) }
    }
  }

  private func starts(of rows: RowBlocks) -> [Int] {
    var starts: [Int] = []
    var next = 0
    for block in rows.blocks {
      starts.append(next)
      next += block.rowCount
    }
    return starts
  }
}
