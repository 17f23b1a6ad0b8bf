import PQColumnar
import PQDiagnostics

/// Cuts the pieces of a column into the blocks of its table.
struct ColumnAssembly: Sendable {
  private let pieces: [ColumnPiece]
  /// Where each piece begins, and behind the last where it ends.
  private var starts: [Int] = [0]
  /// For a column of codes, their dictionary, and the number of each worker's codes in it.
  private let dictionary: TextDictionary?
  private let newCodes: [[UInt32]]
  private let file: String

  init(
    _ pieces: [ColumnPiece], file: String, dictionary: TextDictionary? = nil,
    newCodes: [[UInt32]] = []
  ) {
    self.pieces = pieces
    self.file = file
    self.dictionary = dictionary
    self.newCodes = newCodes
    for piece in pieces { starts.append(starts[starts.count - 1] + piece.count) }
  }

  /// Returns the column of some rows.
  func block(_ rows: Range<Int>) throws(QueryError) -> Column {
    let runs = runs(in: rows)
    let validity = validity(runs, count: rows.count)
    guard let first = runs.first else { return .constant(ConstantColumn(.missing, count: 0)) }
    switch pieces[first.piece].values {
    case .integers:
      return .integer(
        IntegerColumn(storage: integers(runs, count: rows.count), validity: validity))
    case .floats:
      let values: [Double] = gathered(runs) { if case .floats(let all) = $0 { all } else { [] } }
      return .float(FloatColumn(values: values, validity: validity))
    case .booleans:
      let values: [Bool] = gathered(runs) { if case .booleans(let all) = $0 { all } else { [] } }
      return .boolean(BooleanColumn(values: Bitmap(values), validity: validity))
    case .ratios:
      let values: [Ratio] = gathered(runs) { if case .ratios(let all) = $0 { all } else { [] } }
      return .ratio(
        RatioColumn(
          numerators: values.map(\.numerator), denominators: values.map(\.denominator),
          validity: validity))
    case .text: return .text(try text(runs, validity))
    case .codes: return codes(runs, validity, count: rows.count)
    }
  }

  /// Rows of one piece.
  private struct Run {
    let piece: Int
    let rows: Range<Int>
  }

