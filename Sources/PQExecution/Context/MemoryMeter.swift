import PQDiagnostics
import Synchronization

/// Estimates how many bytes the batches of a run hold, and refuses more than the limit.
///
/// Batches share columns, so the estimate errs on the high side.
final class MemoryMeter: Sendable {
  let limit: Int?
  private let used: Atomic<Int>

  /// `used` bytes are taken before the run starts.
  init(limit: Int?, used: Int = 0) {
    self.limit = limit
    self.used = Atomic(used)
  }

  /// Returns a claim on so many bytes, given back when the last holder lets go of it.
  ///
  /// Throws `memory-limit` instead of going past the limit.
  func reserve(_ bytes: Int) throws(QueryError) -> MemoryReservation? {
    guard let limit else { return nil }
    let total = used.wrappingAdd(bytes, ordering: .relaxed).newValue
    if total > limit {
      used.wrappingSubtract(bytes, ordering: .relaxed)
      throw QueryError(.memoryLimit(limit))
    }
    return MemoryReservation(bytes, of: self)
  }

  fileprivate func release(_ bytes: Int) {
    used.wrappingSubtract(bytes, ordering: .relaxed)
  }
}

/// A claim on memory; gives it back when it goes away.
final class MemoryReservation: Sendable {
  private let bytes: Int
  private let meter: MemoryMeter

  fileprivate init(_ bytes: Int, of meter: MemoryMeter) {
    self.bytes = bytes
    self.meter = meter
  }

  deinit {
    meter.release(bytes)
  }
}
