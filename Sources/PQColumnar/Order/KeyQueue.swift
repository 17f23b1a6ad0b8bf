/// The parts of keys that no row has been sorted by yet.
struct KeyQueue {
  private enum Item {
    case key(Int)
    /// The bytes of a text key from an offset on.
    case text(key: Int, offset: Int)
    /// The lowest bits of a part.
    case part(KeyPart, bitCount: Int)
  }

  private let keys: [BlockSortKey]
  private let partitionKeyCount: Int
  private let workers: Workers
  private var items: [Item]

  init(_ keys: [BlockSortKey], partitionKeyCount: Int, workers: Workers) {
    self.keys = keys
    self.partitionKeyCount = partitionKeyCount
    self.workers = workers
    items = keys.indices.map { .key($0) }
  }

  var isEmpty: Bool { items.isEmpty }

  /// The keys that are still waiting, wholly or in part.
  var neededKeys: Set<Int> {
    Set(
      items.map { item in
        switch item {
        case .key(let key), .text(let key, _): key
        case .part(let part, _): part.key
        }
      })
  }

  /// Takes as many bits as a word holds. `columns` are the undecided rows, for each key.
  ///
  /// Behind the first bytes of a text nothing else may stand: rows whose texts go on are undecided.
  mutating func nextLevel(of columns: [[Column]], capacity: Int) -> OrderLevel {
    var level = OrderLevel()
    while let item = items.first, level.bitCount < capacity {
      items.removeFirst()
      switch item {
      case .key(let key):
        let (parts, rest) = analysis(key, columns).parts()
        let tail = rest.map { [Item.text(key: key, offset: $0)] } ?? []
        items = parts.map { .part($0, bitCount: $0.bitCount) } + tail + items
      case .text(let key, let offset):
        // Only what is tied by then is worth a look at the bytes that follow.
        if level.bitCount > 0 {
          items.insert(item, at: 0)
          return level.finished(partitionKeyCount)
        }
        let (parts, rest) = analysis(key, columns).textParts(from: offset)
        let tail = rest.map { [Item.text(key: key, offset: $0)] } ?? []
        items = parts.map { .part($0, bitCount: $0.bitCount) } + tail + items
      case .part(let part, let bitCount):
        let rest = level.take(part, bitCount: bitCount, capacity: capacity)
        if rest > 0 { items.insert(.part(part, bitCount: rest), at: 0) }
      }
      if workers.isStopped { break }
    }
    return level.finished(partitionKeyCount)
  }

  private func analysis(_ key: Int, _ columns: [[Column]]) -> KeyAnalysis {
    KeyAnalysis(
      columns: columns[key], key: key, isDescending: keys[key].isDescending,
      onlyGroups: keys[key].onlyGroups, workers: workers)
  }
}

/// The bits of the keys that one word holds, the first key's highest.
struct OrderLevel: Sendable {
  private(set) var placements: [PartPlacement] = []
  private(set) var bitCount = 0
  /// Below this many of the bits stand keys that are no partition keys.
  private(set) var orderBitCount = 0

  /// Takes bits of a part, from the highest of those that are left; returns how many remain.
  mutating func take(_ part: KeyPart, bitCount wanted: Int, capacity: Int) -> Int {
    let width = min(wanted, capacity - bitCount)
    if width > 0 {
      placements.append(
        PartPlacement(part: part, dropped: wanted - width, width: width, shift: bitCount))
      bitCount += width
    }
    return wanted - width
  }

  /// Returns the level with its bits counted from the low end.
  func finished(_ partitionKeyCount: Int) -> OrderLevel {
    var result = self
    result.placements = placements.map { placement in
      PartPlacement(
        part: placement.part, dropped: placement.dropped, width: placement.width,
        shift: bitCount - placement.shift - placement.width)
    }
    for placement in result.placements where placement.part.key >= partitionKeyCount {
      result.orderBitCount = max(result.orderBitCount, placement.shift + placement.width)
    }
    return result
  }
}

/// Makes the words of one level: its bits above a number that tells the row.
struct LevelWords {
  let level: OrderLevel
  let addressBits: Int
  let workers: Workers

  init(_ level: OrderLevel, addressBits: Int, workers: Workers) {
    self.level = level
    self.addressBits = addressBits
    self.workers = workers
  }

  /// - Parameters:
  ///   - columns: for each key its column in runs of rows.
  ///   - firsts: the number of each run's first row; those of its other rows follow.
  func words(_ columns: [[Column]], firsts: [UInt64], counts: [Int]) -> [UInt64] {
    var starts: [Int] = []
    var total = 0
    for count in counts {
      starts.append(total)
      total += count
    }
    let placements = level.placements.map { placement in
      PartPlacement(
        part: placement.part, dropped: placement.dropped, width: placement.width,
        shift: placement.shift + addressBits)
    }
    let runStarts = starts
    return workers.filling(total, pieces: counts.count) { piece, words in
      let words = words + runStarts[piece]
      for row in 0..<counts[piece] { words[row] = firsts[piece] &+ UInt64(row) }
      for placement in placements {
        KeyPartWriter(placement, words: words, rows: 0..<counts[piece])
          .write(columns[placement.part.key][piece])
      }
    }
  }
}
