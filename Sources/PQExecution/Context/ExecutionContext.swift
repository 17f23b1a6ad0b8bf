import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// What a `save` stage hands to whoever may open files.
package struct SaveRequest: Sendable {
  package let path: String
  package let appends: Bool
  /// The format's name, or `nil` to go by the extension.
  package let format: String?
  package let table: Table
  /// The chart to draw instead of the rows, if one comes right before.
  package let chart: ChartPlan?
  package let location: SourceLocation?
}

/// What a run pins and what it may use: clock, workers, memory, a way to stop it, counters.
package struct ExecutionContext: Sendable {
  package typealias Save = @Sendable (SaveRequest) throws(QueryError) -> Void

  /// Clock and workday calendar.
  package var functions: FunctionContext
  package var workerCount: Int
  package var blockRowCount: Int
  package var cancellation: CancellationFlag
  package var counters: WorkCounters
  package var save: Save
  /// How plans that are not written out in the query are rewritten: those of derived fields.
  package var rewrites: RewriteConfiguration
  /// The derived fields that earlier runs have computed.
  package let fields: FieldStore
  let memory: MemoryMeter

  /// - Parameters:
  ///   - workerCount: how many threads share the blocks; the result does not depend on it.
  ///   - blockRowCount: how many rows a batch has at most; the result does not depend on it.
  ///   - memoryLimit: bytes that live batches and kept fields may take by estimate, or `nil` for no
  ///     limit.
  package init(
    functions: FunctionContext, workerCount: Int = 1, blockRowCount: Int = Table.blockRowCount,
    memoryLimit: Int? = nil, cancellation: CancellationFlag = CancellationFlag(),
    counters: WorkCounters = WorkCounters(), rewrites: RewriteConfiguration = .all,
    fields: FieldStore = FieldStore(), save: @escaping Save
  ) {
    self.functions = functions
    self.workerCount = max(1, workerCount)
    self.blockRowCount = max(1, min(blockRowCount, Table.blockRowCount))
    self.cancellation = cancellation
    self.counters = counters
    self.save = save
    self.rewrites = rewrites
    self.fields = fields
    self.memory = MemoryMeter(limit: memoryLimit, used: fields.byteCount)
  }

  /// The workers for kernels that share their rows out; they stop when the run is cancelled, so
  /// whoever calls such a kernel asks `cancellation` before it uses the result.
  var workers: Workers {
    Workers(count: workerCount, stops: { [cancellation] in cancellation.isCancelled })
  }
}
