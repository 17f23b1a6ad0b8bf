/// What somebody works with who wants to know the hidden cells of a crosstab with totals: each row
/// and each column adds up to its last cell.
struct SuppressionPuzzle {
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
