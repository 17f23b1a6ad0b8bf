/// Finds the rows of a block that can be among the first by a key.
package struct TopCandidates: Sendable {
  package let rows: [Int32]
  /// No row with a greater word is among the first `count`.
  package let bound: UInt64

  /// Returns the rows whose word is neither above `bound` nor behind `count` others of this block,
  /// ties included; `nil` for a key that has no words of its own.
  ///
  /// Words never fall where the key's order rises, but keys may share one: texts, a word of their
  /// first eight bytes.
  package static func find(_ key: SortColumn, count: Int, bound: UInt64) -> TopCandidates? {
    if bound != .max, case .integer(let column) = key.column {
      return within(bound, of: column, isDescending: key.isDescending, count: count)
    }
    guard let words = words(key) else { return nil }
    var least = bound
    var rows = positions(words.span, upTo: least)
    if rows.count > count {
      least = min(least, last(of: count, words.span, rows))
      rows = rows.filter { words[Int($0)] <= least }
    }
    // Without `count` rows of its own, a block cannot tell the others anything new.
    return TopCandidates(rows: rows, bound: least)
  }

  /// The least word that a row of a column can have, as far as the column's statistics say; `nil` if
  /// they say nothing.
  package static func leastWord(of column: Column, isDescending: Bool) -> UInt64? {
    guard case .integer(let column) = column, let range = column.knownRange else { return nil }
    guard let bounds = range.bounds else { return .max }
    return isDescending
      ? ~OrderWord.word(bounds.upperBound) : OrderWord.word(bounds.lowerBound)
  }

  /// Finds the rows of a column of numbers by a comparison, without making a word for each.
  private static func within(
    _ bound: UInt64, of column: IntegerColumn, isDescending: Bool, count: Int
  ) -> TopCandidates {
    // Missing rows come last, behind any bound.
    let numbers =
      isDescending ? OrderWord.number(~bound) ... .max : .min...OrderWord.number(bound)
    var bits = IntegerComparison.rows(column.storage, in: numbers)
    if let validity = column.validity { bits = bits & validity }
    let rows = Conditions.rows(bits)
    if rows.count <= count { return TopCandidates(rows: rows, bound: bound) }
    let picked = SortColumn(
      Gather.rows(rows, of: .integer(column)), type: .integer, isDescending: isDescending)
    guard let found = find(picked, count: count, bound: .max) else {
      return TopCandidates(rows: rows, bound: bound)
    }
    return TopCandidates(
      rows: RowChoice.compose(found.rows, of: rows), bound: min(bound, found.bound))
  }

  private static func positions(_ words: Span<UInt64>, upTo bound: UInt64) -> [Int32] {
    if bound == .max { return RowChoice.rows(count: words.count) }
    var rows: [Int32] = []
    for row in 0..<words.count where words[row] <= bound {
      rows.append(Int32(truncatingIfNeeded: row))
    }
    return rows
  }

  /// The greatest of the `count` least words, by a heap of those found so far.
  private static func last(of count: Int, _ words: Span<UInt64>, _ rows: [Int32]) -> UInt64 {
    var heap = WordHeap(capacity: count)
    for row in rows { heap.offer(words[Int(row)]) }
    return heap.greatest
  }

  private static func words(_ key: SortColumn) -> [UInt64]? {
    var words: [UInt64]
    switch key.column {
    case .integer(let column): words = numbers(column.storage)
    case .float(let column): words = column.values.map { OrderWord.word($0) }
    case .boolean(let column):
      words = (0..<column.values.count).map { column.values[$0] ? 1 : 0 }
    case .text, .dictionary: words = prefixes(key.column)
    case .ratio, .constant: return nil
    }
    if key.isDescending { for row in words.indices { words[row] = ~words[row] } }
    if let validity = key.column.validity {
      for row in words.indices where !validity[row] { words[row] = .max }
    }
    return words
  }

  private static func numbers(_ storage: IntegerVector) -> [UInt64] {
    switch storage {
    case .int8(let values): values.map { OrderWord.word(Int64($0)) }
    case .int16(let values): values.map { OrderWord.word(Int64($0)) }
    case .int32(let values): values.map { OrderWord.word(Int64($0)) }
    case .int64(let values): values.map { OrderWord.word($0) }
    }
  }

  private static func prefixes(_ column: Column) -> [UInt64] {
    let text = TextOperand(column)
    return text.bytes.withPointer { base in
      let words = TextWords(bytes: base, byteCount: text.bytes.count)
      return (0..<text.count).map { row in
        let range = text.range(of: text.entry(of: row))
        return words.word(range.lowerBound, range.upperBound)
      }
    }
  }
}

/// The least words so far; the greatest of them on top.
private struct WordHeap {
  private var words: [UInt64] = []
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    words.reserveCapacity(capacity)
  }

  var greatest: UInt64 { words.first ?? .max }

  mutating func offer(_ word: UInt64) {
    if words.count < capacity {
      words.append(word)
      var child = words.count - 1
      while child > 0, words[(child - 1) / 2] < words[child] {
        words.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if word < words[0] {
      words[0] = word
      sink()
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var greatest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < words.count {
        if words[greatest] < words[child] { greatest = child }
      }
      if greatest == parent { return }
      words.swapAt(parent, greatest)
      parent = greatest
    }
  }
}
