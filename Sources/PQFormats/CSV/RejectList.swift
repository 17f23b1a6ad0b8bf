import PQColumnar
import PQDiagnostics

/// Rows that were not taken, the first of them with their text.
struct RejectList {
  let limit: Int
  /// Whether messages show the row, which they must not when a column is private.
  let showsText: Bool
  let quotesCells: Bool
  private(set) var kept: [Reject] = []
  private(set) var count = 0
  private var codes = UnknownCodes()

  init(limit: Int, showsText: Bool, quotesCells: Bool = true) {
    self.limit = limit
    self.showsText = showsText
    self.quotesCells = quotesCells
  }

  /// Adds a record with the wrong number of cells or quotes out of order; blank lines are no
  /// rows.
  mutating func add(_ record: CSVRecord, _ bytes: Span<UInt8>, expected: Int, file: String) {
    if case .blank = record.form { return }
    count += 1
    guard kept.count < limit else { return }
    let text = RowText(bytes, record, showsExcerpt: showsText)
    let diagnostic: Diagnostic
    switch record.form {
    case .strayQuote(let offset), .unterminatedQuote(let offset):
      diagnostic = text.brokenQuote(record.form, at: offset, file: file)
    case .cells, .blank:
      let place = DataPlace(
        file: file, line: record.line, excerpt: showsText ? text.excerpt : nil)
      diagnostic = .raggedRow(found: record.cellCount, expected: expected, place: place)
    }
    keep(diagnostic, record, text, column: nil, file: file)
  }

  /// Adds a record that adds others up.
  mutating func addTotal(_ record: CSVRecord, _ bytes: Span<UInt8>, file: String) {
    count += 1
    guard kept.count < limit else { return }
    let text = RowText(bytes, record, showsExcerpt: showsText)
    let place = DataPlace(file: file, line: record.line, excerpt: text.excerpt)
    keep(.totalRow(place: place), record, text, column: nil, file: file)
  }

  /// Adds a record with a cell that does not fit its field.
  mutating func add(
    _ record: CSVRecord, _ bytes: Span<UInt8>, cell: CSVCell, field: Field, problem: CellProblem,
    file: String, quote: UInt8
  ) {
    count += 1
    let written = CellText.string(bytes, cell, quote: quote)
    let isSuspect = problem == .unknownCode && !showsText
    if isSuspect { codes.add(written, of: field, at: kept.count < limit ? kept.count : nil) }
    guard kept.count < limit else { return }
    let text = RowText(bytes, record, showsExcerpt: showsText)
    let place = text.place(file: file, column: field.name, cell: cell)
    let isQuoted = quotesCells && !isSuspect && !field.isPrivate
    let value = isQuoted ? RowText.shortened(written) : nil
    let diagnostic: Diagnostic =
      switch problem {
      case .missing: .missingValue(field, place: place)
      case .unreadable: .unreadableValue(value, type: field.type, place: place)
      case .dayNumber: .spreadsheetDate(value, place: place)
      case .unknownCode: .unknownCode(value, field: field, place: place)
      }
    keep(diagnostic, record, text, column: field.name, file: file)
  }

  private mutating func keep(
    _ diagnostic: Diagnostic, _ record: CSVRecord, _ text: RowText, column: String?, file: String
  ) {
    kept.append(
      Reject(
        diagnostic: diagnostic, file: file, line: record.line, column: column, text: text.raw,
        isPrivate: !showsText))
  }

  /// Lets messages quote what is no code where that tells of nobody, once all rows were read.
  mutating func quoteFrequentCodes() {
    for (position, text, field) in codes.shown {
      guard case .data(let place) = kept[position].diagnostic.place else { continue }
      kept[position].diagnostic = .unknownCode(text, field: field, place: place)
    }
  }

  /// Returns the one warning that says how many rows were left out.
  func summary(file: String, table: LocalizedText, keptRowCount: Int) -> Diagnostic? {
    if count == 0 { return nil }
    return .rowsRejected(
      count, of: count + keptRowCount, file: file, table: table, line: kept.first?.line ?? 0,
      reasons: reasons)
  }

  /// Why rows were left out, each reason once with how often it came, in order of appearance.
  private var reasons: [RejectReason] {
    var result: [RejectReason] = []
    var positions: [LocalizedText: Int] = [:]
    for reject in kept {
      let message = reject.diagnostic.message
      if let position = positions[message] {
        result[position].count += 1
      } else {
        positions[message] = result.count
        result.append(RejectReason(diagnostic: reject.diagnostic, line: reject.line))
      }
    }
    return result
  }
}

/// One reason for which rows of a file were left out.
struct RejectReason {
  let diagnostic: Diagnostic
  /// The line of the first such row.
  let line: Int
  var count = 1
}

/// The text of one record, for messages and for the list of rejects.
struct RowText {
  /// As in the file, cut after 500 bytes.
  let raw: String
  /// Cut after 120 bytes; `nil` if messages must not show the row.
  let excerpt: String?
  private let start: Int
  private let line: Int
  private let excerptLength: Int

  private static let rawLimit = 500
  private static let excerptLimit = 120

  init(_ bytes: Span<UInt8>, _ record: CSVRecord, showsExcerpt: Bool) {
    start = record.start
    line = record.line
    raw = RowText.text(bytes, record.start, record.end, limit: RowText.rawLimit)
    excerpt =
      showsExcerpt
      ? RowText.text(bytes, record.start, record.end, limit: RowText.excerptLimit) : nil
    excerptLength = excerpt?.utf8.count ?? -1
  }

  /// Returns where a cell stands, with the range to underline if the excerpt holds all of it.
  func place(file: String, column: String, cell: CSVCell) -> DataPlace {
    let isShown = cell.end - start <= excerptLength
    return DataPlace(
      file: file, line: line, column: column, excerpt: excerpt,
      highlight: isShown ? SourceRange(cell.start - start, cell.end - start) : nil)
  }

  /// Returns the message for quotes that are out of order.
  func brokenQuote(_ form: CSVRecord.Form, at offset: Int, file: String) -> Diagnostic {
    let offset = offset - start
    let isShown = offset >= 0 && offset < excerptLength
    let place = DataPlace(
      file: file, line: line, excerpt: excerpt,
      highlight: isShown ? SourceRange(offset, offset + 1) : nil)
    if case .strayQuote = form { return .strayQuote(place: place) }
    return .unterminatedQuote(place: place)
  }

  /// Returns a value cut to what fits in a message.
  static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 40
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…"
  }

  /// Cuts between characters, never inside one.
  private static func text(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, limit: Int
  ) -> String {
    var cut = min(end, start + limit)
    while cut > start, cut < end, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return bytes.extracting(start..<cut).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

/// Asks now and then whether the run is cancelled.
struct Poll {
  /// Each 4,096 rows: about a millisecond of reading.
  private static let interval = 4_096

  private let isCancelled: () -> Bool
  private var count = 0

  init(_ isCancelled: @escaping () -> Bool) {
    self.isCancelled = isCancelled
  }

  mutating func step() throws(QueryError) {
    count += 1
    if count % Poll.interval == 0, isCancelled() { throw QueryError(.interrupted()) }
  }
}
