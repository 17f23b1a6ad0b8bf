import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

/// Random numbers that are the same for the same seed.
private struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var number = state
    number = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
    return number ^ number >> 31
  }
}

/// Tables of every type, with texts made of everything that has a meaning in CSV.
private struct NastyTables {
  private var random: SeededNumbers
  private static let pieces = [
    "a", "信", "\"", "\"\"", ",", ";", "\t", "|", " ", "\n", "\r\n", "\r", "'", "\\", "0", "-", "",
    "\u{FEFF}", "é", "👍🏽", "=1+1", "true", "2020-08-07", "1e5", "\u{7}", "%", "#",
  ]

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
  }

  mutating func text() -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      NastyTables.pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  mutating func value(of type: DataType) -> Value {
    switch type {
    case .boolean: return .boolean(Bool.random(using: &random))
    case .integer:
      return .integer(Int64(bitPattern: random.next()) >> Int64.random(in: 0...63, using: &random))
    case .decimal(let scale):
      let mantissa = Int64.random(in: -999_999_999_999_999...999_999_999_999_999, using: &random)
      return .decimal(Decimal(mantissa: mantissa, scale: scale))
    case .float:
      let number = Double(bitPattern: random.next())
      return .float(number.isFinite && number != 0 ? number : 0)
    case .date: return .date(Int64.random(in: CivilDate.validDays, using: &random))
    case .datetime: return .datetime(Int64.random(in: CivilDateTime.validSeconds, using: &random))
    case .duration:
      return .duration(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
    case .period(let granularity):
      return .period(
        Int64.random(in: CalendarPeriod.validOrdinals(of: granularity), using: &random))
    case .enumeration(let enumeration):
      return .code(Int64.random(in: 0..<Int64(enumeration.codes.count), using: &random))
    case .text, .ratio, .unknown: return .text(text())
    }
  }

  mutating func table() -> Table {
    let colour = EnumType(codes: [EnumCode("red", zh: "红"), EnumCode("a,\"b\""), EnumCode("绿 ")])
    let types: [DataType] = [
      .text, .text, .boolean, .integer, .decimal(scale: 3), .float, .date, .datetime, .duration,
      .period(.year), .period(.quarter), .period(.month), .period(.week), .enumeration(colour),
    ]
    let rowCount = Int.random(in: 0...12, using: &random)
    let columnCount = Int.random(in: 1...6, using: &random)
    var fields: [Field] = []
    var columns: [Column] = []
    for position in 0..<columnCount {
      let type = types.randomElement(using: &random) ?? .text
      // A byte order mark or a blank at the edge of a name survives too, a blank name does not.
      fields.append(Field("c\(position)" + text(), type: type))
      let values = (0..<rowCount).map { _ in
        Int.random(in: 0..<4, using: &random) == 0 ? Value.missing : value(of: type)
      }
      columns.append(Column(values: values, type: type))
    }
    return Table(
      name: "nasty", schema: Schema(fields),
      blocks: rowCount == 0 ? [] : [Batch(columns: columns, rowCount: rowCount)])
  }
}

struct RoundTripTests {
  /// Every cell of a table, row by row.
  private func values(_ table: Table) -> [[Value]] {
    table.blocks.flatMap { block in
      (0..<block.rowCount).map { row in
        table.schema.fields.indices.map {
          block.column($0).value(at: row, as: table.schema.fields[$0].type)
        }
      }
    }
  }

  @Test(arguments: 0..<400)
  func writingAndReadingGivesTheTableBack(seed: Int) throws {
    var tables = NastyTables(seed: UInt64(seed))
    let table = tables.table()
    for (format, delimiter) in [(OutputFormat.csv, ","), (.tsv, "\t")] {
      let text = try written(table, format)
      let loaded = try load(text, fields: table.schema.fields) {
        $0.delimiter = delimiter.utf8.first
        $0.hasHeader = true
        $0.blockRowCount = 1 + seed % 5
        $0.dictionaries = seed % 2 == 0
      }
      #expect(loaded.rejectCount == 0, "seed \(seed)\n\(text)")
      #expect(loaded.diagnostics.isEmpty, "seed \(seed)\n\(text)")
      #expect(values(loaded.table) == values(table), "seed \(seed)\n\(text)")
      #expect(try written(loaded.table, format) == text, "seed \(seed)")
    }
  }

  /// Without declared types the texts must still be the same.
  @Test(arguments: 0..<200)
  func inferredTypesPrintTheSame(seed: Int) throws {
    var tables = NastyTables(seed: UInt64(seed) + 1_000)
    let table = tables.table()
    let text = try written(table, .csv)
    let read = try? load(text) {
      $0.hasHeader = true
      $0.delimiter = UInt8(ascii: ",")
    }
    // Dates that are ambiguous cannot come up: texts hold none.
    let loaded = try #require(read)
    let textColumns = loaded.table.schema.fields.indices.filter {
      loaded.table.schema.fields[$0].type == .text && table.schema.fields[$0].type == .text
    }
    let before = values(table).map { row in textColumns.map { row[$0] } }
    let after = values(loaded.table).map { row in textColumns.map { row[$0] } }
    #expect(before == after, "seed \(seed)\n\(text)")
  }

  /// Whatever the bytes, reading ends with a table or a message.
  @Test(arguments: 0..<300)
  func anyBytesAreRead(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let alphabet = Array("\"\"\"\",,\n\n\r;a1-/.%é\u{FEFF}".utf8) + [0, 0xFF, 0xC6]
    let count = Int.random(in: 0...60, using: &random)
    let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    for dictionaries in [true, false] {
      var options = CSVOptions()
      options.dictionaries = dictionaries
      options.blockRowCount = 2
      do {
        let loaded = try CSVReader.read(bytes, file: "f", name: "f", options: options)
        _ = try written(loaded.table, .table)
      } catch let error as QueryError {
        #expect(!DiagnosticRenderer.render(error.diagnostic, language: .chinese).isEmpty)
      }
    }
  }
}
