/// Codes into a dictionary, stored in as few bits as the dictionary's size needs.
///
/// Two vectors are equal if their codes are, whatever their widths.
package enum CodeVector: Hashable, Sendable {
  case uint8([UInt8])
  case uint16([UInt16])
  case uint32([UInt32])

  /// Stores codes of a dictionary with so many entries in the narrowest width.
  ///
  /// - Precondition: every code is less than `entryCount`, or 0.
  package init(_ codes: [UInt32], entryCount: Int) {
    if entryCount <= 1 << 8 {
      self = .uint8(codes.map { UInt8(truncatingIfNeeded: $0) })
    } else if entryCount <= 1 << 16 {
      self = .uint16(codes.map { UInt16(truncatingIfNeeded: $0) })
    } else {
      self = .uint32(codes)
    }
  }

  package var count: Int {
    switch self {
    case .uint8(let codes): codes.count
    case .uint16(let codes): codes.count
    case .uint32(let codes): codes.count
    }
  }

  /// The bytes that one code takes.
  package var width: Int {
    switch self {
    case .uint8: 1
    case .uint16: 2
    case .uint32: 4
    }
  }

  /// Every code in 32 bits: a copy unless it is stored so.
  package var widened: [UInt32] {
    switch self {
    case .uint8(let codes): codes.map(UInt32.init)
    case .uint16(let codes): codes.map(UInt32.init)
    case .uint32(let codes): codes
    }
  }

  /// One code; for loops, ask for the width once and read the array.
  package subscript(row: Int) -> Int {
    switch self {
    case .uint8(let codes): Int(codes[row])
    case .uint16(let codes): Int(codes[row])
    case .uint32(let codes): Int(codes[row])
    }
  }

  package static func == (left: CodeVector, right: CodeVector) -> Bool {
    switch (left, right) {
    case (.uint8(let left), .uint8(let right)): left == right
    case (.uint16(let left), .uint16(let right)): left == right
    default: left.count == right.count && left.widened == right.widened
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(widened)
  }

  /// Returns a vector of the same width made from this one's array.
  func map(_ transform: IntegerVectorTransform) -> CodeVector {
    switch self {
    case .uint8(let codes): .uint8(transform.apply(codes))
    case .uint16(let codes): .uint16(transform.apply(codes))
    case .uint32(let codes): .uint32(transform.apply(codes))
    }
  }
}
