import PQColumnar

/// Which of day and month stands first in dates such as 05/06/2020.
package enum DateOrder: String, Sendable {
  case dayFirst
  case monthFirst
}

/// How to read a CSV file; what is `nil` is found out from the file.
package struct CSVOptions: Sendable {
  package var delimiter: UInt8?
  package var quote: UInt8 = UInt8(ascii: "\"")
  package var hasHeader: Bool?
  /// Lines above the header that are no part of the table.
  package var skippedLineCount = 0
  /// The text of cells that have no value, such as `n/a`; an empty cell has none anyway.
  package var missingText: String?
  /// A name that the C library knows (`gbk`, `gb18030`, `big5`, `utf-8`, …).
  package var encoding: String?
  package var dateOrder: DateOrder?
  /// Types set for columns by name (`import "f.csv" with amount as text`).
  package var columnTypes: [String: DataType] = [:]
  /// Whether declared tables come from spreadsheets and other systems: blanks and `="…"` around
  /// texts mean nothing then, a text of nothing else is missing, and neither records of blanks nor
  /// lines of totals are rows.
  package var expectsExports = false
  /// What a message in Chinese calls the table, if that is another name.
  package var chineseTableName: String?
  /// Whether text columns may be dictionary-encoded; results never depend on it.
  package var dictionaries = true
  /// Whether the digest of the file's bytes is wanted.
  package var computesDigest = false
  package var blockRowCount = Table.blockRowCount
  /// How many rejects keep their text; all are counted.
  package var rejectLimit = 10_000
  /// Whether messages quote no cell and no row, since the row may be one that must not be shown.
  package var hidesCells = false
  /// The declared columns that the model fills where the file has no values.
  package var filledColumns: Set<String> = []
  /// The tables that the file may hold, if none is declared by its name.
  package var knownTables: [KnownTable] = []
  /// How many threads share the work; the result does not depend on it.
  package var workerCount = 1
  /// How many bytes a worker gets at once; the result does not depend on it. With half a megabyte,
  /// the text and what is made of it stay in the second-level cache.
  package var chunkSize = 1 << 19
  /// No line may be longer; 30 bits count the bytes of a chunk.
  package var lineByteLimit = 1 << 29
  /// Asked before each chunk; a run that is cancelled throws.
  package var isCancelled: @Sendable () -> Bool = { false }
  /// Told before each chunk how many bytes were read, and of how many; it must be quick.
  package var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  package init() {}
}

/// How a CSV file is written.
///
///     name;weight          delimiter `;`, with a header
///     "apple";1,5
package struct CSVDialect: Hashable, Sendable {
  package var delimiter: UInt8
  package var quote: UInt8
  package var hasHeader: Bool

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""),
    hasHeader: Bool = true
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.hasHeader = hasHeader
  }
}
