import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import PQTestSupport
import Testing

/// Column files give back what was written, and nothing else.
struct ColumnFileTests {
  static let grades = EnumType(codes: [EnumCode("good", zh: "好"), EnumCode("bad", zh: "差")])

  static let types: [DataType] = [
    .boolean, .integer, .decimal(scale: 2), .float, .text, .date, .datetime, .duration,
    .period(.year), .period(.week), .enumeration(grades), .ratio(.percent), .unknown,
  ]

  static func value(_ type: DataType, _ random: inout SplitMix64) -> Value {
    let number = Int64(random.below(random.chance(2) ? 3 : 100_000))
    if random.chance(4) { return .missing }
    switch type {
    case .boolean: return .boolean(number % 2 == 0)
    case .float: return .float(Double(number) / 7)
    case .text: return .text(["", "plum", "杏子", "a,b\nc"][Int(number % 4)] + "\(number % 5)")
    case .enumeration: return .code(number % 2)
    case .ratio: return .ratio(Ratio(number, 1 + number % 9))
    case .period: return .period(number % 3 + 1_990)
    case .unknown: return .missing
    default: return Value(stored: number * (type == .date ? 1 : 1_000), as: type)
    }
  }

  static func table(rowCount: Int, seed: UInt64) -> Table {
    var random = SplitMix64(seed: seed)
    let rows = (0..<rowCount).map { _ in types.map { value($0, &random) } }
    let fields = types.enumerated().map { Field("c\($0)", zh: "列\($0)", type: $1) }
    return Table(name: "fruit", schema: Schema(fields), rows: rows)
  }

  @Test(arguments: [0, 1, 2, 7, 63, 64, 65, 200])
  func columnsComeBackInEveryEncoding(rowCount: Int) throws {
    let table = Self.table(rowCount: rowCount, seed: UInt64(rowCount))
    for table in [table, table.dictionaryEncoded] {
      let stored = table.throughColumnFile
      #expect(stored.schema == table.schema)
      #expect(stored.rowCount == rowCount)
      #expect(try Self.rows(stored) == Self.rows(table))
    }
  }

