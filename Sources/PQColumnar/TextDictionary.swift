import Synchronization

/// Distinct texts that codes point at, shared by all columns whose codes mean the same.
///
/// No entry is missing, none stands twice. Two dictionaries with the same entries in the same order
/// are equal; the same object is so without a look at them.
package final class TextDictionary: Hashable, Sendable {
  package let entries: TextColumn
  private let knownRanks = Mutex<[UInt32]?>(nil)

  package init(_ entries: TextColumn) {
    self.entries = entries
  }

  package var count: Int { entries.count }

  package func string(at code: Int) -> String { entries.string(at: code) }

  /// Whether `ranks` costs nothing any more.
  var hasRanks: Bool { knownRanks.withLock { $0 != nil } }

  /// The place of each entry in the order of the texts; kept from the first time on.
  func ranks(_ workers: Workers) -> [UInt32] {
    if let known = knownRanks.withLock({ $0 }) { return known }
    let order = BlockOrder.sorted(.text(entries), workers: workers)
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, entry) in order.enumerated() { ranks[Int(entry)] = UInt32(rank) }
    if !workers.isStopped { knownRanks.withLock { $0 = ranks } }
    return ranks
  }

  package static func == (left: TextDictionary, right: TextDictionary) -> Bool {
    left === right || left.entries == right.entries
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(entries)
  }
}
