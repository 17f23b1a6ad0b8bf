import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQPlan

/// Writes what `save` stages hand over: a whole file or none.
struct FileSaving {
  let options: SessionOptions
  let cancellation: CancellationFlag
  let audit: AuditTrail
  let progress: WorkProgress

  /// Returns a path as the program opens it for writing; throws if that must not be written.
  func writablePath(_ path: String) throws(QueryError) -> String {
    if options.isSafe { throw QueryError(.writingIsOff(path)) }
    let resolved = FilePath.resolve(path, in: options.folder)
    if audit.isActive, FilePath.identity(resolved) == audit.path.map(FilePath.identity) {
      throw QueryError(.auditIsNoOutput(path))
    }
    return resolved
  }

  func save(_ request: SaveRequest) throws(QueryError) {
    do throws(QueryError) {
      let path = try writablePath(request.path)
      try audit.record(rowCount: request.table.rowCount, output: path)
      var writing = WriteOptions()
      writing.language = options.language
      writing.isForExcel = options.writesForExcel
      writing.chart = request.chart.map(ChartRequest.init)
      writing.workerCount = options.workerCount ?? LocalMachine.coreCount()
      writing.isCancelled = { [cancellation] in cancellation.isCancelled }
      writing.progress = progress
      let isColumnFile =
        request.format.map { $0 == "pqc" } ?? request.path.lowercased().hasSuffix(".pqc")
      if isColumnFile {
        return try TableFile.saveColumns(
          request.table, path: path, appends: request.appends, options: writing)
      }
      try TableFile.save(
        request.table, path: path,
        format: request.format.flatMap(OutputFormat.init(rawValue:)), appends: request.appends,
        options: writing)
    } catch {
      if let location = request.location { throw error.located(location) }
      throw error
    }
  }
}
