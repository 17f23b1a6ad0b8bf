import PQColumnar

/// Reads down a column whose rows all take the same room.
struct FixedColumnLoop {
  private let cells: ColumnCells
  private let index: FieldIndex
  private let plan: Int
  private let settings: ChunkSettings
  private let isRequired: Bool
  private let needsEvidence: Bool
  private(set) var evidence = ColumnEvidence()
  private var absent = AbsentRows()

  init(cells: ColumnCells, index: FieldIndex, plan: Int, settings: ChunkSettings) {
    self.cells = cells
    self.index = index
    self.plan = plan
    self.settings = settings
    isRequired = settings.plans[plan].isRequired
    needsEvidence = settings.plans[plan].needsEvidence
  }

  /// The rows that are present, or `nil` if all are.
  var validity: Bitmap? { absent.validity(count: cells.count) }

  mutating func readIntegers(
    _ reader: StoredIntegerReader, _ bytes: Span<UInt8>, _ failures: inout RowFailures
  ) -> [Int64] {
    switch reader {
    case .integer:
      read(StoredIntegerCells(reader: reader, form: DigitsForm()), bytes, &failures)
    case .date:
      read(
        StoredIntegerCells(reader: reader, form: DayForm(hasTimes: false)), bytes, &failures)
    case .datetime:
      read(StoredIntegerCells(reader: reader, form: DayForm(hasTimes: true)), bytes, &failures)
    case .decimal, .duration, .period:
      read(StoredIntegerCells(reader: reader, form: NoUsualForm()), bytes, &failures)
    }
  }

  @inline(__always)
  mutating func read<Cells: FixedCellReader>(
    _ reader: Cells, _ bytes: Span<UInt8>, _ failures: inout RowFailures
  ) -> [Cells.Element] {
    var reader = reader
    let raw = bytes.bytes
    let count = cells.count
    let mayBeUsual = settings.missingText.isEmpty
    let values = [Cells.Element](unsafeUninitializedCapacity: count) { values, initialized in
      for row in 0..<count {
        let cell = cells[row]
        if mayBeUsual, !cell.hasDoubledQuotes,
          let value = reader.readUsual(raw, cell.start, cell.end, line: index.line(of: row) &+ 1)
        {
          values.initializeElement(at: row, to: value)
          continue
        }
        let value = readUnusual(reader, bytes, row, cell.cell, &failures)
        if value == nil { absent.add(row) }
        values.initializeElement(at: row, to: value ?? reader.filler)
      }
      initialized = count
    }
    if needsEvidence { reader.note(in: &evidence) }
    return values
  }

  /// Returns `nil` for a missing value, and for one that does not fit.
  @inline(never)
  private mutating func readUnusual<Cells: FixedCellReader>(
    _ reader: Cells, _ bytes: Span<UInt8>, _ row: Int, _ cell: CSVCell,
    _ failures: inout RowFailures
  ) -> Cells.Element? {
    let hasNoValue = settings.hasNoValue(bytes, cell)
    if needsEvidence, !hasNoValue { evidence.add(bytes, cell, line: index.line(of: row) + 1) }
    let reading: CellReading<Cells.Element> = hasNoValue ? .missing : reader.readAny(bytes, cell)
    switch reading {
    case .value(let value): return value
    case .missing: if isRequired { failures.add(row, plan: plan, .missing) }
    case .problem(let problem): failures.add(row, plan: plan, problem)
    }
    return nil
  }

  /// Finds the cells of a text column that are required and missing, and notes their forms.
  mutating func lookThroughText(_ bytes: Span<UInt8>, _ failures: inout RowFailures) {
    guard case .text(let cleans, _) = settings.plans[plan].kind, isRequired || needsEvidence
    else { return }
    let mayBeUsual = settings.missingText.isEmpty
    var firstText = 0
    var textCount = 0
    for row in 0..<cells.count {
      let packed = cells[row]
      if mayBeUsual, packed.start < packed.end, TextForm.isPlain(bytes, packed) {
        if textCount == 0 { firstText = row }
        textCount &+= 1
        continue
      }
      let cell = packed.cell
      let hasNoValue = settings.hasNoValue(bytes, cell)
      if needsEvidence, !hasNoValue {
        evidence.add(bytes, cell, line: index.line(of: row) + 1)
      }
      guard isRequired else { continue }
      let isMissing = hasNoValue && !(cell.isEmpty && cell.isQuoted && !cleans)
      if isMissing || cleans && CellFolding.text(bytes, cell).isEmpty {
        failures.add(row, plan: plan, .missing)
      }
    }
    if needsEvidence, textCount > 0 {
      evidence.add(.text, count: textCount, firstLine: index.line(of: firstText) + 1)
    }
  }
}

/// Rows of a chunk without a value, as they are met.
struct AbsentRows {
  private var rows: [Int32] = []

  @inline(__always)
  mutating func add(_ row: Int) { rows.append(Int32(truncatingIfNeeded: row)) }

  /// The other rows, or `nil` if there are no absent ones.
  func validity(count: Int) -> Bitmap? {
    if rows.isEmpty { return nil }
    var words = [UInt64](repeating: .max, count: (count + 63) / 64)
    for row in rows { words[Int(row) >> 6] &= ~(1 << UInt64(row & 63)) }
    return Bitmap(words: words, count: count)
  }
}

/// Texts that need no closer look.
enum TextForm {
  /// Whether a cell that is not empty is text by its first and last byte: neither a value of another
  /// type nor blank.
  @inline(__always)
  static func isPlain(_ bytes: Span<UInt8>, _ cell: PackedCell) -> Bool {
    if mayEndBlank(bytes, cell) || cell.hasDoubledQuotes { return false }
    switch bytes[unchecked: cell.start] {
    // A number, a date, a blank, a formula, yes or no.
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: " "),
      UInt8(ascii: "\t"), UInt8(ascii: "="), UInt8(ascii: "t"), UInt8(ascii: "T"),
      UInt8(ascii: "f"), UInt8(ascii: "F"), 0xC2, 0xE3:
      return false
    // 是 and 否 have three bytes.
    case 0xE5, 0xE6: return cell.end &- cell.start > 3
    default: return true
    }
  }

  /// Whether a cell that is not empty is to be stored as it stands, also where blanks around it mean
  /// nothing.
  @inline(__always)
  static func isClean(_ bytes: Span<UInt8>, _ cell: PackedCell) -> Bool {
    switch bytes[unchecked: cell.start] {
    // A blank, a formula, a number that may have been rounded.
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "="), UInt8(ascii: " "),
      UInt8(ascii: "\t"), 0xC2, 0xE3:
      return false
    default: return !mayEndBlank(bytes, cell)
    }
  }

  /// Whether a cell that is not empty may end in a blank: an ASCII one, U+00A0 or U+3000.
  @inline(__always)
  private static func mayEndBlank(_ bytes: Span<UInt8>, _ cell: PackedCell) -> Bool {
    let last = bytes[unchecked: cell.end &- 1]
    if last < 0x80 { return last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") }
    if last != 0x80 && last != 0xA0 { return false }
    // Valid text has a byte before it.
    return bytes[unchecked: cell.end &- 2] == (last == 0x80 ? 0x80 : 0xC2)
  }
}
