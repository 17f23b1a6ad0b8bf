import PQColumnar
import PQDiagnostics
import PQSyntax

/// Where the values of a column come from, unchanged.
struct ColumnOrigin {
  var table: Table
  var column: Int
}

/// The days between which a `where` has confined a time column; `end` is not included.
struct DayBounds: Hashable {
  var first: Int64?
  var end: Int64?
}

/// What a column is for after grouping.
enum ColumnRole: Hashable {
  case plain
  /// A key of the grouping.
  case key
  /// The size of a group.
  case count
  case value
}

/// A column that a stage can see.
struct ScopeColumn {
  var field: Field
  /// Its position in the relation's plan; `nil` while its derived field is not computed yet.
  var position: Int?
  var role = ColumnRole.plain
  /// The table whose key it holds.
  var reference: String?
  var origin: ColumnOrigin?
  var bounds: DayBounds?
  /// What a cell holds that no row stands behind: 0 for counts and sums.
  var filler = Value.missing
  /// Whether the values of groups add up to that of all: those of counts and sums do.
  var isAdditive = false
  /// Where it stands among the columns that a `pivot` made.
  var pivotPlace: PivotPlace?
  /// Which number of which rate it is.
  var ratePlace: RatePlace?
  /// Whether it is computed from columns of groups, and so tells what they tell.
  var isComputed = false
  /// The table and the name that it had before a join.
  var qualifiedName: (table: String, column: String)?
  /// Whether a diagnostic about it was given already; its uses are accepted silently.
  var isBroken = false
  /// Whether it came along with its table's rows, and nobody has asked for it by name.
  var cameAlong = false
  /// Where the statement asks for it, or for what it is made from.
  var askedAt: SourceRange?

  func isNamed(_ name: String) -> Bool {
    field.name == name || field.chineseName == name
  }
}

/// Where a column stands in a pivoted table.
struct PivotPlace: Hashable {
  /// Which value of the long table it holds.
  var value: Int
  /// Which value of the key it belongs to; `nil` is the column of the sums.
  var key: Int?
}

/// Which number of which rate of a group a column holds.
struct RatePlace: Hashable {
  /// The first column of the rate when it was made.
  var rate: Int
  /// One of its two numbers; `nil` is the rate.
  var part: RatioPart?
  /// Whether it is that of the other period of a comparison.
  var isPrevious = false
}

/// A stored column that stands for a derived field, since the file lacks what the field needs.
struct StoredClaim {
  var field: String
  var absent: [String]
}

/// Rows on the way through a pipeline: the plan so far, and what names mean in it.
///
/// The plan may have more columns than can be seen: joined columns, windows, stored columns under
/// a derived field of the same name. `normalized` drops them.
struct Relation {
  var plan: LogicalPlan
  var columns: [ScopeColumn]
  /// The table whose rows these are, for measures and references.
  var table: String?
  /// Stored columns that a derived field of the same name hides.
  var shadowed: [ScopeColumn] = []
  /// Derived fields whose stored columns are used instead.
  var claims: [StoredClaim] = []
  /// Whether the rows are still the whole table, so that derived fields can be added.
  var isWholeTable = false
  /// The rows that it started from, if it started from a table with a name.
  var wholeTable: Table?
  /// Whether the table is taken as its declaration promises it, whatever file is loaded.
  var isDeclaredOnly = false
  /// Columns that references have brought in, by the path that names them.
  var lookups: [String: ScopeColumn] = [:]
  /// Fields that cannot be computed here, and why.
  var unavailable: [String: Diagnostic] = [:]
  /// Whether names that it lacks are accepted silently, after a mistake before.
  var isBroken = false
  /// Whether the plan's last step is a projection that later columns may join.
  var acceptsColumns = false

  static var broken: Relation {
    Relation(plan: .unit, columns: [], isBroken: true)
  }

  var isGrouped: Bool { columns.contains { $0.role != .plain } }

  func column(named name: String) -> ScopeColumn? {
    columns.first { $0.field.name == name } ?? columns.first { $0.field.chineseName == name }
  }

  func index(named name: String) -> Int? {
    columns.firstIndex { $0.field.name == name }
      ?? columns.firstIndex { $0.field.chineseName == name }
  }

  /// The names to choose a suggestion from.
  var columnNames: [String] {
    columns.map(\.field.name) + columns.compactMap(\.field.chineseName)
  }

  /// Adds a computed column to the plan and returns its position; nobody sees it yet.
  ///
  /// Columns that do not build on each other share one projection.
  mutating func append(_ expression: BoundExpression, field: Field) -> Int {
    if case .column(let position) = expression.kind { return position }
    let width = plan.schema.fields.count
    if acceptsColumns, case .project(let input, let items) = plan.node,
      expression.columns.allSatisfy({ items[$0].isColumn })
    {
      let moved = expression.substituting(items)
      plan = LogicalPlan(
        .project(input, items + [moved]), schema: Schema(plan.schema.fields + [field]))
      return width
    }
    let items = plan.schema.fields.enumerated().map {
      BoundExpression(.column($0.offset), type: $0.element.type)
    }
    plan = LogicalPlan(
      .project(plan, items + [expression]), schema: Schema(plan.schema.fields + [field]))
    acceptsColumns = true
    return width
  }

  /// Adds a derived field of the table whose rows these still are, and returns its position; nobody
  /// sees it yet.
  mutating func append(_ column: DerivedColumn, field: Field) -> Int {
    let width = plan.schema.fields.count
    var input = plan
    var columns: [DerivedColumn?] = []
    if case .derived(let below, let others) = plan.node { (input, columns) = (below, others) }
    plan = LogicalPlan(
      .derived(input, columns + [column]), schema: Schema(plan.schema.fields + [field]))
    acceptsColumns = false
    return width
  }

  /// Replaces the plan by a node that keeps the columns where they are.
  mutating func wrap(_ node: LogicalPlan.Node) {
    plan = LogicalPlan(node, schema: plan.schema)
    acceptsColumns = false
    isWholeTable = false
  }

  /// Makes the plan's columns exactly those that can be seen, in their order and under their names.
  mutating func normalize() {
    let isExact =
      columns.count == plan.schema.fields.count
      && columns.enumerated().allSatisfy { $0.element.position == $0.offset }
    if isExact {
      plan.schema = Schema(columns.map(\.field))
    } else {
      let items = columns.map { column in
        BoundExpression(
          column.position.map { .column($0) } ?? .constant(.missing), type: column.field.type)
      }
      project(items)
    }
    lookups = [:]
    shadowed = []
  }

  /// Projects to the visible columns, given what computes each.
  mutating func project(_ items: [BoundExpression]) {
    plan = LogicalPlan(.project(plan, items), schema: Schema(columns.map(\.field)))
    for position in columns.indices { columns[position].position = position }
    acceptsColumns = true
    isWholeTable = false
    lookups = [:]
    shadowed = []
  }

  func normalized() -> Relation {
    var copy = self
    copy.normalize()
    return copy
  }
}

extension BoundExpression {
  var isColumn: Bool { if case .column = kind { true } else { false } }
}
