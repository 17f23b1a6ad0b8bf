/// Picks rows of a column that lies in several blocks.
enum BlockGather {
  /// Returns the rows at some addresses: block number in the high bits, row in the low ones.
  ///
  ///     blocks       a b | c –
  ///     addresses    3  0  none     (1 bit for rows)
  ///     result       –  a  –
  ///
  /// - Precondition: the columns are stored alike, and the addresses exist or are
  ///   `RowBlocks.none`.
  static func rows(_ addresses: [UInt32], of columns: [Column], rowBits: Int) -> Column {
    guard let first = columns.first else {
      return .constant(ConstantColumn(.missing, count: addresses.count))
    }
    if columns.count == 1 {
      return Gather.rows(addresses.map { Int32(truncatingIfNeeded: $0) }, of: first)
    }
    return PinnedColumn.with(columns) { pinned in
      let reader = BlockReader(
        addresses: addresses, pinned: pinned, rowBits: rowBits,
        hasNone: addresses.contains(RowBlocks.none))
      return reader.column(like: first)
    }
  }
}

/// Reads rows of pinned blocks.
private struct BlockReader {
  let addresses: [UInt32]
  let pinned: PinnedColumn
  let rowBits: Int
  let hasNone: Bool

  func column(like first: Column) -> Column {
    let validity = validity()
    switch first {
    case .boolean:
      return .boolean(BooleanColumn(values: bits(), validity: validity))
    case .integer(let column):
      return .integer(IntegerColumn(storage: integers(like: column.storage), validity: validity))
    case .float:
      return .float(FloatColumn(values: pick(pinned.values), validity: validity))
    case .text:
      var result = texts()
      result.validity = validity
      return .text(result)
    case .dictionary(let column):
      return .dictionary(
        DictionaryColumn(
          storage: codes(like: column.storage), dictionary: column.dictionary, validity: validity))
    case .ratio:
      return .ratio(
        RatioColumn(
          numerators: pick(pinned.values), denominators: pick(pinned.others), validity: validity))
    case .constant(let column):
      let rows = addresses.map { $0 == RowBlocks.none ? Int32(-1) : 0 }
      return Gather.rows(rows, of: .constant(ConstantColumn(column.value, count: 1)))
    }
  }

  private func integers(like storage: IntegerVector) -> IntegerVector {
    switch storage {
    case .int8: .int8(pick(pinned.values))
    case .int16: .int16(pick(pinned.values))
    case .int32: .int32(pick(pinned.values))
    case .int64: .int64(pick(pinned.values))
    }
  }

  private func codes(like storage: CodeVector) -> CodeVector {
    switch storage {
    case .uint8: .uint8(pick(pinned.values))
    case .uint16: .uint16(pick(pinned.values))
    case .uint32: .uint32(pick(pinned.values))
    }
  }

  @inline(__always)
  private func pick<Number: BitwiseCopyable & Numeric>(_ blocks: [UnsafeRawPointer]) -> [Number] {
    let shift = UInt32(rowBits)
    let mask = UInt32(truncatingIfNeeded: 1 << rowBits - 1)
    let (addresses, blocks) = (addresses.span, blocks.span)
    return Array(unsafeUninitializedCapacity: addresses.count) { buffer, count in
      if hasNone {
        for position in 0..<addresses.count {
          let address = addresses[position]
          if address == RowBlocks.none {
            buffer.initializeElement(at: position, to: 0)
          } else {
            let block = blocks[Int(address >> shift)].assumingMemoryBound(to: Number.self)
            buffer.initializeElement(at: position, to: block[Int(address & mask)])
          }
        }
      } else {
        for position in 0..<addresses.count {
          let address = addresses[position]
          let block = blocks[Int(address >> shift)].assumingMemoryBound(to: Number.self)
          buffer.initializeElement(at: position, to: block[Int(address & mask)])
        }
      }
      count = addresses.count
    }
  }

  private func bits() -> Bitmap {
    let mask = UInt32(truncatingIfNeeded: 1 << rowBits - 1)
    return Bitmap(count: addresses.count) { position in
      let address = addresses[position]
      if address == RowBlocks.none { return false }
      let words = pinned.values[Int(address >> UInt32(rowBits))]
        .assumingMemoryBound(to: UInt64.self)
      let row = Int(address & mask)
      return words[row >> 6] >> UInt64(row & 63) & 1 != 0
    }
  }

  private func validity() -> Bitmap? {
    guard hasNone || pinned.validity.contains(where: { $0 != nil }) else { return nil }
    let mask = UInt32(truncatingIfNeeded: 1 << rowBits - 1)
    let bits = Bitmap(count: addresses.count) { position in
      let address = addresses[position]
      if address == RowBlocks.none { return false }
      return !pinned.isMissing(Int(address >> UInt32(rowBits)), Int(address & mask))
    }
    return bits.isAllSet ? nil : bits
  }

  private func texts() -> TextColumn {
    let mask = UInt32(truncatingIfNeeded: 1 << rowBits - 1)
    let count = addresses.count
    // First where each text stands and how long it is, then the bytes: the reads of the first
    // loop do not wait for each other.
    var sources: [UnsafeRawPointer] = []
    sources.reserveCapacity(count)
    var offsets: [UInt32] = []
    offsets.reserveCapacity(count + 1)
    offsets.append(0)
    var end: UInt32 = 0
    for address in addresses {
      if address == RowBlocks.none {
        sources.append(pinned.others[0])
      } else {
        let block = Int(address >> UInt32(rowBits))
        let row = Int(address & mask)
        let starts = pinned.values[block].assumingMemoryBound(to: UInt32.self)
        sources.append(pinned.others[block] + Int(starts[row]))
        end += starts[row + 1] - starts[row]
      }
      offsets.append(end)
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(end)) { buffer, initializedCount in
      if let target = buffer.baseAddress.map(UnsafeMutableRawPointer.init) {
        for row in 0..<count {
          let start = Int(offsets[row])
          target.advanced(by: start)
            .copyMemory(from: sources[row], byteCount: Int(offsets[row + 1]) - start)
        }
      }
      initializedCount = Int(end)
    }
    return TextColumn(offsets: offsets, bytes: bytes)
  }
}
