import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQSyntax

/// The formats of a written report.
package enum ReportFormat: Sendable {
  case markdown
  /// One page of HTML that needs nothing from outside.
  case page

  /// The format of a file by its ending.
  package init(path: String) {
    let name = path.lowercased()
    self = name.hasSuffix(".html") || name.hasSuffix(".htm") ? .page : .markdown
  }
}

/// A report as it is written to a file.
package struct WrittenReport {
  package let record: ReportRecord
  /// What stands before the comment: the front matter that is not for pq, or the head of a page.
  package let head: String
  package let segments: [ReportSegment]
  /// The pieces that the segments name.
  package let pieces: [ReportPiece]

  /// Finds a file that a written report names: as written, or beside the report.
  package static func path(_ path: String, beside report: String) -> String {
    let folder = FilePath.folder(of: report)
    let name = FilePath.name(path)
    let places = [path, FilePath.resolve(path, in: folder), FilePath.resolve(name, in: folder)]
    return places.first { FilePath.exists($0) } ?? path
  }

  package var body: String { segments.map(\.text).joined() }
  package var text: String { head + record.comment + body }
}

extension Session {
  /// Writes an answered report, with how it was made at its top and what is not shown at its end.
  package func write(
    _ report: ReportSyntax, _ run: ReportRun, as format: ReportFormat, record: ReportRecord
  ) throws(QueryError) -> WrittenReport {
    var record = record
    record.files = records { $0.isData }
    record.scripts = records { !$0.isData }
    record.today = CivilDate(days: engine.today).text
    record.language = options.language
    record.revealed = revealedColumns
    for (position, model) in options.models.enumerated() where position < record.models.count {
      record.models[position].digest = ReportRecord.digest(of: model.string)
    }
    record.source.digest = ReportRecord.digest(of: report.source.string)
    let settings = ReportSettings(report)
    let document = ReportDocument(
      pieces: run.pieces,
      record: ReportSummary.line(
        record, parameters: run.parameters, tablesWithoutData: run.tablesWithoutData
      ).text(in: options.language),
      footer: ReportSummary.hidden(
        run.hidden, revealed: revealedColumns, language: options.language))
    var writing = WriteOptions()
    writing.language = options.language
    writing.isCancelled = { [flag = cancellation.flag] in flag.isCancelled }
    let head: String
    var segments: [ReportSegment]
    switch format {
    case .markdown:
      head = settings.remainder
      segments = try document.markdown(options: writing)
      segments.insert(ReportSegment("\n", .record), at: 0)
    case .page:
      head = "<!DOCTYPE html>\n"
      segments = [ReportSegment(try document.page(options: writing))]
    }
    record.body = ReportRecord.digest(of: segments.map(\.text).joined())
    return WrittenReport(record: record, head: head, segments: segments, pieces: run.pieces)
  }

  /// Puts a written report into its file: whole, or not at all.
  package func save(_ report: WrittenReport, to path: String) throws(QueryError) {
    if options.isSafe { throw QueryError(.writingIsOff(path)) }
    if isAudited {
      if FilePath.identity(path) == auditPath.map(FilePath.identity) {
        throw QueryError(.auditIsNoOutput(path))
      }
      engine.audit.begin("render \(report.record.source.path)")
      try engine.audit.record(rowCount: nil, output: path)
    }
    let file = try AtomicFile(path)
    try file.write(Array(report.text.utf8))
    try file.commit()
  }

  private func records(_ isWanted: (FileRecord) -> Bool) -> [ReportRecord.File] {
    filesRead.filter(isWanted).map {
      // Where the file lies is no part of what it says.
      ReportRecord.File(path: FilePath.name($0.path), digest: ReportRecord.digits(of: $0.digest))
    }
  }
}
