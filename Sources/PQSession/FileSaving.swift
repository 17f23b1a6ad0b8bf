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

  func save(_ request: SaveRequest) throws(QueryError) {
    do throws(QueryError) {
      if options.isSafe { throw QueryError(.writingIsOff(request.path)) }
      let path = FilePath.resolve(request.path, in: options.folder)
      if audit.isActive, FilePath.identity(path) == audit.path.map(FilePath.identity) {
        throw QueryError(.auditIsNoOutput(request.path))
      }
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
