import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let referenceCodes = [
    notAReference, manyRows, tableWithoutKey, referenceMismatch, referenceInJoin, noReference,
    ambiguousReference,
  ]

  static let notAReference = DiagnosticCode(
    "not-a-reference",
    "A path such as `case.channel` follows a column that the model declares as a reference "
      + "(`case -> cases`). Without a declaration, use `join`.",
    zh: "`case.channel` 这样的路径沿着模型中声明为引用的字段（`case -> cases`）前进。没有声明时请用 `连接`。")
  static let manyRows = DiagnosticCode(
    "many-rows",
    "Several rows of another table may refer to one row here, so a column of theirs is not one "
      + "value. An aggregate makes one: `sum(TABLE.x)`, `any(TABLE where …)`, `count(TABLE)`.",
    zh: "另一张表可能有多行引用这里的一行，因此它的字段不是一个值。请用聚合：`sum(表.x)`、`any(表 其中 …)`、`count(表)`。")
  static let tableWithoutKey = DiagnosticCode(
    "table-without-key",
    "A reference needs to know which column of the other table it holds: "
      + "`table NAME key COLUMN { … }`.",
    zh: "引用要知道对应另一张表的哪个字段：`表 名称 主键 字段 { … }`。")
  static let referenceMismatch = DiagnosticCode(
    "reference-mismatch",
    "A reference column and the key that it holds have different types, so no row would match.",
    zh: "引用字段与它所指的主键类型不同，不会有任何一行匹配。")
  static let referenceInJoin = DiagnosticCode(
    "reference-in-join",
    "The condition of a join compares columns that both sides already have. `derive` can fetch a "
      + "referenced column before the join.",
    zh: "连接条件只能比较两边已有的字段。可先用 `派生` 取得所引用的字段，再连接。")
  static let noReference = DiagnosticCode(
    "no-reference",
    "`any(TABLE)`, `count(TABLE)` and the like ask for the rows of a table that refer to the row at "
      + "hand by a declared reference (`-> TABLE`).",
    zh: "`any(表)`、`count(表)` 等查找通过声明的引用（`-> 表`）指向当前行的那些行。")
  static let ambiguousReference = DiagnosticCode(
    "ambiguous-reference",
    "The other table refers to this one by several columns. A `join` or `x in (QUERY)` can say "
      + "which is meant.",
    zh: "另一张表有多个字段引用这张表。请用 `连接` 或 `x 属于 (查询)` 指明是哪一个。")
}

extension Diagnostic {
  static func notAReference(_ name: String, type: DataType) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notAReference,
      LocalizedText("`\(name)` does not refer to a table", zh: "`\(name)` 不是对表的引用"),
      label: LocalizedText("this is \(type.userName.english)", zh: "这是\(type.userName.chinese)"))
  }

  static func manyRows(_ table: String, member: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.manyRows,
      LocalizedText(
        "`\(table)` may have several rows for one row here", zh: "这里的一行可能对应 `\(table)` 的多行"),
      label: LocalizedText("not one value", zh: "不是一个值"),
      help: LocalizedText(
        "an aggregate makes one value: `max(\(table).\(member))`",
        zh: "聚合得到一个值：`max(\(table).\(member))`"))
  }

  static func tableWithoutKey(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.tableWithoutKey,
      LocalizedText("`\(name)` has no key to refer to", zh: "`\(name)` 没有可供引用的主键"),
      label: LocalizedText("needs the key of `\(name)`", zh: "需要 `\(name)` 的主键"),
      help: LocalizedText(
        "declare it: `table \(name) key COLUMN { … }`", zh: "请声明主键：`表 \(name) 主键 字段 { … }`"))
  }

  static func referenceMismatch(
    _ path: String, _ type: DataType, _ table: String, _ keyType: DataType
  ) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.referenceMismatch,
      LocalizedText(
        "`\(path)` is \(type.userName.english), the key of `\(table)` is "
          + keyType.userName.english,
        zh: "`\(path)` 是\(type.userName.chinese)，而 `\(table)` 的主键是\(keyType.userName.chinese)"),
      label: LocalizedText("can never match", zh: "不可能匹配"))
  }

  static func referenceInJoin(_ path: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.referenceInJoin,
      LocalizedText(
        "the condition of a join cannot follow `\(path)`", zh: "连接条件中不能沿引用取 `\(path)`"),
      label: LocalizedText("a referenced column", zh: "所引用的字段"),
      help: LocalizedText(
        "put `| derive NAME = \(path)` before it, and join by that",
        zh: "之前写 `| 派生 名称 = \(path)`，再按该字段连接"))
  }

  static func noReference(from child: String, to table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noReference,
      LocalizedText("`\(child)` does not refer to `\(table)`", zh: "`\(child)` 没有引用 `\(table)`"),
      label: LocalizedText("no column `-> \(table)`", zh: "没有 `-> \(table)` 字段"))
  }

  static func ambiguousReference(
    from child: String, to table: String, _ columns: [String]
  ) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.ambiguousReference,
      LocalizedText(
        "`\(child)` refers to `\(table)` by several columns", zh: "`\(child)` 有多个字段引用 `\(table)`"),
      label: LocalizedText(
        "by \(columns.spelledOut.english)", zh: "即 \(columns.spelledOut.chinese)"))
  }

  static func keyIsGone(_ key: String, of table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownColumn,
      LocalizedText(
        "the key `\(key)` of `\(table)` is not here any more", zh: "`\(table)` 的主键 `\(key)` 已不在这里"),
      label: LocalizedText("needs the key `\(key)`", zh: "需要主键 `\(key)`"))
  }
}
