extension QueryGenerator {
  mutating func condition(depth: Int) -> String {
    if depth > 0 {
      switch random.below(6) {
      case 0: return "(\(condition(depth: depth - 1)) and \(condition(depth: depth - 1)))"
      case 1: return "(\(condition(depth: depth - 1)) or \(condition(depth: depth - 1)))"
      case 2: return "not (\(condition(depth: depth - 1)))"
      default: break
      }
    }
    let column = random.pick(columns)
    if random.chance(6) {
      return column.name + random.pick([" is missing", " is not missing"])
    }
    return comparison(with: column)
  }

  private mutating func comparison(with column: Column) -> String {
    let sign = random.pick(["=", "!=", "<", "<=", ">", ">="])
    switch column.kind {
    case .integer:
      if random.chance(4) { return "\(column.name) in \(random.below(5))..\(5 + random.below(9))" }
      if random.chance(6) { return "\(column.name) \(sign) (harvests | summarise mean(weight))" }
      return "\(column.name) \(sign) \(expression(.integer, depth: 1))"
    case .decimal, .float: return "\(column.name) \(sign) \(random.below(300)).5"
    case .text where column.name == "orchard" && isHarvests && random.chance(2):
      return random.pick([
        "orchard.region = \"east\"", "orchard.trees \(sign) 20", "orchard.region is missing",
        "orchard in (orchards where trees > 20 | select name)",
      ])
    case .text:
      return random.pick([
        "\(column.name) \(sign) \"gala\"", "\(column.name) contains \"a\"",
        "\(column.name) starts with \"f\"", "\(column.name) in (\"fuji\", \"south\")",
        "\(column.name) ~ \"^[a-g]\"", "length(\(column.name)) \(sign) 4",
      ])
    case .date:
      return random.pick([
        "\(column.name) in 2020-0\(1 + random.below(9))", "\(column.name) \(sign) 2020-06-15",
        "\(column.name) in 2020-03..2020-07", "\(column.name) in 2021",
        "month(\(column.name)) = 2020-02",
      ])
    case .boolean: return column.name
    case .grade:
      return random.pick([
        "\(column.name) = prime", "\(column.name) != juice", "\(column.name) in (good, juice)",
      ])
    case .month: return "\(column.name) \(sign) 2020-07"
    case .ratio: return "\(column.name) \(sign) \(random.pick(["50%", "1", "0", "33.3%"]))"
    }
  }

  mutating func expression(_ kind: Kind, depth: Int) -> String {
    switch kind {
    case .integer: integer(depth: depth)
    case .decimal: "\(operand(.decimal, or: "1.25")) + \(operand(.integer, or: "3"))"
    case .boolean: condition(depth: depth - 1)
    default:
      random.pick([
        "upper(\(operand(.text, or: "\"x\"")))",
        "if \(condition(depth: 1)) then \"yes\" else \(operand(.text, or: "\"no\""))",
        "\(operand(.text, or: "missing")) ?? \"none\"",
      ])
    }
  }

  private mutating func operand(_ kind: Kind, or literal: String) -> String {
    column(of: kind)?.name ?? literal
  }

  private mutating func integer(depth: Int) -> String {
    guard depth > 0 else { return operand(.integer, or: "7") }
    let (left, right) = (integer(depth: depth - 1), integer(depth: depth - 1))
    let text = operand(.text, or: "\"pear\"")
    return random.pick([
      "(\(left) + \(right))", "(\(left) - \(right))", "(\(left) * 2)", "abs(\(left))",
      "(\(left) % 3)", "(\(left) ?? 1)", "length(\(text))",
      "(if \(condition(depth: 0)) then \(left) else \(right))", "\(random.below(20))",
    ])
  }

  mutating func group() -> String {
    let keys = groupKeys()
    let suffix = keys.isEmpty ? "" : " by " + keys.map(\.text).joined(separator: ", ")
    let total = random.chance(4) ? " with total" : ""
    let empty = keys.contains { $0.column.kind == .grade } && random.chance(3) ? " with empty" : ""
    var made: [Column] = []
    var items: [String] = []
    if random.chance(3) {
      made = [Column(name: "count", kind: .integer)]
    } else {
      for _ in 0..<(1 + random.below(3)) {
        let (text, kind) = aggregate()
        made.append(Column(name: newName(), kind: kind))
        items.append("\(made[made.count - 1].name) = \(text)")
      }
    }
    let parts = made.contains { $0.kind == .ratio } && random.chance(2) ? " with parts" : ""
    if !parts.isEmpty { made = made.flatMap(\.withParts) }
    columns = keys.map(\.column) + made
    isHarvests = false
    let head = items.isEmpty ? "count" : "summarise " + items.joined(separator: ", ")
    return head + suffix + total + empty + parts + pivot(keys.map(\.column), made)
  }

  /// Makes columns of the grades, whose codes are known before anything runs.
  private mutating func pivot(_ keys: [Column], _ made: [Column]) -> String {
    guard made.count == 1, let key = keys.first(where: { $0.kind == .grade }), random.chance(2)
    else { return "" }
    columns = keys.filter { $0.name != key.name }
    columns += ["prime", "good", "juice"].map { Column(name: $0, kind: made[0].kind) }
    // Only counts are sure to add up.
    guard made[0].name == "count", random.chance(2) else { return " | pivot \(key.name)" }
    columns.append(Column(name: "total", kind: .integer))
    return " | pivot \(key.name) with total"
  }

  private mutating func groupKeys() -> [(text: String, column: Column)] {
    var keys: [(text: String, column: Column)] = []
    for _ in 0..<random.below(3) {
      let column = random.pick(columns)
      if keys.contains(where: { $0.column.name == column.name }) { continue }
      if column.kind == .date, random.chance(2) {
        let name = newName()
        keys.append(("\(name) = month(\(column.name))", Column(name: name, kind: .month)))
      } else {
        keys.append((column.name, column))
      }
    }
    return keys
  }

  private mutating func aggregate() -> (String, Kind) {
    let filter = random.chance(4) ? " where \(condition(depth: 1))" : ""
    if let number = column(of: .integer)?.name, random.chance(2) {
      return random.pick([
        ("sum(\(number)\(filter))", .integer), ("mean(\(number)\(filter))", .float),
        ("min(\(number)\(filter))", .integer), ("max(\(number)\(filter))", .integer),
        ("median(\(number)\(filter))", .float), ("percentile(\(number), 0.25\(filter))", .float),
        ("stddev(\(number)\(filter))", .float), ("ratio(sum(\(number)), count)", .ratio),
      ])
    }
    let any = random.pick(columns)
    return random.pick([
      ("count(\(any.name)\(filter))", .integer), ("distinct(\(any.name)\(filter))", .integer),
      ("first(\(any.name)\(filter))", any.kind), ("last(\(any.name))", any.kind),
      ("any(\(condition(depth: 1)))", .boolean), ("all(\(condition(depth: 1)))", .boolean),
      ("count(where \(condition(depth: 1)))", .integer), ("list(\(any.name))", .text),
      ("share(where \(condition(depth: 1)))", .ratio), ("share", .ratio),
    ])
  }
}

extension QueryGenerator.Column {
  /// What `with parts` makes of it.
  fileprivate var withParts: [QueryGenerator.Column] {
    guard kind == .ratio else { return [self] }
    return [
      self, .init(name: "\(name)_numerator", kind: .integer),
      .init(name: "\(name)_denominator", kind: .integer),
    ]
  }
}
