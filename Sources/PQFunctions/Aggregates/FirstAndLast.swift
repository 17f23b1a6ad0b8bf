import PQColumnar
import PQDiagnostics

/// `first(x)`: the first value in the order of rows.
enum First: AggregateFunction {
  static let name = "first"
  static let chineseName = "首个"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "The first value that is not missing, in the order of the rows", zh: "按行的次序，第一个不为空的值")
  static let examples = [FunctionExample("numbers | summarise first(n)", gives: "1")]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? arguments[0] : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    PositionAccumulator(takesLast: false)
  }
}

/// `last(x)`: the last value in the order of rows.
enum Last: AggregateFunction {
  static let name = "last"
  static let chineseName = "末个"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "The last value that is not missing, in the order of the rows", zh: "按行的次序，最后一个不为空的值")
  static let examples = [FunctionExample("numbers | summarise last(n)", gives: "3")]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    First.resultType(of: arguments)
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    PositionAccumulator(takesLast: true)
  }
}

/// For each group the row that wins by its number, and where its value is kept.
private struct PositionAccumulator: RowwiseAccumulator {
  let takesLast: Bool
  /// The winner's row number, or -1.
  var rowNumbers: [Int] = []
  /// The winner's place in the kept columns put behind each other.
  var places: [Int32] = []
  var kept: [Column] = []
  var keptCount = 0

  init(takesLast: Bool) {
    self.takesLast = takesLast
  }

  mutating func resize(groupCount: Int) {
    rowNumbers.grow(to: groupCount, filler: -1)
    places.grow(to: groupCount, filler: -1)
  }

  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    offer(arguments[0], groups: groups, rowNumbers: nil, firstRow: firstRow)
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    let other = same(other)
    let winners = other.places.indices.filter { other.places[$0] >= 0 && groupMap[$0] >= 0 }
    let values = Gather.rows(
      winners.map { other.places[$0] }, of: Concatenation.columns(other.kept))
    offer(
      values, groups: winners.map { groupMap[$0] },
      rowNumbers: winners.map { other.rowNumbers[$0] }, firstRow: 0)
  }

  /// Keeps the rows of a column that win; `rowNumbers` counts from `firstRow` if it is `nil`.
  private mutating func offer(
    _ column: Column, groups: [Int32], rowNumbers numbers: [Int]?, firstRow: Int
  ) {
    let validity = column.validity
    // The winning row of each group that this column improved, in order of first improvement.
    var winners: [Int32] = []
    var placeOfGroup: [Int32: Int] = [:]
    for row in groups.indices where validity?[row] != false {
      let group = Int(groups[row])
      let number = numbers?[row] ?? firstRow + row
      let current = rowNumbers[group]
      guard current < 0 || (takesLast ? number > current : number < current) else { continue }
      rowNumbers[group] = number
      if let place = placeOfGroup[groups[row]] {
        winners[place] = Int32(row)
      } else {
        placeOfGroup[groups[row]] = winners.count
        places[group] = Int32(keptCount + winners.count)
        winners.append(Int32(row))
      }
    }
    if winners.isEmpty { return }
    kept.append(Gather.rows(winners, of: column))
    keptCount += winners.count
    if keptCount > 4 * places.count + 65_536 { compact() }
  }

  /// Drops the values that later winners replaced.
  private mutating func compact() {
    let groups = places.indices.filter { places[$0] >= 0 }
    let column = Gather.rows(groups.map { places[$0] }, of: Concatenation.columns(kept))
    for (place, group) in groups.enumerated() { places[group] = Int32(place) }
    kept = [column]
    keptCount = column.count
  }

  func finish() throws(QueryError) -> Column {
    Gather.rows(places, of: Concatenation.columns(kept))
  }
}
