/// The rows of several batches under one number each, so that they can be put in another order
/// without being copied behind each other first.
///
/// A row's address is its batch's number in the high bits and its place in the batch, counted
/// after the selection, in the low ones: addresses ascend in the order of the rows.
///
///     batches      a b | c       (2 bits for places would hold 4 rows a batch)
///     addresses    0 1   4
package struct RowBlocks: Sendable {
  /// The address of no row: gathering it gives a missing one.
  package static let none = UInt32.max

  package let blocks: [Batch]
  /// The bits of an address that tell the place in a batch.
  package let rowBits: Int
  package let rowCount: Int
  private let isSelected: Bool

  /// Up to this many batches stay as they are, however small.
  private static let smallBlockLimit = 64
  /// More batches with fewer rows each than this are put together: each costs a frame on the stack
  /// while a kernel reads all of them, and copying a small one costs less than that.
  private static let smallRowCount = 1_024

  /// - Parameter columnCount: how many columns each batch has.
  package init(_ batches: [Batch], columnCount: Int) {
    var blocks = batches.filter { $0.rowCount > 0 }
    var rowBits = RowBlocks.rowBits(of: blocks)
    let rowCount = blocks.reduce(0) { $0 + $1.rowCount }
    let areSmall =
      blocks.count > RowBlocks.smallBlockLimit
      && rowCount / blocks.count < RowBlocks.smallRowCount
    if areSmall || blocks.count << rowBits >= 1 << 32 {
      blocks = [Batch.joined(blocks, columnCount: columnCount)]
      rowBits = RowBlocks.rowBits(of: blocks)
    }
    self.blocks = blocks
    self.rowBits = rowBits
    self.rowCount = rowCount
    isSelected = blocks.contains { $0.selection != nil }
  }

  /// The bits that an address needs.
  package var addressBits: Int { rowBits + RowBlocks.bitCount(blocks.count - 1) }

  /// Returns the address of the first row of a batch.
  package func firstAddress(of block: Int) -> UInt32 { UInt32(block << rowBits) }

  /// Returns the same rows with every column stored in one way in all batches, which is what
  /// gathering asks for.
  ///
  /// What a reader loads is stored so already, and nothing is copied.
  package func unified(_ columns: [Int]) -> RowBlocks {
    var parts = blocks.map(\.columns)
    var hasChanged = false
    for position in columns {
      let column = blocks.map { $0.columns[position] }
      guard let unified = ColumnUnification.unified(column) else { continue }
      for block in parts.indices { parts[block][position] = unified[block] }
      hasChanged = true
    }
    return hasChanged ? RowBlocks(self, columns: parts) : self
  }

  private init(_ other: RowBlocks, columns: [[Column]]) {
    blocks = other.blocks.indices.map { block in
      let old = other.blocks[block]
      return Batch(
        columns: columns[block], rowCount: old.unselectedRowCount, selection: old.selection)
    }
    rowBits = other.rowBits
    rowCount = other.rowCount
    isSelected = other.isSelected
  }

  /// Returns the rows at some addresses, in any order, also repeatedly; `RowBlocks.none` gives a
  /// missing row.
  ///
  /// - Precondition: the columns are unified.
  package func gathering(_ addresses: [UInt32], columns positions: [Int]) -> Batch {
    let stored = isSelected ? storedAddresses(addresses) : addresses
    let columns = positions.map { position in
      BlockGather.rows(stored, of: blocks.map { $0.columns[position] }, rowBits: rowBits)
    }
    return Batch(columns: columns, rowCount: addresses.count)
  }

  /// Returns where rows stand in the columns, selections aside.
  private func storedAddresses(_ addresses: [UInt32]) -> [UInt32] {
    let mask = UInt32(truncatingIfNeeded: (1 << rowBits) - 1)
    return addresses.map { address in
      if address == RowBlocks.none { return address }
      guard let selection = blocks[Int(address >> UInt32(rowBits))].selection else {
        return address
      }
      let row = UInt32(truncatingIfNeeded: selection.rows[Int(address & mask)])
      return address & ~mask | row
    }
  }

  private static func rowBits(of blocks: [Batch]) -> Int {
    bitCount(blocks.reduce(0) { max($0, $1.unselectedRowCount) } - 1)
  }

  /// The bits that numbers from 0 to this one need.
  static func bitCount(_ number: Int) -> Int {
    number <= 0 ? 0 : Int.bitWidth - number.leadingZeroBitCount
  }
}

/// Brings a column that batches store in different ways to one way.
enum ColumnUnification {
  /// Returns the batches' columns alike: of one width, with one dictionary; `nil` if they are.
  static func unified(_ columns: [Column]) -> [Column]? {
    guard let first = columns.first, columns.contains(where: { !$0.isStored(like: first) })
    else { return nil }
    if let widened = widened(columns) { return widened }
    let whole = Concatenation.columns(columns)
    var start = 0
    return columns.map { column in
      defer { start += column.count }
      return Slice.rows(start..<start + column.count, of: whole)
    }
  }

  /// Returns whole numbers, or codes of one dictionary, in the width of the widest.
  private static func widened(_ columns: [Column]) -> [Column]? {
    var width = 0
    for column in columns {
      switch column {
      case .integer(let column): width = max(width, column.storage.width)
      case .dictionary(let column): width = max(width, column.storage.width)
      default: return nil
      }
      guard column.isOfKind(columns[0]) else { return nil }
    }
    return columns.map { $0.widened(to: width) }
  }
}

extension Column {
  /// Whether two columns of one type are stored in the same way, so that one loop reads both.
  fileprivate func isStored(like other: Column) -> Bool {
    switch (self, other) {
    case (.integer(let own), .integer(let others)): own.storage.width == others.storage.width
    case (.dictionary(let own), .dictionary(let others)):
      own.dictionary === others.dictionary && own.storage.width == others.storage.width
    case (.constant(let own), .constant(let others)): own.value == others.value
    default: isOfKind(other)
    }
  }

  fileprivate func isOfKind(_ other: Column) -> Bool {
    switch (self, other) {
    case (.boolean, .boolean), (.integer, .integer), (.float, .float), (.text, .text),
      (.ratio, .ratio):
      true
    case (.dictionary(let own), .dictionary(let others)): own.dictionary === others.dictionary
    default: false
    }
  }

  fileprivate func widened(to width: Int) -> Column {
    switch self {
    case .integer(let column) where column.storage.width < width:
      let storage: IntegerVector =
        switch width {
        case 2: .int16(column.storage.converted())
        case 4: .int32(column.storage.converted())
        default: .int64(column.storage.converted())
        }
      return .integer(IntegerColumn(storage: storage, validity: column.validity))
    case .dictionary(let column) where column.storage.width < width:
      let storage: CodeVector =
        width == 2
        ? .uint16(column.codes.map { UInt16(truncatingIfNeeded: $0) }) : .uint32(column.codes)
      return .dictionary(
        DictionaryColumn(
          storage: storage, dictionary: column.dictionary, validity: column.validity))
    default:
      return self
    }
  }
}

extension IntegerVector {
  fileprivate func converted<Number: FixedWidthInteger>() -> [Number] {
    switch self {
    case .int8(let values): values.map { Number(truncatingIfNeeded: $0) }
    case .int16(let values): values.map { Number(truncatingIfNeeded: $0) }
    case .int32(let values): values.map { Number(truncatingIfNeeded: $0) }
    case .int64(let values): values.map { Number(truncatingIfNeeded: $0) }
    }
  }
}
