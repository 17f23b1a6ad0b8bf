import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan

extension QueryResult {
  /// Writes the rows, or the chart that the query asks for, to a sink.
  package func write(
    to sink: any TextSink, as format: OutputFormat, options: WriteOptions
  ) throws(QueryError) {
    var options = options
    options.chart = chart.map(ChartRequest.init)
    try TableWriter.write(table, format: format, options: options, to: sink)
  }

  /// Returns the rows as text in a format.
  package func text(
    as format: OutputFormat, options: WriteOptions = WriteOptions()
  ) throws(QueryError) -> String {
    let sink = MemorySink()
    try write(to: sink, as: format, options: options)
    return sink.string
  }
}

extension ChartRequest {
  init(_ plan: ChartPlan) {
    let kind: Kind =
      switch plan.kind {
      case .bar: .bar
      case .line: .line
      case .heat: .heat
      }
    self.init(kind: kind, labels: plan.labels, values: plan.values)
  }
}
