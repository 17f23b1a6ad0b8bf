import PQColumnar

/// Rows that an operator has finished making: blocks in order, and the total row beside them.
struct Relation: Sendable {
  var blocks: [Batch]
  var total: Batch?
  /// Claims on memory for as long as the rows live.
  var reservations: [MemoryReservation] = []

  init(blocks: [Batch], total: Batch? = nil, reservations: [MemoryReservation] = []) {
    self.blocks = blocks
    self.total = total
    self.reservations = reservations
  }

  var rowCount: Int { blocks.reduce(0) { $0 + $1.rowCount } }
}
