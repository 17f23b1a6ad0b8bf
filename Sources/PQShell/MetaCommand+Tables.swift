import PQAssist
import PQColumnar
import PQDiagnostics
import PQPlan

extension MetaCommand {
  static let tables: MetaCommand = MetaCommand(
    LocalizedText("tables", zh: "表"), in: .looking,
    summary: LocalizedText("lists the tables", zh: "列出全部表"),
    details: LocalizedText(
      "A row for each table: its Chinese name, its rows and columns, and how many rows of its file were "
        + "not taken over.",
      zh: "每张表一行：中文名、行数、字段数，以及文件中没有读入的行数。"),
    examples: [LocalizedText(".tables", zh: ".表")],
    run: { _, context in
      let summaries = context.catalog.tableSummaries
      if summaries.isEmpty {
        context.writer.show(ShellHelp.noTables)
      } else {
        context.writer.show(CatalogTables.tables(summaries))
      }
      return .done
    })

  static let schema: MetaCommand = MetaCommand(
    LocalizedText("schema", zh: "结构"), in: .looking,
    argument: LocalizedText("[TABLE]", zh: "[表名]"), kind: .table,
    summary: LocalizedText(
      "lists the columns of a table, or of every table", zh: "列出某个表或全部表的字段"),
    details: LocalizedText(
      "Types, whether a column may be missing or is private, the codes of an enum; then what the model "
        + "derives, and its measures.",
      zh: "列出各字段的类型、是否可为空、是否隐私和代码，然后是派生字段和指标。"),
    examples: [LocalizedText(".schema fruit", zh: ".结构 水果")],
    run: { argument, context in
      let summaries = context.catalog.tableSummaries
      if argument.isEmpty, summaries.isEmpty { context.writer.show(ShellHelp.noTables) }
      let wanted = summaries.filter {
        argument.isEmpty || $0.name.name == argument || $0.name.chineseName == argument
      }
      if wanted.isEmpty, !argument.isEmpty {
        let names = summaries.flatMap { [$0.name.name] + ($0.name.chineseName.map { [$0] } ?? []) }
        let nearest = SpellingSuggestion.nearest(to: argument, among: names).first
        context.writer.show(.unknownSchemaTable(argument, nearest: nearest))
        return .failed
      }
      for summary in wanted {
        if argument.isEmpty { context.writer.show(ShellHelp.tableName(summary.name)) }
        context.writer.show(CatalogTables.columns(of: summary, in: context.language))
      }
      return .done
    })
}

extension MetaCommand {
  static let measures: MetaCommand = MetaCommand(
    LocalizedText("measures", zh: "指标"), in: .looking,
    argument: LocalizedText("[TABLE]", zh: "[表名]"), kind: .table,
    summary: LocalizedText(
      "lists the measures of a table, or of every table", zh: "列出某个表或全部表的指标"),
    details: LocalizedText(
      "`.explain MEASURE` says what one counts and why.", zh: "`.解释 指标` 说明一个指标的分子、分母和依据。"),
    examples: [LocalizedText(".measures fruit", zh: ".指标 水果")],
    run: { argument, context in
      let summaries = context.catalog.tableSummaries
      let wanted = summaries.filter {
        argument.isEmpty || $0.name.name == argument || $0.name.chineseName == argument
      }
      if wanted.isEmpty, !argument.isEmpty {
        let names = summaries.flatMap { [$0.name.name] + ($0.name.chineseName.map { [$0] } ?? []) }
        let nearest = SpellingSuggestion.nearest(to: argument, among: names).first
        return context.told(.unknownSchemaTable(argument, nearest: nearest))
      }
      if wanted.allSatisfy(\.measures.isEmpty) {
        context.writer.show(ShellHelp.noMeasures)
      } else {
        context.writer.show(CatalogTables.measures(wanted, of: context.catalog))
      }
      return .done
    })
}

