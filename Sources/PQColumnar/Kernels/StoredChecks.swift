// What must hold for columns that come from outside before any kernel may trust them.

extension IntegerVector {
  /// The least and the greatest number, those of missing rows included; `nil` without rows.
  package var range: ClosedRange<Int64>? {
    switch self {
    case .int8(let values): StoredRange.of(values)
    case .int16(let values): StoredRange.of(values)
    case .int32(let values): StoredRange.of(values)
    case .int64(let values): StoredRange.of(values)
    }
  }
}

extension CodeVector {
  /// The greatest code; 0 without rows.
  package var greatest: Int {
    switch self {
    case .uint8(let codes): Int(codes.max() ?? 0)
    case .uint16(let codes): Int(codes.max() ?? 0)
    case .uint32(let codes): Int(codes.max() ?? 0)
    }
  }
}

private enum StoredRange {
  static func of<Element: FixedWidthInteger>(_ values: [Element]) -> ClosedRange<Int64>? {
    guard var least = values.first else { return nil }
    var greatest = least
    for value in values {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    return Int64(least)...Int64(greatest)
  }
}

extension TextColumn {
  /// Whether the offsets begin at 0, ascend and end where the bytes do, and no row begins inside a
  /// character.
  package var isSound: Bool {
    guard offsets.first == 0, offsets.last.map(Int.init) == bytes.count else { return false }
    var previous: UInt32 = 0
    for offset in offsets {
      if offset < previous { return false }
      previous = offset
    }
    return offsets.allSatisfy { offset in
      Int(offset) >= bytes.count || bytes[Int(offset)] & 0xC0 != 0x80
    }
  }
}

/// Whether fractions are fractions.
package enum RatioCheck {
  /// Whether every present row's denominator is above 0, and every missing row's is 0.
  package static func isSound(_ denominators: [Int64], validity: Bitmap?) -> Bool {
    for (row, denominator) in denominators.enumerated() {
      let isPresent = validity?[row] != false
      if isPresent ? denominator < 1 : denominator != 0 { return false }
    }
    return true
  }
}
