import PQDiagnostics

/// Writes syntax trees with brackets, operators first.
enum TreeText {
  // MARK: - Statements

  static func statement(_ kind: StatementSyntax.Kind) -> String {
    switch kind {
    case .query(let body): return self.body(body)
    case .letBinding(let binding):
      let list = binding.parameters.map { "(\($0.map(parameter).joined(separator: " ")))" } ?? ""
      return "let \(name(binding.name))\(label(binding.chineseName))\(list) "
        + body(binding.body)
    case .parameter(let name, let type, let value):
      let typed = type.map { ":\(self.type($0))" } ?? ""
      return "param \(self.name(name))\(typed) \(expression(value))"
    case .importFile(let path, let name, let options):
      let parts =
        ["import", template(path)] + (name.map { ["as=\(self.name($0))"] } ?? [])
        + options.map(option)
      return parts.joined(separator: " ")
    case .include(let path): return "include \(quoted(path.text))"
    case .print(let text): return "print \(template(text))"
    case .assert(let condition, let reason):
      return "assert \(expression(condition))" + (reason.map { " \(template($0))" } ?? "")
    case .holidays(let path): return "holidays \(quoted(path.text))"
    case .table, .field, .measure, .secret, .check: return declaration(kind)
    case .broken: return "broken"
    }
  }

  private static func declaration(_ kind: StatementSyntax.Kind) -> String {
    switch kind {
    case .table(let table): return self.table(table)
    case .field(let field):
      return "field \(head(field.table, field.name, field.chineseName)) "
        + expression(field.definition)
    case .measure(let measure):
      return "measure \(head(measure.table, measure.name, measure.chineseName)) "
        + expression(measure.definition) + (measure.format.map { " as=\(name($0))" } ?? "")
        + (measure.cohort.map { " dated=\(expression($0))" } ?? "") + because(measure.reason)
    case .secret(let secret):
      return "secret \(name(secret.table)) where=\(expression(secret.condition))"
        + because(secret.reason)
    case .check(let check):
      return "check \(head(check.table, check.name, check.chineseName)) "
        + expression(check.condition) + because(check.reason)
    default: return "broken"
    }
  }

  private static func because(_ reason: ReasonSyntax?) -> String {
    guard let reason else { return "" }
    return " because=" + reason.texts.map { quoted($0.text) }.joined(separator: " ")
  }

  private static func label(_ chineseName: StringSyntax?) -> String {
    chineseName.map { " \(quoted($0.text))" } ?? ""
  }

  private static func parameter(_ parameter: ParameterSyntax) -> String {
    name(parameter.name) + (parameter.type.map { ":\(type($0))" } ?? "")
  }

  private static func option(_ option: ImportOptionSyntax) -> String {
    switch option {
    case .column(let name, let type): "\(self.name(name)):\(self.type(type))"
    case .setting(let name, let value): "\(self.name(name))=\(quoted(value.text))"
    }
  }

  private static func head(
    _ table: NameSyntax, _ column: NameSyntax, _ chineseName: StringSyntax?
  ) -> String {
    "\(name(table)).\(name(column))" + label(chineseName)
  }

  private static func table(_ table: TableSyntax) -> String {
    var result = "table \(name(table.name))"
    if let chineseName = table.chineseName { result += " \(quoted(chineseName.text))" }
    if let key = table.key { result += " key=\(name(key))" }
    for column in table.columns {
      result += "\n  \(name(column.name)) \(type(column.type))"
      result += label(column.chineseName) + attributes(column)
    }
    return result
  }

  private static func attributes(_ column: ColumnDeclarationSyntax) -> String {
    var result = column.isKey ? " key" : ""
    if let privacy = column.privacy {
      result += " private" + (privacy.kind.map { "=\($0.rawValue)" } ?? "")
    }
    for other in column.apart { result += " apart=\(name(other))" }
    if let value = column.defaultValue { result += " default=\(expression(value))" }
    return result
  }

  static func type(_ type: TypeSyntax) -> String {
    let mark = type.isOptional ? "?" : ""
    switch type.kind {
    case .named(let name): return self.name(name) + mark
    case .reference(let name): return "->\(self.name(name))" + mark
    case .enumeration(let codes):
      let list = codes.map { code in
        name(code.code) + (code.label.map { "=\(quoted($0.text))" } ?? "")
      }
      return "enum{\(list.joined(separator: " "))}" + mark
    }
  }

  static func template(_ template: TemplateSyntax) -> String {
    let parts = template.parts.map { part in
      switch part {
      case .text(let text): quoted(text)
      case .interpolation(let body): "{\(inline(body))}"
      }
    }
    return parts.isEmpty ? quoted("") : parts.joined(separator: "+")
  }

  // MARK: - Queries

  private static func body(_ body: BodySyntax) -> String {
    switch body {
    case .expression(let expression): "value \(self.expression(expression))"
    case .query(let query):
      "query \(source(query.source))" + query.stages.map { "\n  \(stage($0))" }.joined()
    }
  }

  static func inline(_ body: BodySyntax) -> String {
    switch body {
    case .expression(let expression): self.expression(expression)
    case .query(let query): self.query(query)
    }
  }

  static func query(_ query: QuerySyntax) -> String {
    let stages = query.stages.map { " | \(stage($0))" }.joined()
    return "[\(source(query.source))\(stages)]"
  }

  private static func source(_ source: QuerySourceSyntax) -> String {
    switch source {
    case .name(let name): self.name(name)
    case .query(let query): self.query(query)
    case .call(let call): self.call(call)
    }
  }
}
