import PQColumnar

/// Makes the tables of the property tests: an orchard's harvests, small and full of odd values.
package struct TableGenerator {
  package var random: SplitMix64

  package init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// How the tables are declared; `harvests.orchard` refers to `orchards`.
  package static let model = """
    table orchards "果园" key name {
      name text "园名"
      region text? "地区"
      trees int? "株数"
    }
    table harvests "收成" key id {
      id int "编号"
      variety text? "品种"
      grade enum { prime "特级", good "一级", juice "榨汁" }? "等级"
      weight int? "重量"
      price number? "单价"
      picked date? "采摘日"
      ripe bool? "成熟"
      orchard -> orchards? "所属果园"
    }
    measure harvests.ripe_share = share(ripe where weight > 50) as percent dated picked
    measure harvests.price_per_kilo = ratio(sum(price), sum(weight where ripe)) dated picked + 20d
    """

  package static let grades = EnumType(codes: [
    EnumCode("prime", zh: "特级"), EnumCode("good", zh: "一级"), EnumCode("juice", zh: "榨汁"),
  ])

  package static let orchardNames = ["north", "south", "hill", "brook"]

  package mutating func orchards() -> Table {
    let rows = Self.orchardNames.dropLast(random.below(3)).map { name -> [Value] in
      [.text(name), optional(.text(pick(["east", "west"]))), optional(.integer(number(50)))]
    }
    return Table(
      name: "orchards",
      schema: Schema([
        Field("name", type: .text), Field("region", type: .text), Field("trees", type: .integer),
      ]), rows: rows)
  }

  package mutating func harvests(rowCount: Int) -> Table {
    let rows = (0..<rowCount).map { id -> [Value] in
      [
        .integer(Int64(id)),
        optional(.text(pick(["fuji", "gala", "红富士", "", "a|b", "Gala"]))),
        optional(.code(Int64(random.below(3)))),
        optional(.integer(number(20) - 5)),
        optional(.decimal(Decimal(mantissa: number(400) - 50, scale: 2))),
        optional(.date(18_262 + number(500))),
        optional(.boolean(random.chance(2))),
        optional(.text(pick(Self.orchardNames))),
      ]
    }
    return Table(
      name: "harvests",
      schema: Schema([
        Field("id", type: .integer), Field("variety", type: .text),
        Field("grade", type: .enumeration(Self.grades)), Field("weight", type: .integer),
        Field("price", type: .decimal(scale: 2)), Field("picked", type: .date),
        Field("ripe", type: .boolean), Field("orchard", type: .text),
      ]), rows: rows)
  }

  private mutating func number(_ bound: Int) -> Int64 { Int64(random.below(bound)) }

  private mutating func pick(_ words: [String]) -> String { random.pick(words) }

  private mutating func optional(_ value: Value) -> Value {
    random.chance(6) ? .missing : value
  }
}

extension Table {
  /// Makes a table of one block from boxed rows.
  package convenience init(name: String, schema: Schema, rows: [[Value]]) {
    let columns = schema.fields.indices.map { column in
      Column(values: rows.map { $0[column] }, type: schema.fields[column].type)
    }
    self.init(
      name: name, schema: schema,
      blocks: rows.isEmpty ? [] : [Batch(columns: columns, rowCount: rows.count)])
  }
}

extension Table {
  /// The same rows with every text column stored as codes.
  package var dictionaryEncoded: Table {
    let encoded = blocks.map { block in
      let columns = block.compacted().columns.map { column -> Column in
        guard case .text(let text) = column else { return column }
        return .dictionary(DictionaryEncoding.encoded(text))
      }
      return Batch(columns: columns, rowCount: block.rowCount)
    }
    return Table(name: name, schema: schema, blocks: encoded)
  }
}
