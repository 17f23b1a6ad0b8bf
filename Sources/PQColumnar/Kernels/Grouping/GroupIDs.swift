/// The group of each row of a batch, in as few bits as the groups need.
///
/// Codes of a dictionary or an enum are group numbers as they stand, so nothing is copied for them.
package struct GroupIDs: Sendable {
  enum Storage: Sendable {
    /// All rows are of one group.
    case single(Int)
    case codes(CodeVector)
  }

  let storage: Storage
  /// The number of rows.
  package let count: Int
  /// The greatest group, -1 without rows: kernels look at it once instead of checking each row.
  let greatest: Int

  init(_ codes: CodeVector) {
    storage = .codes(codes)
    count = codes.count
    greatest =
      switch codes {
      case .uint8(let codes): Self.greatest(of: codes.span)
      case .uint16(let codes): Self.greatest(of: codes.span)
      case .uint32(let codes): Self.greatest(of: codes.span)
      }
  }

  /// The same group for every row.
  package init(single group: Int, count: Int) {
    storage = .single(group)
    self.count = count
    greatest = count > 0 ? group : -1
  }

  /// - Precondition: no group is negative.
  package init(_ groups: [Int32]) {
    precondition(groups.allSatisfy { $0 >= 0 }, "a row without a group")
    self.init(.uint32(groups.map { UInt32(bitPattern: $0) }))
  }

  /// Each row's group.
  package var expanded: [Int32] {
    switch storage {
    case .single(let group): Array(repeating: Int32(truncatingIfNeeded: group), count: count)
    case .codes(.uint8(let codes)): codes.map { Int32($0) }
    case .codes(.uint16(let codes)): codes.map { Int32($0) }
    case .codes(.uint32(let codes)): codes.map { Int32(bitPattern: $0) }
    }
  }

  /// Returns the groups of some rows.
  package func gathering(_ rows: [Int32]) -> GroupIDs {
    switch storage {
    case .single(let group): GroupIDs(single: group, count: rows.count)
    case .codes(let codes): GroupIDs(codes.map(.gather(rows)))
    }
  }

  /// In the codes' own width, many rows at a time.
  @inline(__always)
  private static func greatest<Code: FixedWidthInteger & UnsignedInteger>(
    of codes: Span<Code>
  ) -> Int {
    var greatest: Code = 0
    for row in codes.indices { greatest = max(greatest, codes[unchecked: row]) }
    return codes.isEmpty ? -1 : Int(greatest)
  }
}

/// Visits rows in order: all of them, or those whose bits are set.
@inline(__always)
func forEachRow(_ count: Int, in rows: Bitmap?, _ body: (Int) -> Void) {
  guard let rows else {
    for row in 0..<count { body(row) }
    return
  }
  precondition(rows.count == count, "chosen rows do not fit the column")
  let words = rows.words.span
  for position in words.indices {
    var word = words[position]
    let start = position &* 64
    if word == .max {
      for row in start..<(start &+ 64) { body(row) }
      continue
    }
    while word != 0 {
      body(start &+ word.trailingZeroBitCount)
      word &= word &- 1
    }
  }
}