  private func runs(in rows: Range<Int>) -> [Run] {
    // The last piece that begins at or before the first row.
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= rows.lowerBound { low = middle } else { high = middle }
    }
    var result: [Run] = []
    var piece = low
    while piece < pieces.count, starts[piece] < rows.upperBound {
      let start = starts[piece]
      let lower = max(rows.lowerBound, start) - start
      let upper = min(rows.upperBound, starts[piece + 1]) - start
      if lower < upper { result.append(Run(piece: piece, rows: lower..<upper)) }
      piece += 1
    }
    return result
  }

  private func gathered<Element>(
    _ runs: [Run], _ values: (ColumnPiece.Values) -> [Element]
  ) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(runs.reduce(0) { $0 + $1.rows.count })
    for run in runs { result.append(contentsOf: values(pieces[run.piece].values)[run.rows]) }
    return result
  }

  private func validity(_ runs: [Run], count: Int) -> Bitmap? {
    if runs.allSatisfy({ pieces[$0.piece].validity == nil }) { return nil }
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    var target = 0
    for run in runs {
      let own = pieces[run.piece].validity
      for row in run.rows {
        if own?[row] ?? true { words[target >> 6] |= 1 << UInt64(target & 63) }
        target += 1
      }
    }
    let bits = Bitmap(words: words, count: count)
    return bits.isAllSet ? nil : bits
  }

  // MARK: - Whole numbers

  /// The numbers of some rows in the narrowest width that holds them all.
  private func integers(_ runs: [Run], count: Int) -> IntegerVector {
    var least = Int64.max
    var greatest = Int64.min
    for run in runs {
      guard case .integers(let values) = pieces[run.piece].values else { continue }
      let source = values.span
      for row in run.rows {
        least = min(least, source[unchecked: row])
        greatest = max(greatest, source[unchecked: row])
      }
    }
    func fits<Width: FixedWidthInteger>(_ width: Width.Type) -> Bool {
      least >= Int64(Width.min) && greatest <= Int64(Width.max)
    }
    if fits(Int8.self) { return .int8(narrowed(runs, count: count)) }
    if fits(Int16.self) { return .int16(narrowed(runs, count: count)) }
    if fits(Int32.self) { return .int32(narrowed(runs, count: count)) }
    return .int64(narrowed(runs, count: count))
  }

  @inline(__always)
  private func narrowed<Width: FixedWidthInteger>(_ runs: [Run], count: Int) -> [Width] {
    [Width](unsafeUninitializedCapacity: count) { target, initialized in
      for run in runs {
        guard case .integers(let values) = pieces[run.piece].values else { continue }
        let source = values.span
        for row in run.rows {
          target.initializeElement(
            at: initialized, to: Width(truncatingIfNeeded: source[unchecked: row]))
          initialized &+= 1
        }
      }
    }
  }

  // MARK: - Codes

  private func codes(_ runs: [Run], _ validity: Bitmap?, count: Int) -> Column {
    guard let dictionary, dictionary.count > 0 else {
      // A column without any value has codes and nothing they could mean.
      return .constant(ConstantColumn(.missing, count: count))
    }
    let storage: CodeVector
    if dictionary.count <= 1 << 8 {
      storage = .uint8(translated(runs, validity, count: count))
    } else if dictionary.count <= 1 << 16 {
      storage = .uint16(translated(runs, validity, count: count))
    } else {
      storage = .uint32(translated(runs, validity, count: count))
    }
    return .dictionary(
      DictionaryColumn(storage: storage, dictionary: dictionary, validity: validity))
  }

  /// The dictionary's codes of some rows; 0 where a value is missing.
  @inline(__always)
  private func translated<Code: FixedWidthInteger>(
    _ runs: [Run], _ validity: Bitmap?, count: Int
  ) -> [Code] {
    var codes = [Code](unsafeUninitializedCapacity: count) { target, initialized in
      for run in runs {
        guard case .codes(let vector, let worker) = pieces[run.piece].values else { continue }
        let numbers = newCodes[worker]
        let output = UnsafeMutableBufferPointer(rebasing: target[initialized...])
        switch vector {
        case .uint8(let source): translate(source.span, run.rows, numbers.span, into: output)
        case .uint16(let source): translate(source.span, run.rows, numbers.span, into: output)
        case .uint32(let source): translate(source.span, run.rows, numbers.span, into: output)
        }
        initialized += run.rows.count
      }
    }
    if let validity {
      for row in codes.indices where !validity[row] { codes[row] = 0 }
    }
    return codes
  }

  @inline(__always)
  private func translate<Source: FixedWidthInteger, Code: FixedWidthInteger>(
    _ source: Span<Source>, _ rows: Range<Int>, _ numbers: Span<UInt32>,
    into target: UnsafeMutableBufferPointer<Code>
  ) {
    for (place, row) in zip(0..<rows.count, rows) {
      // A worker without any text has codes of 0 for missing rows.
      let number = numbers.isEmpty ? 0 : numbers[Int(truncatingIfNeeded: source[row])]
      target.initializeElement(at: place, to: Code(truncatingIfNeeded: number))
    }
  }

  // MARK: - Text

  private func text(_ runs: [Run], _ validity: Bitmap?) throws(QueryError) -> TextColumn {
    var byteCount = 0
    for run in runs {
      guard case .text(let column) = pieces[run.piece].values else { continue }
      byteCount +=
        column.range(of: run.rows.upperBound - 1).upperBound
        - column.range(of: run.rows.lowerBound).lowerBound
    }
    if byteCount > Int(UInt32.max) { throw QueryError(.lineTooLong(file: file)) }
    var result = TextColumn(
      rowCapacity: runs.reduce(0) { $0 + $1.rows.count }, validity: validity)
    result.bytes.reserveCapacity(byteCount)
    for run in runs {
      guard case .text(let column) = pieces[run.piece].values else { continue }
      result.append(rows: run.rows, of: column)
    }
    return result
  }
}

extension ColumnPiece {
  var count: Int {
    switch values {
    case .integers(let values): values.count
    case .floats(let values): values.count
    case .booleans(let values): values.count
    case .ratios(let values): values.count
    case .text(let column): column.count
    case .codes(let codes, _): codes.count
    }
  }
}
