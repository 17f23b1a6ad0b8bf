/// Makes queries over the tables of `TableGenerator` that are right by construction: it keeps
/// track of the columns that each stage leaves.
package struct QueryGenerator {
  package enum Kind {
    case integer
    case decimal
    case float
    case text
    case date
    case boolean
    case grade
    case month
    case ratio
  }

  package struct Column {
    package var name: String
    package var kind: Kind
  }

  package var random: SplitMix64
  var columns: [Column]
  var madeCount = 0
  /// Whether rows are still single harvests with their reference.
  var isHarvests = true

  static let harvestColumns = [
    Column(name: "id", kind: .integer), Column(name: "variety", kind: .text),
    Column(name: "grade", kind: .grade), Column(name: "weight", kind: .integer),
    Column(name: "price", kind: .decimal), Column(name: "picked", kind: .date),
    Column(name: "ripe", kind: .boolean), Column(name: "orchard", kind: .text),
  ]

  package init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    columns = Self.harvestColumns
  }

  /// Returns a query of up to six stages.
  package mutating func query() -> String {
    var stages = [random.chance(8) ? rowsBehind() : "harvests"]
    for _ in 0..<(1 + random.below(6)) { stages.append(stage()) }
    return stages.joined(separator: " | ")
  }

  /// A definition of a measure of harvests, and what its two numbers are the number or sum of.
  package mutating func measure() -> (definition: String, numerator: String, denominator: String) {
    let filter = random.chance(2) ? " where \(condition(depth: 2))" : ""
    let number = random.pick(["weight", "id"])
    let other = random.chance(2) ? " where \(condition(depth: 1))" : ""
    return random.pick([
      ("share(\(condition(depth: 2))\(filter))", "count", "count"),
      ("share(where \(condition(depth: 2)))", "count", "count"),
      ("share", "count", "count"),
      ("share(\(number)\(filter))", "sum(\(number))", "sum(\(number))"),
      ("ratio(sum(\(number)\(filter)), count(variety\(other)))", "sum(\(number))", "count"),
      ("ratio(count(where \(condition(depth: 1))), sum(price\(other)))", "count", "sum(price)"),
    ])
  }

  /// The rows behind one of the measures of `TableGenerator.model`.
  private mutating func rowsBehind() -> String {
    let part = random.pick(["numerator", "denominator"])
    let period = random.pick(["", ", 2020", ", 2020-08", ", 2019-11..2020-05"])
    return "rows(\(random.pick(["ripe_share", "price_per_kilo"])), \(part)\(period))"
  }

  private mutating func stage() -> String {
    switch random.below(18) {
    case 0, 1, 2: return "where \(condition(depth: 2))"
    case 3, 4: return derive()
    case 5: return "sort \(sortKeys())"
    case 6: return random.chance(2) ? "take \(random.below(12))" : "skip \(random.below(5))"
    case 7: return "top \(1 + random.below(5)) by \(random.pick(columns).name)" + per()
    case 8: return "take \(1 + random.below(3))" + per(required: true)
    case 9: return distinct()
    case 10: return select()
    case 11: return rename()
    case 12: return join()
    case 13: return window()
    case 14: return unpivot()
    case 15: return append()
    default: return group()
    }
  }

  mutating func newName() -> String {
    madeCount += 1
    return "made\(madeCount)"
  }

  mutating func column(of kinds: Kind...) -> Column? {
    let fitting = columns.filter { kinds.contains($0.kind) }
    return fitting.isEmpty ? nil : random.pick(fitting)
  }

  private mutating func derive() -> String {
    let kind: Kind = random.pick([.integer, .integer, .decimal, .boolean, .text])
    let made = Column(name: newName(), kind: kind)
    let text = expression(kind, depth: 2)
    columns.append(made)
    return "derive \(made.name) = \(text)"
  }

  private mutating func sortKeys() -> String {
    (0..<(1 + random.below(2))).map { _ in
      random.pick(columns).name + random.pick(["", " desc", " asc"])
    }.joined(separator: ", ")
  }

  private mutating func per(required: Bool = false) -> String {
    required || random.chance(3) ? " per \(random.pick(columns).name)" : ""
  }

  private mutating func distinct() -> String {
    if random.chance(3) { return "distinct" }
    columns = [random.pick(columns)]
    isHarvests = false
    return "distinct \(columns[0].name)"
  }

  private mutating func select() -> String {
    let kept = columns.filter { _ in !random.chance(3) }
    guard kept.count < columns.count, !kept.isEmpty else { return "skip 0" }
    isHarvests = false
    if random.chance(2) {
      let dropped = columns.filter { column in !kept.contains { $0.name == column.name } }
      columns = kept
      return "drop " + dropped.map(\.name).joined(separator: ", ")
    }
    columns = kept
    return "select " + kept.map(\.name).joined(separator: ", ")
  }

  private mutating func rename() -> String {
    let position = random.below(columns.count)
    let old = columns[position].name
    columns[position].name = newName()
    isHarvests = false
    return "rename \(columns[position].name) = \(old)"
  }

  private mutating func join() -> String {
    guard columns.contains(where: { $0.name == "orchard" }),
      !columns.contains(where: { ["name", "region", "trees"].contains($0.name) })
    else { return "take 9" }
    let kind = random.pick(["left ", "inner ", "semi ", "anti ", ""])
    if kind == "semi " || kind == "anti " {
      return "join \(kind)orchards on orchard = name"
    }
    columns += [
      Column(name: "name", kind: .text), Column(name: "region", kind: .text),
      Column(name: "trees", kind: .integer),
    ]
    isHarvests = false
    let extra = random.chance(3) ? " and trees > \(random.below(30))" : ""
    return "join \(kind)orchards on orchard = name\(extra)"
  }

  private mutating func unpivot() -> String {
    let numbers = columns.filter { $0.kind == .integer }
    guard numbers.count > 1, !columns.contains(where: { ["name", "value"].contains($0.name) })
    else { return "skip 1" }
    let chosen = Array(numbers.prefix(2).map(\.name))
    columns.removeAll { chosen.contains($0.name) }
    columns += [Column(name: "name", kind: .text), Column(name: "value", kind: .integer)]
    isHarvests = false
    return "unpivot " + chosen.joined(separator: ", ")
  }

  private mutating func append() -> String {
    guard columns.map(\.name) == Self.harvestColumns.map(\.name) else { return "take 11" }
    let text = "append (harvests where \(condition(depth: 1)))"
    isHarvests = false
    return text
  }

  private mutating func window() -> String {
    let made = Column(name: newName(), kind: .integer)
    let key = random.pick(columns).name
    let partition = random.chance(2) ? " per \(random.pick(columns).name)" : ""
    let number = column(of: .integer)?.name
    var call = random.pick(["rank(\(key) desc)", "row_number(\(key))", "rank(\(key))"])
    if let number, random.chance(2) {
      call = random.pick([
        "lag(\(number))", "lead(\(number), 2)", "cumulative(sum(\(number)))",
        "moving(sum(\(number)), 3)",
      ])
    }
    columns.append(made)
    return "derive \(made.name) = \(call)\(partition)"
  }
}
