import PQColumnar
import PQDiagnostics
import PQSyntax

@testable import PQPlan

/// Orchards, their harvests, and the tastings of harvests; only harvests have rows.
enum FruitModel {
  static let text = """
    table orchards "果园" key name {
      name   text "园名"
      region text? "地区"
      trees  int? "株数"
      owner  text? "园主" private
    }
    table harvests "收成" key id {
      id      int "编号"
      variety text? "品种"
      grade   enum { prime "特级", good "一级", juice "榨汁" } "等级"
      weight  int? "重量"
      price   number? "单价"
      picked  date? "采摘日"
      stored  datetime? "入库时间"
      ripe    bool? "成熟"
      orchard -> orchards? "所属果园"
    }
    table tastings "品尝" key id {
      id      int
      harvest -> harvests "收成"
      points  int? "得分"
      passed  bool? "合格"
    }
    field harvests.heavy "偏重" = weight > 100
    field harvests.worth "价值" = weight * price
    measure harvests.ripe_share "成熟率" = share(where ripe) as percent because "the market asks"
    """

  /// 2020-12-31
  static let today: Int64 = 18_627

  static func harvests(_ fields: [Field]) -> Table {
    let grade = fields[2].type
    let rows: [[Value]] = [
      [
        .integer(1), .text("fuji"), .code(0), .integer(120), .float(3.5), .date(18_477),
        .datetime(18_477 * 86_400 + 3_600), .boolean(true), .text("north"),
      ],
      [
        .integer(2), .text("gala"), .code(1), .integer(95), .missing, .date(18_491), .missing,
        .boolean(false), .missing,
      ],
    ]
    let types: [DataType] = [
      .integer, .text, grade, .integer, .float, .date, .datetime, .boolean, .text,
    ]
    let columns = types.enumerated().map { position, type in
      Column(values: rows.map { $0[position] }, type: type)
    }
    return Table(
      name: "harvests", schema: Schema(fields),
      blocks: [Batch(columns: columns, rowCount: rows.count)])
  }
}

/// Binds scripts against the fruit model.
struct FruitBinder {
  var binder: Binder
  /// The texts that were bound, so that a diagnostic's place can be told.
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var statements: [BoundStatement?] = []

  init(parameters: [String: String] = [:], language: Language = .english) {
    var model = Binder(catalog: Catalog(), environment: Self.environment(parameters))
    let source = SourceText(FruitModel.text, name: "fruit.pq")
    for statement in Parser.parse(source).script.statements {
      let (bound, found) = model.bind(statement, in: source)
      precondition(bound != nil && found.isEmpty, "the fruit model has a mistake: \(found)")
    }
    let fields = model.catalog.declaredFields(of: "harvests") ?? []
    model.catalog.addTable(FruitModel.harvests(fields), named: "harvests")
    binder = model
  }

  private static func environment(_ parameters: [String: String]) -> BindingEnvironment {
    BindingEnvironment(today: FruitModel.today, parameters: parameters) {
      plan throws(QueryError) in
      Table(name: "", schema: plan.schema, blocks: [])
    }
  }

  /// Binds each statement of a script in order.
  mutating func bind(_ text: String) {
    let source = SourceText(text)
    let (script, found) = Parser.parse(source)
    diagnostics += found
    for statement in script.statements {
      let (bound, found) = binder.bind(statement, in: source)
      statements.append(bound)
      diagnostics += found
    }
  }

  /// The plan of the last statement, a query.
  var plan: LogicalPlan? {
    if case .query(let plan, _) = statements.last ?? nil { plan } else { nil }
  }
}

func bound(_ text: String, parameters: [String: String] = [:]) -> FruitBinder {
  var binder = FruitBinder(parameters: parameters)
  binder.bind(text)
  return binder
}

/// The text of a diagnostic's code and the text it underlines: `unknown-column wieght`.
func summary(_ diagnostic: Diagnostic) -> String {
  guard case .source(let source, let range) = diagnostic.place else {
    return diagnostic.code.name
  }
  return "\(diagnostic.code.name) ‹\(source.text(in: range))›"
}
