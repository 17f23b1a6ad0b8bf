import PQColumnar

/// What the first rows of a file tell about its columns.
///
/// It decides how a column is stored, and what its type is guessed to be; the type itself is decided
/// by all rows. The sample is counted in rows, so that it is the same whatever the chunks are.
struct RowSample {
  private static let rowCount = 8_192
  /// Fewer distinct texts than this are never a reason to store them one by one.
  private static let distinctFloor = 1_024

  /// For each column of the file.
  private(set) var evidence: [ColumnEvidence]
  private(set) var encodes: [Bool]

  /// - Parameters:
  ///   - bytes: The text behind the header, as far as it is in memory.
  ///   - plans: The columns; those of text are looked at for repeated values.
  init(
    _ bytes: Span<UInt8>, isWhole: Bool, settings: ChunkSettings, columnCount: Int
  ) {
    evidence = Array(repeating: ColumnEvidence(), count: columnCount)
    encodes = Array(repeating: true, count: columnCount)
    var dictionaries = settings.plans.map { _ in DictionaryBuilder() }
    var presentCounts = settings.plans.map { _ in 0 }
    var scanner = CSVScanner(
      dialect: settings.filter.dialect, cellLimit: columnCount, isLast: isWhole)
    var cells: [CSVCell] = []
    var count = 0
    while count < RowSample.rowCount, let record = scanner.next(bytes, cells: &cells) {
      // The bytes may end in the middle of a record.
      if !isWhole, scanner.position == bytes.count { break }
      guard settings.filter.verdict(record, bytes, cells) == .row else { continue }
      count += 1
      for (number, plan) in settings.plans.enumerated() {
        let cell = cells[plan.position]
        if settings.hasNoValue(bytes, cell) { continue }
        if plan.needsEvidence { evidence[plan.position].add(bytes, cell, line: record.line) }
        guard plan.isText else { continue }
        presentCounts[number] += 1
        _ = dictionaries[number].code(of: bytes, cell.start, cell.end)
      }
    }
    for (number, plan) in settings.plans.enumerated() {
      encodes[plan.position] = RowSample.pays(dictionaries[number], presentCounts[number])
    }
  }

  /// Whether a code of four bytes for each row and the distinct texts once take clearly less room than
  /// all texts; a key that comes back a few times does, a free text does not.
  private static func pays(_ dictionary: DictionaryBuilder, _ presentCount: Int) -> Bool {
    if dictionary.count <= distinctFloor { return true }
    let entries = dictionary.dictionary.bytes.count + 4 * dictionary.count
    let plain = entries * presentCount / dictionary.count
    return (4 * presentCount + entries) * 4 <= plain * 3
  }
}