  @Test func blocksOfAnySizeAreCutAnew() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/many.pqc"
    let values = (0..<200_001).map { Int64($0) }
    let blocks = stride(from: 0, to: values.count, by: 1_000).map { start in
      let part = Array(values[start..<min(start + 1_000, values.count)])
      return Batch(columns: [.integer(IntegerColumn(values: part))], rowCount: part.count)
    }
    let table = Table(
      name: "n", schema: Schema([Field("n", type: .integer)]), blocks: blocks)
    try TableFile.saveColumns(table, path: path, appends: false, options: WriteOptions())
    let stored = try ColumnFileReader.open(path, name: "n", fields: []).table
    #expect(stored.blockRowCounts == [65_536, 65_536, 65_536, 3_393])
    #expect(try Self.rows(stored).map { $0[0] } == values.map(Value.integer))
  }

  /// What a filter left out, and what masking replaced, is nowhere in the file.
  @Test func valuesOfNoRowStayOut() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/few.pqc"
    let column = Column(values: ["kept", "dropped"].map(Value.text), type: .text)
    guard case .text(let text) = column else { return }
    let encoded = Batch(
      columns: [.dictionary(DictionaryEncoding.encoded(text))], rowCount: 2)
    let secret = Field("name", type: .text, masking: .name)
    let table = Table(
      name: "t", schema: Schema([secret]), blocks: [encoded.selecting([0])])
    try TableFile.saveColumns(table, path: path, appends: false, options: WriteOptions())
    let bytes = try folder.text("few.pqc")
    #expect(!bytes.contains("dropped") && !bytes.contains("kept"))
    #expect(bytes.contains("k**"))
  }

  /// Every byte of a file is changed in turn: it opens and reads as before, or says that it is damaged.
  @Test func everyChangedByteIsFoundOrMeansNothing() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/fruit.pqc"
    let table = Self.table(rowCount: 20, seed: 5).dictionaryEncoded
    try TableFile.saveColumns(table, path: path, appends: false, options: WriteOptions())
    let bytes = try FileReader.bytes(path)
    let expected = try Self.rows(table)
    for position in bytes.indices {
      var changed = bytes
      changed[position] ^= UInt8(1 << (position % 8))
      try Self.write(changed, to: path)
      Self.expectRowsOrDamage(path, expected, "byte \(position)")
    }
    for length in 0..<bytes.count {
      try Self.write(Array(bytes[..<length]), to: path)
      let opened = try? ColumnFileReader.open(path, name: "t", fields: [])
      #expect(opened == nil, "the first \(length) bytes")
    }
  }

  /// The message names the column and the block.
  @Test func damageIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/two.pqc"
    let texts = (0..<65_537).map { Value.text("plum \($0)") }
    let table = Table(
      name: "t",
      schema: Schema([Field("n", type: .integer), Field("fruit", type: .text)]),
      rows: texts.enumerated().map { [.integer(Int64($0)), $1] })
    try TableFile.saveColumns(table, path: path, appends: false, options: WriteOptions())
    var bytes = try FileReader.bytes(path)
    let last = Array("plum 65536".utf8)
    let place = try #require((0..<bytes.count - 10).last { Array(bytes[$0..<$0 + 10]) == last })
    bytes[place] = UInt8(ascii: "q")
    try Self.write(bytes, to: path)
    let stored = try ColumnFileReader.open(path, name: "t", fields: []).table
    #expect(try stored.block(1, columns: [0]).rowCount == 1)
    #expect(try stored.block(0, columns: [1]).rowCount == 65_536)
    let error = #expect(throws: ColumnSourceError.self) { try stored.block(1, columns: [1]) }
    let message = try Diagnostic.unreadableColumn(#require(error)).message.english
    #expect(message == "block 2 of column `fruit` of `\(path)` is damaged")
  }

  @Test func aFileThatBecameShorterIsNoCrash() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/fruit.pqc"
    try TableFile.saveColumns(
      Self.table(rowCount: 200, seed: 5), path: path, appends: false, options: WriteOptions())
    let stored = try ColumnFileReader.open(path, name: "t", fields: []).table
    try Self.write([1, 2, 3], to: path)
    let error = #expect(throws: ColumnSourceError.self) { try stored.block(0, columns: [1]) }
    #expect(error?.reason == .shortened)
  }

  @Test func appendingIsRefused() throws {
    let folder = try TemporaryFolder()
    let table = Self.table(rowCount: 2, seed: 1)
    #expect(
      code {
        try TableFile.saveColumns(
          table, path: "\(folder.path)/a.pqc", appends: true, options: WriteOptions())
      } == "append-mismatch")
    #expect(folder.names.isEmpty)
  }

  // MARK: - Helpers

  static func rows(_ table: Table) throws -> [[Value]] {
    var rows: [[Value]] = []
    let columns = Array(table.schema.fields.indices)
    for block in table.blockRowCounts.indices {
      let batch = try table.block(block, columns: columns)
      for row in 0..<batch.rowCount {
        rows.append(
          columns.map { batch.column($0).value(at: row, as: table.schema.fields[$0].type) })
      }
    }
    return rows
  }

  static func expectRowsOrDamage(_ path: String, _ expected: [[Value]], _ what: String) {
    do {
      let stored = try ColumnFileReader.open(path, name: "t", fields: []).table
      #expect(try rows(stored) == expected, "\(what)")
    } catch let error as QueryError {
      let codes = ["damaged-file", "newer-file"]
      #expect(codes.contains(error.diagnostic.code.name), "\(what)")
    } catch {
      #expect((error as? ColumnSourceError)?.reason == .damaged, "\(what)")
    }
  }

  /// Overwrites a file in place, as no writer of pq does.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
