extension DenseKeys {
  /// Returns the group of each row.
  ///
  /// - Precondition: every present value has a slot.
  func ids(of keys: [Column], rowCount: Int) -> GroupIDs {
    if let codes = sharedCodes(of: keys) { return GroupIDs(codes) }
    if let group = singleGroup(of: keys) { return GroupIDs(single: group, count: rowCount) }
    if groupCount <= 1 << 8 {
      return GroupIDs(.uint8(numbers(of: keys, rowCount: rowCount)))
    }
    if groupCount <= 1 << 16 {
      return GroupIDs(.uint16(numbers(of: keys, rowCount: rowCount)))
    }
    return GroupIDs(.uint32(numbers(of: keys, rowCount: rowCount)))
  }

  /// Codes of the only key that are group numbers as they stand.
  private func sharedCodes(of keys: [Column]) -> CodeVector? {
    guard keys.count == 1, case .dictionary(let column) = keys[0] else { return nil }
    return column.validity == nil ? column.storage : nil
  }

  /// The group of all rows, if every key is the same in all of them.
  private func singleGroup(of keys: [Column]) -> Int? {
    var group = 0
    for (key, slots) in zip(keys, slots) {
      guard case .constant(let column) = key else { return nil }
      group = group * (slots.count + 1) + slots.place(of: column.value)
    }
    return group
  }

  private func numbers<Code: FixedWidthInteger & UnsignedInteger>(
    of keys: [Column], rowCount: Int
  ) -> [Code] {
    var result = [Code](repeating: 0, count: rowCount)
    for (key, slots) in zip(keys, slots) {
      let places = KeyPlaces<Code>(slots)
      precondition(key.count == rowCount, "key columns differ in length")
      switch key {
      case .boolean(let column): places.add(column, to: &result)
      case .constant(let column): places.add(slots.place(of: column.value), to: &result)
      case .integer(let column):
        switch column.storage {
        case .int8(let values): places.add(values, column.validity, to: &result)
        case .int16(let values): places.add(values, column.validity, to: &result)
        case .int32(let values): places.add(values, column.validity, to: &result)
        case .int64(let values): places.add(values, column.validity, to: &result)
        }
      case .dictionary(let column):
        switch column.storage {
        case .uint8(let codes): places.add(codes, column.validity, to: &result)
        case .uint16(let codes): places.add(codes, column.validity, to: &result)
        case .uint32(let codes): places.add(codes, column.validity, to: &result)
        }
      case .float, .text, .ratio:
        preconditionFailure("a key without codes")
      }
    }
    return result
  }
}

extension DenseKeys.Slots {
  /// The place of one value; that of missing stands behind all others.
  fileprivate func place(of value: Value) -> Int {
    switch (self, value) {
    case (.boolean, .boolean(let bit)): bit ? 1 : 0
    case (.integers(let range), _):
      value.storedInteger.map { Int($0 - range.lowerBound) } ?? count
    default: count
    }
  }
}

/// Moves group numbers on by one key: `number * slots + place`.
///
/// All arithmetic is modulo the width of the group numbers, which every result fits.
private struct KeyPlaces<Code: FixedWidthInteger & UnsignedInteger> {
  let factor: Code
  let missing: Code
  let lower: Code

  init(_ slots: DenseKeys.Slots) {
    factor = Code(truncatingIfNeeded: slots.count + 1)
    missing = Code(truncatingIfNeeded: slots.count)
    lower =
      if case .integers(let range) = slots { Code(truncatingIfNeeded: range.lowerBound) } else { 0 }
  }

  func add<Number: FixedWidthInteger>(
    _ values: [Number], _ validity: Bitmap?, to groups: inout [Code]
  ) {
    let (factor, lower, missing) = (factor, lower, missing)
    values.withUnsafeBufferPointer { values in
      // Unchecked: both were found to be of one length, and checks keep the loop from being
      // done many rows at a time.
      groups.withUnsafeMutableBufferPointer { groups in
        for row in 0..<values.count {
          let place = Code(truncatingIfNeeded: values[row]) &- lower
          groups[row] = groups[row] &* factor &+ place
        }
        guard let validity else { return }
        forEachRow(values.count, in: !validity) { row in
          let place = Code(truncatingIfNeeded: values[row]) &- lower
          groups[row] = groups[row] &- place &+ missing
        }
      }
    }
  }

  func add(_ column: BooleanColumn, to groups: inout [Code]) {
    for row in groups.indices {
      groups[row] = groups[row] &* factor &+ (column.values[row] ? 1 : 0)
    }
    guard let validity = column.validity else { return }
    forEachRow(groups.count, in: !validity) { row in
      groups[row] = groups[row] &- (column.values[row] ? 1 : 0) &+ missing
    }
  }

  func add(_ place: Int, to groups: inout [Code]) {
    let place = Code(truncatingIfNeeded: place)
    for row in groups.indices { groups[row] = groups[row] &* factor &+ place }
  }
}
