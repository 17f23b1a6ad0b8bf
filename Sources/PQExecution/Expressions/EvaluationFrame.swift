import PQColumnar

/// The rows over which expressions are being evaluated; gathers each column at most once.
final class EvaluationFrame {
  let rowCount: Int
  private let batch: Batch
  private var gathered: [Int: Column] = [:]

  init(_ batch: Batch) {
    self.batch = batch
    self.rowCount = batch.rowCount
  }

  /// Returns a column with the frame's rows only.
  func column(_ position: Int) -> Column {
    if batch.selection == nil { return batch.columns[position] }
    if let column = gathered[position] { return column }
    let column = batch.column(position)
    gathered[position] = column
    return column
  }

  /// Returns the frame of the rows whose bit is set.
  func narrowed(to bits: Bitmap) -> EvaluationFrame {
    bits.isAllSet ? self : EvaluationFrame(batch.selecting(bits))
  }
}
