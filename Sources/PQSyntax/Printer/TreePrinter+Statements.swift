import PQDiagnostics

extension TreePrinter {
  func statement(_ kind: StatementSyntax.Kind) -> String {
    switch kind {
    case .query(let body): return self.body(body)
    case .letBinding(let binding):
      let list = binding.parameters.map { "(\($0.map(parameter).joined(separator: ", ")))" } ?? ""
      return "let \(name(binding.name))\(label(binding.chineseName))\(list) = "
        + body(binding.body)
    case .parameter(let name, let type, let value):
      let typed = type.map { ": \(self.type($0))" } ?? ""
      return "param \(self.name(name))\(typed) = \(expression(value))"
    case .importFile(let path, let name, let options):
      let list = options.map(option).joined(separator: ", ")
      return "import \(template(path))" + (name.map { " as \(self.name($0))" } ?? "")
        + (options.isEmpty ? "" : " with \(list)")
    case .include(let path): return "include \(string(path.text))"
    case .print(let text): return "print \(template(text))"
    case .assert(let condition, let reason):
      return "assert \(expression(condition))" + (reason.map { " \(template($0))" } ?? "")
    case .holidays(let path): return "holidays \(string(path.text))"
    case .table, .field, .measure, .secret, .check: return declaration(kind)
    case .broken: return ""
    }
  }

  /// Statements that declare the model.
  private func declaration(_ kind: StatementSyntax.Kind) -> String {
    switch kind {
    case .table(let table): return self.table(table)
    case .field(let field):
      return "field \(head(field.table, field.name, field.chineseName)) = "
        + expression(field.definition)
    case .measure(let measure):
      return "measure \(head(measure.table, measure.name, measure.chineseName)) = "
        + expression(measure.definition) + (measure.format.map { " as \(name($0))" } ?? "")
        + (measure.cohort.map { " dated \(expression($0))" } ?? "") + because(measure.reason)
    case .secret(let secret):
      return "secret \(name(secret.table)) where \(expression(secret.condition))"
        + because(secret.reason)
    case .check(let check):
      return "check \(head(check.table, check.name, check.chineseName)) = "
        + expression(check.condition) + because(check.reason)
    default: return ""
    }
  }

  private func because(_ reason: ReasonSyntax?) -> String {
    guard let reason else { return "" }
    return " because" + reason.texts.map { " \(string($0.text))" }.joined()
  }

  private func label(_ chineseName: StringSyntax?) -> String {
    chineseName.map { " \(string($0.text))" } ?? ""
  }

  private func parameter(_ parameter: ParameterSyntax) -> String {
    name(parameter.name) + (parameter.type.map { ": \(type($0))" } ?? "")
  }

  private func option(_ option: ImportOptionSyntax) -> String {
    switch option {
    case .column(let name, let type): return "\(self.name(name)) as \(self.type(type))"
    case .setting(let name, let value):
      switch name.text {
      case "header": return Keyword.noHeader.rawValue
      case "dates": return value.text
      case "skip": return "skip \(value.text)"
      default: return "\(name.text) \(string(value.text))"
      }
    }
  }

  private func head(
    _ table: NameSyntax, _ column: NameSyntax, _ chineseName: StringSyntax?
  ) -> String {
    "\(name(table)).\(name(column))" + label(chineseName)
  }

  private func table(_ table: TableSyntax) -> String {
    var result = "table \(name(table.name))"
    if let chineseName = table.chineseName { result += " \(string(chineseName.text))" }
    if let key = table.key { result += " key \(name(key))" }
    result += " {\n"
    for column in table.columns {
      result += "  \(name(column.name)) \(type(column.type))"
      result += label(column.chineseName) + attributes(column) + "\n"
    }
    return result + "}"
  }

  private func attributes(_ column: ColumnDeclarationSyntax) -> String {
    var result = column.isKey ? " key" : ""
    if let privacy = column.privacy {
      result += " private" + (privacy.kind.map { " as \($0.rawValue)" } ?? "")
    }
    for other in column.apart { result += " apart from \(name(other))" }
    if let value = column.defaultValue { result += " default \(expression(value))" }
    return result
  }

  private func type(_ type: TypeSyntax) -> String {
    let mark = type.isOptional ? "?" : ""
    switch type.kind {
    case .named(let name): return self.name(name) + mark
    case .reference(let name): return "-> \(self.name(name))\(mark)"
    case .enumeration(let codes):
      let list = codes.map { code in
        name(code.code) + (code.label.map { " \(string($0.text))" } ?? "")
      }
      return "enum { \(list.joined(separator: ", ")) }\(mark)"
    }
  }
}
