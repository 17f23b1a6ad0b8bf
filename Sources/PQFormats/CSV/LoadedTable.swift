import PQColumnar
import PQDiagnostics
import PQDigest

/// A row of a file that was not taken into the table, and why.
package struct Reject: Sendable {
  package internal(set) var diagnostic: Diagnostic
  package let file: String
  /// The line on which the record starts, counted from 1.
  package let line: Int
  /// The column that does not fit; `nil` when the row as a whole is wrong.
  package let column: String?
  /// The row as it stands in the file, cut after 500 bytes.
  package let text: String
  /// Whether the file has a private column, so that the row must not be shown unasked.
  package let isPrivate: Bool
}

/// What came out of reading a file.
package struct LoadedTable: Sendable {
  package let table: Table
  /// The first rejected rows; `rejectCount` counts all.
  package let rejects: [Reject]
  package let rejectCount: Int
  /// Warnings and notes; an error would have been thrown.
  package internal(set) var diagnostics: [Diagnostic]
  /// The declared columns that the file does not have.
  package let absentColumns: [String]
  package let dialect: CSVDialect
  /// The declared table by whose columns the file was known.
  package internal(set) var known: KnownTable.Match?
  /// The digest of the file's bytes, if the options asked for it.
  package internal(set) var digest: Digest?
}

extension Reject {
  /// Returns rejects as a table, which is what `rejects(NAME)` gives.
  ///
  ///     file        line  column  code             reason                    text
  ///     picked.csv    12  picked  unreadable-date  `2020-02-30` is no date   apple,2020-02-30
  package static func table(_ rejects: [Reject], name: String, language: Language) -> Table {
    let fields = [
      Field("file", zh: "文件", type: .text), Field("line", zh: "行", type: .integer),
      Field("column", zh: "列", type: .text), Field("code", zh: "代码", type: .text),
      Field("reason", zh: "原因", type: .text),
      Field(
        "text", zh: "原文", type: .text, masking: rejects.contains(where: \.isPrivate) ? .whole : nil),
    ]
    let columns = [
      Column(values: rejects.map { .text($0.file) }, type: .text),
      Column(values: rejects.map { .integer(Int64($0.line)) }, type: .integer),
      Column(values: rejects.map { $0.column.map(Value.text) ?? .missing }, type: .text),
      Column(values: rejects.map { .text($0.diagnostic.code.name) }, type: .text),
      Column(values: rejects.map { .text($0.diagnostic.message.text(in: language)) }, type: .text),
      Column(values: rejects.map { .text($0.text) }, type: .text),
    ]
    let blocks = rejects.isEmpty ? [] : [Batch(columns: columns, rowCount: rejects.count)]
    return Table(name: name, schema: Schema(fields), blocks: blocks)
  }
}
