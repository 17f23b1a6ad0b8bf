import Glibc
import PQColumnar
import PQDiagnostics
import PQSession
import PQTestSupport
import Testing

/// From a protected table nobody can compute what it hides: neither by adding and subtracting what
/// it shows, nor by what its marks say of the hidden counts.
struct ProtectedTablesTests {
  /// `PQ_SEEDS` runs more of them.
  static let seeds: Range<UInt64> = {
    let count = getenv("PQ_SEEDS").flatMap { UInt64(String(cString: $0)) } ?? 150
    return 0..<count
  }()

  /// Counts by the keys `a` and `b`, many of them small or 0.
  func counts(_ random: inout SplitMix64) -> [[Int]] {
    let (rowCount, columnCount) = (1 + random.below(4), 1 + random.below(4))
    let sizes = [
      [0, 0, 1, 2, 3, 4, 5, 9], [1, 2, 4, 5, 6, 30], [0, 3, 12, 20, 40], [0, 0, 0, 1, 7],
    ]
    let size = sizes[random.below(sizes.count)]
    return (0..<rowCount).map { _ in
      (0..<columnCount).map { _ in size[random.below(size.count)] }
    }
  }

  /// Opens a table with as many rows of each pair of keys; of those `ripe` tells which are.
  func session(_ counts: [[Int]], ripe: [[Int]] = []) -> Session {
    var text = "a,b,c,ripe\n"
    for (row, line) in counts.enumerated() {
      for (column, count) in line.enumerated() {
        for number in 0..<count {
          let isRipe = ripe.isEmpty || number < ripe[row][column]
          text += "r\(row),s\(row % 2),c\(column),\(isRipe)\n"
        }
      }
    }
    var template = Array("/tmp/pq-protect-XXXXXX".utf8CString)
    let path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    let file = path + "/t.csv"
    if let stream = fopen(file, "w") {
      fputs(text, stream)
      fclose(stream)
    }
    defer {
      unlink(file)
      rmdir(path)
    }
    var options = SessionOptions()
    options.model = SourceText("", name: "none.pq")
    let session = Session(options: options)
    session.open(file)
    return session
  }

  @Test(arguments: seeds)
  func aCrosstabWithTotalsTellsNothing(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let counts = counts(&random)
    guard counts.joined().contains(where: { $0 > 0 }) else { return }
    let session = session(counts)
    // Two row keys in every third table.
    let keys = seed % 3 == 0 ? "b, a, c" : "a, c"
    let query = "t | count by \(keys) | pivot c with total"
    let open = try table(session, query)
    let shown = try table(session, query + " | protect 5")
    let puzzle = SuppressionPuzzle(open: open, shown: shown)
    for (open, shown) in zip(open.joined(), shown.joined()) {
      let count = try #require(Int(open))
      if 1...4 ~= count { #expect(["<5", "*"].contains(shown), "seed \(seed)") }
      if count == 0 { #expect(shown == "0") }
    }
    #expect(puzzle.determined == [], "seed \(seed): \(open) as \(shown)")
    for cell in puzzle.hidden.indices where puzzle.isSmall[cell] {
      #expect(puzzle.canDiffer(cell), "seed \(seed): \(open) as \(shown), hidden \(cell)")
    }
  }

  /// A long table has one sum, that of all.
  @Test(arguments: seeds)
  func aLongTableWithItsTotalTellsNothing(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let counts = counts(&random)
    guard counts.joined().contains(where: { $0 > 0 }) else { return }
    let session = session(counts)
    let query = "t | count by \(["a", "a, c", "a, b, c"][Int(seed % 3)]) with total"
    let open = try table(session, query).flatMap { $0 }
    let shown = try table(session, query + " | protect 5").flatMap { $0 }
    let puzzle = SuppressionPuzzle(open: [open], shown: [shown], hasColumns: false)
    for (open, shown) in zip(open, shown) {
      if let count = Int(open), 1...4 ~= count {
        #expect(["<5", "*"].contains(shown), "seed \(seed)")
      }
    }
    #expect(puzzle.determined == [], "seed \(seed): \(open) as \(shown)")
    for cell in puzzle.hidden.indices where puzzle.isSmall[cell] {
      #expect(puzzle.canDiffer(cell), "seed \(seed): \(open) as \(shown)")
    }
  }

  /// Returns the cells of a table as text, its total row last, without the keys.
  func table(
    _ session: Session, _ query: String, hasTotal: Bool = true
  ) throws -> [[String]] {
    let run = session.run(query)
    let result = try #require(run.results.last, "\(query): \(run.diagnostics)")
    let fields = result.fields.indices.filter { !["a", "b", "c"].contains(result.fields[$0].name) }
    var rows = (0..<result.rowCount).map { row in
      fields.map { text(result.value(row: row, column: $0)) }
    }
    guard hasTotal else { return rows }
    let total = try #require(result.table.total)
    rows.append(
      fields.map { text(total.column($0).value(at: 0, as: result.fields[$0].type)) })
    return rows
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .text(let text): text
    default: "?"
    }
  }
}
