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
      let values: [Int64] = gathered(runs) { if case .integers(let all) = $0 { all } else { [] } }
      return .integer(
        IntegerColumn(storage: IntegerVector(narrowing: values), validity: validity))
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

  private func codes(_ runs: [Run], _ validity: Bitmap?, count: Int) -> Column {
    guard let dictionary, dictionary.count > 0 else {
      // A column without any value has codes and nothing they could mean.
      return .constant(ConstantColumn(.missing, count: count))
    }
    var codes: [UInt32] = []
    codes.reserveCapacity(count)
    for run in runs {
      guard case .codes(let vector, let worker) = pieces[run.piece].values else { continue }
      switch vector {
      case .uint8(let source): translate(source.span, run.rows, newCodes[worker], into: &codes)
      case .uint16(let source): translate(source.span, run.rows, newCodes[worker], into: &codes)
      case .uint32(let source): translate(source.span, run.rows, newCodes[worker], into: &codes)
      }
    }
    if let validity {
      for row in codes.indices where !validity[row] { codes[row] = 0 }
    }
    return .dictionary(
      DictionaryColumn(
        storage: CodeVector(codes, entryCount: dictionary.count), dictionary: dictionary,
        validity: validity))
  }

  @inline(__always)
  private func translate<Code: FixedWidthInteger>(
    _ source: Span<Code>, _ rows: Range<Int>, _ newCodes: [UInt32], into codes: inout [UInt32]
  ) {
    // A worker without any text has codes of 0 for missing rows.
    if newCodes.isEmpty {
      codes.append(contentsOf: repeatElement(0, count: rows.count))
      return
    }
    for row in rows { codes.append(newCodes[Int(truncatingIfNeeded: source[row])]) }
  }

  private func text(_ runs: [Run], _ validity: Bitmap?) throws(QueryError) -> TextColumn {
    var byteCount = 0
    for run in runs {
      guard case .text(let column) = pieces[run.piece].values else { continue }
      byteCount += column.range(of: run.rows.upperBound - 1).upperBound
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
