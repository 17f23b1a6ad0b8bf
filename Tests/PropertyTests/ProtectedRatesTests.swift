import PQSession
import PQTestSupport
import Testing

extension ProtectedTablesTests {
  /// A pivoted rate is three tables in one: what it divides, by what, and what is between. None of
  /// them gives a small count back, though all their sums are known.
  @Test(arguments: seeds)
  func pivotedRatesTellNothing(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let counts = counts(&random)
    guard counts.joined().contains(where: { $0 > 0 }) else { return }
    let ripe = counts.map { $0.map { $0 == 0 ? 0 : random.below($0 + 1) } }
    let session = session(counts, ripe: ripe)
    let rates = "t | summarise count, r = share(where ripe) by a, c with parts"
    let query = rates + " | select a, c, r_numerator, r_denominator | pivot c with total"
    let open = try table(session, query)
    let shown = try table(session, query + " | protect 5")
    let meant = (open: every(0, open), shown: every(0, shown))
    let all = (open: every(1, open), shown: every(1, shown))
    check(meant, "seed \(seed), numerators")
    check(all, "seed \(seed), denominators")
    check((difference(all.open, meant.open), difference(all.shown, meant.shown)), "seed \(seed)")
    for (meant, all) in zip(meant.shown.joined(), all.shown.joined()) {
      #expect((meant == "*") == (all == "*"), "seed \(seed): one tells the other")
    }
    // Without sums the same cells are hidden, with the rates and beside their counts.
    let alone = try table(session, rates + " | pivot c | protect 5", hasTotal: false)
    for (line, cells) in alone.enumerated() {
      for column in 0..<cells.count / 4 {
        let (count, rate) = (cells[4 * column], cells[4 * column + 1])
        let parts = cells[(4 * column + 2)...(4 * column + 3)]
        if meant.shown[line][column] == "*" || Int(count) == nil {
          #expect(rate == "*" && parts.allSatisfy { $0 == "*" }, "seed \(seed): \(alone)")
        } else {
          #expect(Array(parts) == [meant.shown[line][column], all.shown[line][column]])
        }
      }
    }
  }

  /// A long table of rates has the sum of all.
  @Test(arguments: seeds)
  func longRatesTellNothing(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let counts = counts(&random)
    guard counts.joined().contains(where: { $0 > 0 }) else { return }
    let ripe = counts.map { $0.map { $0 == 0 ? 0 : random.below($0 + 1) } }
    let session = session(counts, ripe: ripe)
    let query = "t | summarise r = share(where ripe) by a with total with parts"
    let open = try table(session, query)
    let shown = try table(session, query + " | protect 5")
    let meant = (open: [open.map { $0[1] }], shown: [shown.map { $0[1] }])
    let all = (open: [open.map { $0[2] }], shown: [shown.map { $0[2] }])
    check(meant, hasColumns: false, "seed \(seed), numerators")
    check(all, hasColumns: false, "seed \(seed), denominators")
    check(
      (difference(all.open, meant.open), difference(all.shown, meant.shown)), hasColumns: false,
      "seed \(seed)")
    for line in shown { #expect((line[0] == "*") == (line[1] == "*"), "seed \(seed)") }
  }

  private typealias Sight = (open: [[String]], shown: [[String]])

  /// Checks that no small count is shown, nor the only one that fits the sums.
  private func check(_ sight: Sight, hasColumns: Bool = true, _ comment: Comment) {
    for (open, shown) in zip(sight.open.joined(), sight.shown.joined()) {
      if let count = Int(open), 1...4 ~= count { #expect(shown == "*", comment) }
    }
    let puzzle = SuppressionPuzzle(open: sight.open, shown: sight.shown, hasColumns: hasColumns)
    let determined = puzzle.determined
    for cell in puzzle.hidden.indices where 1...4 ~= puzzle.hidden[cell] {
      #expect(!determined.contains(cell), comment)
      #expect(puzzle.canDiffer(cell), comment)
    }
  }

  /// Every other column, from the first or the second.
  private func every(_ first: Int, _ rows: [[String]]) -> [[String]] {
    rows.map { row in stride(from: first, to: row.count, by: 2).map { row[$0] } }
  }

  private func difference(_ all: [[String]], _ meant: [[String]]) -> [[String]] {
    zip(all, meant).map { line in
      zip(line.0, line.1).map { all, meant in
        guard let all = Int(all), let meant = Int(meant) else { return "*" }
        return "\(all - meant)"
      }
    }
  }
}
