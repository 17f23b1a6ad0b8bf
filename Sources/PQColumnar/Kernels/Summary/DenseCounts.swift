/// Counts numbers that lie close together, or codes, in a table with a place for each.
enum DenseCounts {
  /// More tables than this, one for each worker, cost more to make and to add than they save.
  private static let tableLimit = 1 << 23

  /// Returns how many rows have each of `count` numbers from `least` on; missing rows have none.
  ///
  ///     numbers  7  –  5  7     least 5, count 4    1  0  2  0
  ///
  /// - Precondition: every present row's number, or code, is among them.
  static func counts(
    _ columns: [Column], least: Int64, _ count: Int, _ workers: Workers
  ) -> [UInt32] {
    let tables = max(1, min(workers.count, columns.count, tableLimit / max(1, count)))
    let parts = workers.map(tables) { table in
      var counts = [UInt32](repeating: 0, count: count)
      for block in columns.count * table / tables..<columns.count * (table + 1) / tables {
        add(columns[block], least, to: &counts)
      }
      return counts
    }
    var result = (parts[0] ?? []) + repeatElement(0, count: parts[0] == nil ? count : 0)
    for part in parts.dropFirst() {
      guard let part else { continue }
      let span = part.span
      for slot in result.indices { result[slot] += span[slot] }
    }
    return result
  }

  private static func add(_ column: Column, _ least: Int64, to counts: inout [UInt32]) {
    switch column {
    case .integer(let column):
      switch column.storage {
      case .int8(let values): add(values, column.validity, least, &counts)
      case .int16(let values): add(values, column.validity, least, &counts)
      case .int32(let values): add(values, column.validity, least, &counts)
      case .int64(let values): add(values, column.validity, least, &counts)
      }
    case .dictionary(let column):
      switch column.storage {
      case .uint8(let codes): add(codes, column.validity, least, &counts)
      case .uint16(let codes): add(codes, column.validity, least, &counts)
      case .uint32(let codes): add(codes, column.validity, least, &counts)
      }
    default: break
    }
  }

  @inline(__always)
  private static func add<Number: FixedWidthInteger>(
    _ values: [Number], _ validity: Bitmap?, _ least: Int64, _ counts: inout [UInt32]
  ) {
    let values = values.span
    var counts = counts.mutableSpan
    forEachRow(values.count, in: validity) { row in
      counts[Int(Int64(truncatingIfNeeded: values[row]) &- least)] &+= 1
    }
  }
}