/// The catalog as tables to show.
enum CatalogTables {
  /// Returns a row for each table: names, rows, columns.
  static func tables(_ summaries: [TableSummary]) -> Table {
    let fields = [
      Field("table", zh: "表", type: .text), Field("chinese_name", zh: "中文名", type: .text),
      Field("rows", zh: "行数", type: .integer), Field("columns", zh: "字段数", type: .integer),
      Field("rejects", zh: "未读入行数", type: .integer),
    ]
    let rows = summaries.map { summary -> [Value] in
      [
        .text(summary.name.name), text(summary.name.chineseName),
        summary.rowCount.map { .integer(Int64($0)) } ?? .missing,
        .integer(Int64(summary.columns.count + summary.fields.count)),
        .integer(Int64(summary.rejectCount)),
      ]
    }
    return table("tables", fields, rows)
  }

  /// Returns a row for each column, derived field and measure: names, type, what else is to know.
  static func columns(of summary: TableSummary, in language: Language) -> Table {
    let fields = [
      Field("column", zh: "字段", type: .text), Field("chinese_name", zh: "中文名", type: .text),
      Field("type", zh: "类型", type: .enumeration(kinds)),
      Field("missing", zh: "可为空", type: .boolean), Field("private", zh: "隐私", type: .boolean),
      Field("codes", zh: "代码", type: .text),
    ]
    var rows = summary.columns.map { field -> [Value] in
      [
        .text(field.name), text(field.chineseName), .code(DescribeSchema.kind(of: field.type)),
        .boolean(field.isOptional), .boolean(field.isPrivate),
        text(codes(of: field.type, in: language)),
      ]
    }
    for (names, kind) in [(summary.fields, derivedKind), (summary.measures, derivedKind + 1)] {
      rows += names.map { name in
        [
          .text(name.name), text(name.chineseName), .code(kind), .missing, .missing, .missing,
        ]
      }
    }
    return table(summary.name.name, fields, rows)
  }

  /// Returns a row for each measure: its names, its table, how it is computed.
  static func measures(_ summaries: [TableSummary], of catalog: Catalog) -> Table {
    let rows = summaries.flatMap { summary in
      summary.measures.map { measure -> [Value] in
        let definition = catalog.definitions(named: measure.name).first {
          $0.table == summary.name.name
        }
        return [
          .text(measure.name), text(measure.chineseName), .text(summary.name.name),
          text(definition?.definition),
        ]
      }
    }
    return table(
      "measures",
      [
        Field("measure", zh: "指标", type: .text), Field("chinese_name", zh: "中文名", type: .text),
        Field("table", zh: "表", type: .text), Field("definition", zh: "定义", type: .text),
      ], rows)
  }

  /// The kinds of columns, and of what a model adds to them.
  private static let kinds = EnumType(
    codes: DescribeSchema.kinds.codes + [
      EnumCode("derived", zh: "派生字段"), EnumCode("measure", zh: "指标"),
    ])
  private static let derivedKind = Int64(DescribeSchema.kinds.codes.count)

  private static func codes(of type: DataType, in language: Language) -> String? {
    guard case .enumeration(let type) = type else { return nil }
    let words = type.codes.map { language == .chinese ? $0.chineseLabel ?? $0.code : $0.code }
    return words.joined(separator: language == .chinese ? "、" : ", ")
  }

  private static func text(_ text: String?) -> Value {
    text.map(Value.text) ?? .missing
  }

  /// Makes a table of boxed rows; columns that say nothing are left out.
  static func table(_ name: String, _ fields: [Field], _ rows: [[Value]]) -> Table {
    let positions = fields.indices.filter { position in
      rows.contains { !$0[position].isMissing }
    }
    let columns = positions.map { position in
      Column(values: rows.map { $0[position] }, type: fields[position].type)
    }
    return Table(
      name: name, schema: Schema(positions.map { fields[$0] }),
      blocks: [Batch(columns: columns, rowCount: rows.count)])
  }
}
