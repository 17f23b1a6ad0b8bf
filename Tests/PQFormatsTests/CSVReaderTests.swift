import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

/// Reads CSV text with small blocks, so that block borders are crossed.
func load(
  _ text: String, fields: [Field]? = nil, change: (inout CSVOptions) -> Void = { _ in }
) throws -> LoadedTable {
  var options = CSVOptions()
  options.blockRowCount = 3
  change(&options)
  return try CSVReader.read(
    Array(text.utf8), file: "fruit.csv", name: "fruit", options: options, fields: fields)
}

/// Writes a table in a format.
func written(
  _ table: Table, _ format: OutputFormat, change: (inout WriteOptions) -> Void = { _ in }
) throws -> String {
  var options = WriteOptions()
  change(&options)
  return try TableWriter.text(table, format: format, options: options)
}

struct CSVReaderTests {
  @Test func readsATable() throws {
    let loaded = try load("variety,weight,picked\napple,12,2020-08-07\npear,,2020/9/1\n")
    #expect(loaded.table.schema.fields.map(\.type) == [.text, .integer, .date])
    #expect(
      try written(loaded.table, .list)
        == "variety|weight|picked\napple|12|2020-08-07\npear|(missing)|2020-09-01\n")
    #expect(
      try written(loaded.table, .csv)
        == "variety,weight,picked\napple,12,2020-08-07\npear,,2020-09-01\n")
  }
}
