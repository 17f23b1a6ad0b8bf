/// What a function of a text gives for each entry of a dictionary and for a missing text, to be
/// looked up by code.
package struct DictionaryLookup: Sendable {
  /// One value for each entry, and behind them one for a missing text.
  private let results: Column
  private let answers: Answers?
  private let texts: Texts?

  /// The texts to compute the results from: every entry, and behind them a missing one.
  package static func arguments(_ dictionary: TextDictionary) -> Column {
    var texts = dictionary.entries
    let count = texts.count
    texts.endRows(count: 1)
    var present = Bitmap(repeating: true, count: count + 1)
    present[count] = false
    texts.validity = present
    return .text(texts)
  }

  /// - Parameter results: one value for each row of `arguments`.
  package init(results: Column) {
    self.results = results
    switch results {
    case .boolean: answers = Answers(results)
    case .constant(let constant):
      if case .boolean = constant.value { answers = Answers(results) } else { answers = nil }
    default: answers = nil
    }
    if case .text(let column) = results { texts = Texts(column) } else { texts = nil }
  }

  /// Returns one value for each row.
  package func column(for column: DictionaryColumn) -> Column {
    if let answers { return .boolean(BooleanColumn(values: answers.rows(of: column))) }
    if let texts { return texts.column(for: column) }
    if case .constant(let constant) = results {
      return .constant(ConstantColumn(constant.value, count: column.count))
    }
    let missing = Int32(truncatingIfNeeded: results.count - 1)
    return Gather.chosen(column.places(missing: missing), of: results)
  }
}

/// Yes or no for each code.
private struct Answers {
  private enum Codes {
    case all
    case none
    /// A run of codes is compared without a look into a table.
    case run(ClosedRange<Int64>)
    case allBut(ClosedRange<Int64>)
    case table([Bool])
  }

  private let codes: Codes
  private let isTrueForMissing: Bool

  init(_ results: Column) {
    let bits = Conditions.bits(of: results)
    let count = bits.count - 1
    isTrueForMissing = bits[count]
    let chosen = (0..<count).filter { bits[$0] }
    let others = (0..<count).filter { !bits[$0] }
    if chosen.isEmpty {
      codes = .none
    } else if others.isEmpty {
      codes = .all
    } else if let run = Answers.run(chosen) {
      codes = .run(run)
    } else if let run = Answers.run(others) {
      codes = .allBut(run)
    } else {
      codes = .table((0..<count).map { bits[$0] })
    }
  }

  /// The codes, if they follow each other without a gap.
  private static func run(_ codes: [Int]) -> ClosedRange<Int64>? {
    guard let first = codes.first, let last = codes.last, last - first + 1 == codes.count else {
      return nil
    }
    return Int64(first)...Int64(last)
  }

  func rows(of column: DictionaryColumn) -> Bitmap {
    let bits: Bitmap =
      switch codes {
      case .all: Bitmap(repeating: true, count: column.count)
      case .none: Bitmap(repeating: false, count: column.count)
      case .run(let run): IntegerComparison.rows(column.storage, in: run)
      case .allBut(let run): !IntegerComparison.rows(column.storage, in: run)
      case .table(let table): Answers.rows(column.storage, table)
      }
    guard let validity = column.validity else { return bits }
    return isTrueForMissing ? bits | !validity : bits & validity
  }

  private static func rows(_ codes: CodeVector, _ table: [Bool]) -> Bitmap {
    let table = table.span
    switch codes {
    case .uint8(let codes):
      let codes = codes.span
      return Bitmap(count: codes.count) { table[Int(codes[unchecked: $0])] }
    case .uint16(let codes):
      let codes = codes.span
      return Bitmap(count: codes.count) { table[Int(codes[unchecked: $0])] }
    case .uint32(let codes):
      let codes = codes.span
      return Bitmap(count: codes.count) { table[Int(codes[unchecked: $0])] }
    }
  }
}

/// Texts for each code, as codes of a dictionary of their own, which all blocks share.
private struct Texts {
  private let dictionary: TextDictionary
  /// The place of each entry's text in `dictionary`, and of a missing one's; -1 for missing.
  private let places: [Int32]

  init(_ results: TextColumn) {
    var entries = TextColumn()
    var placeOfBytes: [ArraySlice<UInt8>: Int32] = [:]
    var places: [Int32] = []
    for entry in 0..<results.count {
      if let validity = results.validity, !validity[entry] {
        places.append(-1)
        continue
      }
      let bytes = results.utf8(at: entry)
      let place = placeOfBytes[bytes] ?? Int32(truncatingIfNeeded: entries.count)
      if placeOfBytes.updateValue(place, forKey: bytes) == nil {
        entries.bytes.append(contentsOf: bytes)
        entries.endRow()
      }
      places.append(place)
    }
    dictionary = TextDictionary(entries)
    self.places = places
  }

  func column(for column: DictionaryColumn) -> Column {
    let missing = Int32(truncatingIfNeeded: places.count - 1)
    let found = RowChoice.compose(column.places(missing: missing), of: places)
    let present = Bitmap(count: found.count) { found[$0] >= 0 }
    if present.isEmpty { return .constant(ConstantColumn(.missing, count: found.count)) }
    let codes = found.map { UInt32(truncatingIfNeeded: max(0, $0)) }
    return .dictionary(
      DictionaryColumn(
        storage: CodeVector(codes, entryCount: dictionary.count), dictionary: dictionary,
        validity: present.isAllSet ? nil : present))
  }
}

extension DictionaryColumn {
  /// The code of each row, and another number for a missing one.
  fileprivate func places(missing: Int32) -> [Int32] {
    var places: [Int32] =
      switch storage {
      case .uint8(let codes): codes.map { Int32($0) }
      case .uint16(let codes): codes.map { Int32($0) }
      case .uint32(let codes): codes.map { Int32(truncatingIfNeeded: $0) }
      }
    if let validity {
      for row in places.indices where !validity[row] { places[row] = missing }
    }
    return places
  }
}
