import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Makes a name known from here on; one that is broken never replaces a sound one.
  mutating func define(
    _ name: NameSyntax, zh chineseName: StringSyntax? = nil, _ kind: NameDefinition.Kind,
    in source: SourceText? = nil
  ) {
    if name.text.isEmpty { return }
    if case .broken = kind, definition(named: name.text) != nil { return }
    catalog.define(
      NameDefinition(
        name: name.text, chineseName: chineseName?.text, kind: kind,
        source: source ?? context.source, nameRange: name.range,
        previousResult: context.previousResult))
  }

  mutating func declare(_ binding: LetSyntax) -> BoundStatement? {
    if let parameters = binding.parameters { return declareFunction(binding, parameters) }
    let kind = kindOfLet(binding.body)
    if !environment.trustsDeclarations { check(kind) }
    define(binding.name, zh: binding.chineseName, hasErrors ? .broken : kind)
    return .declaration
  }

  /// Binds what a `let` stands for, only to see whether it can be.
  private mutating func check(_ kind: NameDefinition.Kind) {
    switch kind {
    case .query(let query): _ = bindQuery(query)
    case .value(let expression):
      if reportsMisspelledTable(expression) { break }
      var scope = Scope.constant
      _ = bind(expression, &scope, hint: .anyWord)
    default: break
    }
  }

  /// A lone word that names nothing is text, but one that is nearly a table's name is a slip.
  private mutating func reportsMisspelledTable(_ expression: ExpressionSyntax) -> Bool {
    guard let name = expression.tableName, !name.isQuoted, definition(named: name.text) == nil
    else { return false }
    let tables = catalog.tables.flatMap { [$0.name, $0.chineseName ?? $0.name] }
    guard !SpellingSuggestion.nearest(to: name.text, among: tables).isEmpty else { return false }
    reportUnknownTable(name)
    return true
  }

  private func kindOfLet(_ body: BodySyntax) -> NameDefinition.Kind {
    switch body {
    case .query(let query): return .query(query)
    case .expression(let expression):
      let inner = expression.unwrapped
      let range = expression.range
      switch inner.kind {
      case .subquery(let query): return .query(query)
      case .name(let name) where meansQuery(name.text):
        return .query(QuerySyntax(source: .name(name), stages: [], range: range))
      case .call(let call) where isSourceCall(call):
        return .query(QuerySyntax(source: .call(call), stages: [], range: range))
      default: return .value(expression)
      }
    }
  }

  /// Whether a call gives rows: a table function or a view with parameters.
  func isSourceCall(_ call: CallSyntax) -> Bool {
    if let (_, definition) = definition(named: call.name.text) {
      if case .function(_, .query) = definition.kind { return true }
      return false
    }
    return TableFunction(spelled: call.name.text) != nil
  }

  private mutating func declareFunction(
    _ binding: LetSyntax, _ written: [ParameterSyntax]
  ) -> BoundStatement? {
    var seen: Set<String> = []
    var parameters: [FunctionParameter] = []
    for parameter in written {
      if !seen.insert(parameter.name.text).inserted {
        report(.duplicateParameter(parameter.name.text), at: parameter.name.range)
      }
      let type = parameter.type.flatMap { parameterType($0) }
      parameters.append(FunctionParameter(name: parameter.name.text, type: type))
    }
    let kind: NameDefinition.Kind = .function(parameters: parameters, binding.body)
    define(binding.name, zh: binding.chineseName, hasErrors ? .broken : kind)
    return .declaration
  }

  /// Reads a written type; a number without a point is `int`, any other `number`.
  mutating func parameterType(_ type: TypeSyntax) -> ParameterType? {
    switch type.kind {
    case .reference: return .value(.text)
    case .enumeration(let codes):
      var seen: Set<String> = []
      for code in codes {
        if !seen.insert(code.code.text).inserted {
          report(.duplicateCode(code.code.text), at: code.code.range)
        }
        if let label = code.label, label.text != code.code.text,
          !seen.insert(label.text).inserted
        {
          report(.duplicateCode(label.text), at: label.range)
        }
      }
      return .value(
        .enumeration(
          EnumType(codes: codes.map { EnumCode($0.code.text, zh: $0.label?.text) })))
    case .named(let name):
      // The parser has checked that there is such a type.
      return DeclaredTypes.named(name.text)
    }
  }

  /// Declares a derived field. What it mentions must be declared before it.
  mutating func declare(_ field: FieldDeclarationSyntax) -> BoundStatement? {
    guard let position = declaredTable(field.table) else { return nil }
    if field.name.text.isEmpty { return nil }
    let before = catalog.tables[position].fields
    let derived = DerivedField(
      name: field.name.text, chineseName: field.chineseName?.text, definition: field.definition,
      source: context.source, nameRange: field.name.range,
      visibleCount: catalog.definitions.count)
    catalog.tables[position].fields.replace(derived) { $0.name == derived.name }
    if !environment.trustsDeclarations { check(derived, catalog.tables[position]) }
    if hasErrors {
      catalog.tables[position].fields = before
      return nil
    }
    return .declaration
  }

  mutating func declaredTable(_ name: NameSyntax) -> Int? {
    if name.text.isEmpty { return nil }
    let position = catalog.tables.firstIndex {
      $0.name == name.text || $0.chineseName == name.text
    }
    if position == nil { reportUnknownTable(name) }
    return position
  }

  /// Binds a field against the declared columns, whatever file is loaded.
  private mutating func check(_ field: DerivedField, _ entry: TableEntry) {
    var relation = declaredRelation(of: entry)
    guard let index = relation.index(named: field.name) else { return }
    computeField(at: index, &relation)
    if let reason = relation.unavailable[field.name] { diagnostics.append(reason) }
  }

  /// The rows of a table as its declaration promises them; without one, as its file has them.
  func declaredRelation(of entry: TableEntry) -> Relation {
    var copy = entry
    if entry.declaration != nil { copy.data = nil }
    var result = relation(of: copy)
    result.isDeclaredOnly = true
    return result
  }
}

/// The types that a declaration can name, in both languages.
enum DeclaredTypes {
  static func named(_ name: String) -> ParameterType? {
    switch name {
    case "text", "文本": .value(.text)
    case "int", "整数": .value(.integer)
    case "number", "数值": .value(.float)
    case "bool", "是否": .value(.boolean)
    case "date", "日期": .value(.date)
    case "datetime", "时间": .value(.datetime)
    case "duration", "时长": .value(.duration)
    case "period", "时段": .period
    default: nil
    }
  }
}

extension Array {
  /// Puts an element in the place of the one that it replaces, or at the end.
  mutating func replace(_ element: Element, where isOld: (Element) -> Bool) {
    if let position = firstIndex(where: isOld) {
      self[position] = element
    } else {
      append(element)
    }
  }
}

extension DataType {
  var isRatio: Bool { if case .ratio = self { true } else { false } }
}
