/// Slots by hash, each with some bits of the hash and the first of the entries that have them.
///
/// The high bits of a hash choose the slot, the low ones are kept in it, so that a look at one word
/// tells nearly every key that is not there.
struct JoinSlots: Sendable {
  private let words: [UInt64]
  /// How many bits a hash is shifted to give its slot.
  private let shift: Int
  /// A search that reaches the end of a region goes on at its beginning: regions are filled by
  /// different workers.
  private let regionMask: Int

  private static let regionCount = 16
  /// Below this many entries one worker fills the slots in no time.
  private static let sharedLimit = 1 << 15

  /// Returns slots for entries with these hashes, and for each entry the next in its slot.
  static func filled(_ hashes: [UInt64], workers: Workers) -> (JoinSlots, next: [UInt32]) {
    var capacity = 32
    while capacity < 2 * hashes.count { capacity *= 2 }
    if hashes.count >= sharedLimit,
      let filled = filled(hashes, capacity, regions: regionCount, workers)
    {
      return filled
    }
    return filled(hashes, capacity, regions: 1, workers)
      ?? (JoinSlots(words: Array(repeating: 0, count: 32), shift: 59, regionMask: 31), [])
  }

  /// Returns `nil` if the hashes crowd in one region so that it overflows; a single region, twice as
  /// large as the number of entries, cannot.
  private static func filled(
    _ hashes: [UInt64], _ capacity: Int, regions: Int, _ workers: Workers
  ) -> (JoinSlots, next: [UInt32])? {
    let shift = 64 - capacity.trailingZeroBitCount
    let regionSize = capacity / regions
    var words = [UInt64](repeating: 0, count: capacity)
    var next = [UInt32](repeating: JoinTable.none, count: hashes.count)
    // Unsafe: workers fill one array, each its own regions, and each entry belongs to one region.
    let isWhole = words.withUnsafeMutableBufferPointer { words in
      next.withUnsafeMutableBufferPointer { next in
        nonisolated(unsafe) let (words, next) = (words, next)
        let done = workers.map(regions) { region in
          fill(
            words, next, hashes, shift: shift, region: region, size: regionSize,
            isOnly: regions == 1)
        }
        return done.allSatisfy { $0 == true }
      }
    }
    if !isWhole, !workers.isStopped { return nil }
    return (JoinSlots(words: words, shift: shift, regionMask: regionSize - 1), next)
  }

  /// Puts the entries of one region in, the last first, so that each slot's entries ascend.
  private static func fill(
    _ words: UnsafeMutableBufferPointer<UInt64>, _ next: UnsafeMutableBufferPointer<UInt32>,
    _ hashes: [UInt64], shift: Int, region: Int, size: Int, isOnly: Bool
  ) -> Bool {
    let hashes = hashes.span
    let start = region * size
    var free = size
    for entry in stride(from: hashes.count - 1, through: 0, by: -1) {
      let hash = hashes[entry]
      let slot = Int(truncatingIfNeeded: hash >> UInt64(shift))
      if !isOnly, slot & ~(size - 1) != start { continue }
      let tag = hash << 32
      var place = slot
      while words[place] != 0, words[place] & 0xFFFF_FFFF_0000_0000 != tag {
        place = start | (place + 1) & (size - 1)
      }
      if words[place] == 0 {
        free -= 1
        // One slot stays free in each region: a search ends there.
        if free == 0 { return false }
      } else {
        next[entry] = UInt32(truncatingIfNeeded: words[place]) - 1
      }
      words[place] = tag | UInt64(entry + 1)
    }
    return true
  }

  /// Returns the first entry of each hash, -1 for none or where `isWanted` says no.
  @inline(__always)
  func entries(of hashes: [UInt64], where isWanted: (Int) -> Bool) -> [Int32] {
    let hashes = hashes.span
    let words = words.span
    return (0..<hashes.count).map { row in isWanted(row) ? entry(of: hashes[row], words) : -1 }
  }

  /// Returns the first entry of the hashes of some rows, -1 for none and for every other row.
  func entries(of hashes: [UInt64], at rows: [Int32]) -> [Int32] {
    var result = [Int32](repeating: -1, count: hashes.count)
    var entries = result.mutableSpan
    let hashes = hashes.span
    let words = words.span
    let rows = rows.span
    for position in 0..<rows.count {
      let row = Int(rows[position])
      entries[row] = entry(of: hashes[row], words)
    }
    return result
  }

  @inline(__always)
  private func entry(of hash: UInt64, _ words: Span<UInt64>) -> Int32 {
    let tag = hash << 32
    var place = Int(truncatingIfNeeded: hash >> UInt64(shift))
    let start = place & ~regionMask
    while true {
      let word = words[place]
      if word == 0 { return -1 }
      if word & 0xFFFF_FFFF_0000_0000 == tag {
        return Int32(truncatingIfNeeded: UInt32(truncatingIfNeeded: word)) - 1
      }
      place = start | (place + 1) & regionMask
    }
  }
}
