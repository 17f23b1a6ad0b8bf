/// Addresses as a column of a batch, so that they can travel through a pipeline in place of the
/// rows they stand for.
package enum AddressColumn {
  /// Returns batches of at most so many addresses, one column each.
  package static func batches(_ addresses: [UInt32], rowCount: Int) -> [Batch] {
    stride(from: 0, to: addresses.count, by: max(1, rowCount)).map { start in
      let part = addresses[start..<min(start + max(1, rowCount), addresses.count)]
      let column = IntegerColumn(storage: .int32(part.map { Int32(bitPattern: $0) }))
      return Batch(columns: [.integer(column)], rowCount: part.count)
    }
  }

  /// Returns the addresses that such a column holds.
  ///
  /// - Precondition: the column comes from `batches`, perhaps narrowed or cut.
  package static func addresses(in column: Column) -> [UInt32] {
    guard case .integer(let column) = column, case .int32(let numbers) = column.storage else {
      preconditionFailure("not a column of addresses")
    }
    return numbers.map { UInt32(bitPattern: $0) }
  }
}
