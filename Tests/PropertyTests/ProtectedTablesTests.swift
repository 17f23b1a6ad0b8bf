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
  private static let seeds: Range<UInt64> = {
    let count = getenv("PQ_SEEDS").flatMap { UInt64(String(cString: $0)) } ?? 150
    return 0..<count
  }()

  /// Counts by the keys `a` and `b`, many of them small or 0.
  private func counts(_ random: inout SplitMix64) -> [[Int]] {
    let (rowCount, columnCount) = (1 + random.below(4), 1 + random.below(4))
    let sizes = [
      [0, 0, 1, 2, 3, 4, 5, 9], [1, 2, 4, 5, 6, 30], [0, 3, 12, 20, 40], [0, 0, 0, 1, 7],
    ]
    let size = sizes[random.below(sizes.count)]
    return (0..<rowCount).map { _ in
      (0..<columnCount).map { _ in size[random.below(size.count)] }
    }
  }

  private func session(_ counts: [[Int]]) -> Session {
    var text = "a,b,c\n"
    for (row, line) in counts.enumerated() {
      for (column, count) in line.enumerated() {
        text += String(repeating: "r\(row),s\(row % 2),c\(column)\n", count: count)
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
    let puzzle = Puzzle(open: open, shown: shown)
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
    let puzzle = Puzzle(open: [open], shown: [shown], hasColumns: false)
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
  private func table(_ session: Session, _ query: String) throws -> [[String]] {
    let run = session.run(query)
    let result = try #require(run.results.last, "\(query): \(run.diagnostics)")
    let fields = result.fields.indices.filter { !["a", "b", "c"].contains(result.fields[$0].name) }
    var rows = (0..<result.rowCount).map { row in
      fields.map { text(result.value(row: row, column: $0)) }
    }
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

/// What somebody works with who wants to know the hidden cells of a crosstab with totals: each row
/// and each column adds up to its last cell.
private struct Puzzle {
  /// The true values of the hidden cells.
  var hidden: [Int] = []
  var isSmall: [Bool] = []
  /// Equations: coefficients of the hidden cells, whose sum is known.
  private var equations: [[Int]] = []

  init(open: [[String]], shown: [[String]], hasColumns: Bool = true) {
    var numbers: [[Int?]] = shown.map { $0.map { _ in nil } }
    for (row, line) in shown.enumerated() {
      for (column, text) in line.enumerated() where Int(text) == nil {
        numbers[row][column] = hidden.count
        hidden.append(Int(open[row][column]) ?? 0)
        isSmall.append(text == "<5")
      }
    }
    let columns =
      hasColumns
      ? (0..<(shown.first?.count ?? 0)).map { column in numbers.map { $0[column] } } : []
    for line in numbers + columns {
      var equation = [Int](repeating: 0, count: hidden.count)
      for cell in line.dropLast() { if let cell { equation[cell] = 1 } }
      if case .some(.some(let sum)) = line.last { equation[sum] = -1 }
      equations.append(equation)
    }
  }

  /// The hidden cells with one solution over the rational numbers, by elimination.
  var determined: [Int] {
    var rows = equations.map { $0.map { Fraction($0) } }
    var pivots: [(row: Int, column: Int)] = []
    for column in hidden.indices {
      let next = pivots.count
      guard let row = rows.indices.dropFirst(next).first(where: { !rows[$0][column].isZero })
      else { continue }
      rows.swapAt(next, row)
      let scale = rows[next][column]
      rows[next] = rows[next].map { $0 / scale }
      for other in rows.indices where other != next && !rows[other][column].isZero {
        let factor = rows[other][column]
        rows[other] = zip(rows[other], rows[next]).map { $0 - $1 * factor }
      }
      pivots.append((next, column))
    }
    return pivots.filter { pivot in
      hidden.indices.allSatisfy { $0 == pivot.column || rows[pivot.row][$0].isZero }
    }.map(\.column)
  }

  /// Whether there is another table with the same sums and marks, in which the cell is another
  /// number: none of the hidden cells differs by more than 1.
  func canDiffer(_ cell: Int) -> Bool {
    var changes = [Int?](repeating: nil, count: hidden.count)
    for change in [1, -1] where isPossible(cell, change) {
      changes[cell] = change
      if complete(&changes) { return true }
      changes[cell] = nil
    }
    return false
  }

  private func isPossible(_ cell: Int, _ change: Int) -> Bool {
    let value = hidden[cell] + change
    return change == 0 || (isSmall[cell] ? (1...4).contains(value) : value >= 1)
  }

  private func complete(_ changes: inout [Int?]) -> Bool {
    // The equation that leaves least to choose.
    var best: (equation: [Int], open: [Int])?
    for equation in equations {
      let open = hidden.indices.filter { equation[$0] != 0 && changes[$0] == nil }
      let sum = hidden.indices.reduce(0) { $0 + equation[$1] * (changes[$1] ?? 0) }
      if open.isEmpty {
        if sum != 0 { return false }
      } else if abs(sum) > open.count {
        return false
      } else if open.count < best?.open.count ?? .max, sum != 0 {
        best = (equation, open)
      }
    }
    // All that is left may stay as it is.
    guard let cell = best?.open.first else { return true }
    for change in [-1, 1, 0] where isPossible(cell, change) {
      changes[cell] = change
      if complete(&changes) { return true }
    }
    changes[cell] = nil
    return false
  }
}

/// An exact fraction, in lowest terms.
private struct Fraction {
  let numerator: Int
  let denominator: Int

  init(_ numerator: Int, _ denominator: Int = 1) {
    var (a, b) = (abs(numerator), abs(denominator))
    while b != 0 { (a, b) = (b, a % b) }
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / max(a, 1)
    self.denominator = sign * denominator / max(a, 1)
  }

  var isZero: Bool { numerator == 0 }

  static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  static func - (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator)
  }
}
