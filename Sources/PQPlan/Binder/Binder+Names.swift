import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

/// What a bare word stands beside: in `channel = online`, the column `channel`.
struct WordHint {
  var type: DataType
  /// How the other side is called in messages.
  var text: String
  /// Whether a word that names nothing is text.
  var acceptsText: Bool
  private var boxedColumn: Boxed<ScopeColumn>?

  /// The column, if the other side is one.
  var column: ScopeColumn? { boxedColumn?.value }

  init(_ operand: Operand, text: String) {
    self.type = operand.type
    self.boxedColumn = operand.column.map { Boxed($0) }
    self.text = text
    self.acceptsText = operand.type == .text
  }

  init(type: DataType, column: ScopeColumn? = nil, text: String, acceptsText: Bool) {
    self.type = type
    self.boxedColumn = column.map { Boxed($0) }
    self.text = text
    self.acceptsText = acceptsText
  }
}

extension Binder {
  /// Binds a name where a value is wanted: code, column, `let` or `param`, else text.
  mutating func bindName(
    _ name: NameSyntax, _ scope: inout Scope, hint: WordHint?
  ) -> Operand? {
    if name.text.isEmpty { return nil }
    if isWatched(name) {
      keep(.row, scope, hint)
      return nil
    }
    if let argument = context.locals[name.text] {
      if watch != nil, case .broken = argument.syntax.kind {
        guard case .value(let type)? = argument.parameter.type else { return nil }
        return .constant(.missing, type: type, at: location(name.range))
      }
      guard countExpansion(1) else { return nil }
      return inContext(argument.context) { $0.bind(argument, &scope, hint: hint) }
    }
    if let code = boundCode(name, hint) { return code }
    if let found = bindKnownName(name, &scope, hint) { return found.operand }
    if scope.relation.isBroken { return nil }
    return bindUnknownName(name, scope, hint)
  }

  /// A name that means something; its operand is `nil` after a diagnostic.
  struct KnownName {
    var operand: Operand?
  }

  private func boundCode(_ name: NameSyntax, _ hint: WordHint?) -> Operand? {
    guard !name.isQuoted, let hint, case .enumeration(let type) = hint.type,
      let position = type.position(of: name.text)
    else { return nil }
    return .constant(.code(Int64(position)), type: hint.type, at: location(name.range))
  }

  private mutating func bindKnownName(
    _ name: NameSyntax, _ scope: inout Scope, _ hint: WordHint?
  ) -> KnownName? {
    if scope.grouping != nil {
      if let found = bindGroupedName(name, &scope) { return found }
    } else if let column = column(named: name.text, &scope.relation) {
      resolve(name, to: column, in: scope.relation)
      return KnownName(operand: operand(of: column, at: name.range))
    }
    if scope.relation.unavailable[name.text] != nil {
      reportUnavailable(name, scope.relation)
      return KnownName(operand: nil)
    }
    if let (position, definition) = definition(named: name.text) {
      resolve(name, to: definition.name, definition.chineseName)
      return KnownName(operand: bindDefinition(definition, position, name, hint))
    }
    if isPreviousResult(name.text), context.previousResult != nil {
      return KnownName(operand: bindScalarSource(name))
    }
    return nil
  }

  /// Returns the column with a name, computing its derived field first if need be.
  mutating func column(named name: String, _ relation: inout Relation) -> ScopeColumn? {
    if let current = fieldsInProgress.last, current.table == relation.table,
      let hidden = relation.shadowed.first(where: { $0.isNamed(name) }),
      hidden.isNamed(current.field)
    {
      return hidden
    }
    guard let index = relation.index(named: name) else {
      return absentColumn(named: name, &relation)
    }
    if relation.columns[index].position == nil {
      computeField(at: index, &relation)
      return relation.column(named: name)
    }
    return relation.columns[index]
  }

  func operand(of column: ScopeColumn, at range: SourceRange) -> Operand? {
    guard !column.isBroken, let position = column.position else { return nil }
    var result = Operand(
      BoundExpression(.column(position), type: column.field.type, location: location(range)),
      range: range)
    result.column = column
    result.column?.cameAlong = false
    result.column?.askedAt = rangeInStatement(range)
    result.isOptional = column.field.isOptional
    result.masking = column.field.masking
    result.bounds = column.bounds
    result.filler = column.filler
    result.name = MadeName(english: column.field.name, chinese: column.field.chineseName)
    return result
  }

  /// A place of the text that is being bound, if that is the statement itself.
  func rangeInStatement(_ range: SourceRange) -> SourceRange? {
    context.source === statementSource ? range : nil
  }

  /// The latest definition of a name that the present context can see.
  func definition(named name: String) -> (Int, NameDefinition)? {
    guard
      let position = catalog.positionsByName[name]?.last(where: { $0 < context.visibleCount })
    else { return nil }
    return (position, catalog.definitions[position])
  }

  /// The context in which a definition was written.
  func contextOf(_ definition: NameDefinition, at position: Int) -> BindingContext {
    BindingContext(
      source: definition.source, visibleCount: position,
      previousResult: definition.previousResult)
  }

  private mutating func bindDefinition(
    _ definition: NameDefinition, _ position: Int, _ name: NameSyntax, _ hint: WordHint?
  ) -> Operand? {
    guard countExpansion(1) else { return nil }
    depth += 4
    defer { depth -= 4 }
    let inner = contextOf(definition, at: position)
    var result: Operand?
    switch definition.kind {
    case .broken: return nil
    case .query: result = bindScalarSource(name)
    case .function(let parameters, _):
      report(.functionWithoutArguments(name.text, parameters), at: name.range)
      return nil
    case .value(let expression):
      result = inContext(inner) { binder in
        var scope = Scope.constant
        return binder.bind(expression, &scope, hint: hint ?? .anyWord)
      }
    case .parameter(let type, let expression):
      result = inContext(inner) { binder in
        binder.bindParameterValue(expression, type, hint)
      }
    }
    result?.range = name.range
    result?.name = MadeName(english: name.text, chinese: nil)
    return result
  }

  /// Whether a name means something where a value is wanted; gives no diagnostic.
  func canResolve(_ name: NameSyntax, _ scope: Scope) -> Bool {
    if context.locals[name.text] != nil || definition(named: name.text) != nil { return true }
    if isWatched(name) { return true }
    if scope.relation.column(named: name.text) != nil { return true }
    return scope.grouping?.keys.contains { $0.column.isNamed(name.text) } ?? false
  }

  private mutating func bindUnknownName(
    _ name: NameSyntax, _ scope: Scope, _ hint: WordHint?
  ) -> Operand? {
    if scope.place != .constant,
      context.outerRows.contains(where: { $0.column(named: name.text) != nil }),
      hint?.type.isEnumeration != true
    {
      report(.outerColumn(name.text), at: name.range)
      return nil
    }
    if !name.isQuoted, let hint {
      if case .enumeration(let type) = hint.type {
        report(.unknownCode(name.text, of: hint.text, type), at: name.range)
        return nil
      }
      if hint.acceptsText {
        warnIfNoRowHolds(name.text, hint, at: name.range)
        var word = Operand.constant(.text(name.text), type: .text, at: location(name.range))
        word.literal = .string(name.text)
        return word
      }
    }
    if measures(of: scope.relation).contains(where: { $0.isNamed(name.text) }) {
      report(.measureOutsideSummarise(name.text), at: name.range)
      return nil
    }
    if let table = scope.relation.table, scope.place != .constant,
      let declared = catalog.table(named: table)?.declaration?.columns.first(where: {
        $0.field.name == name.text || $0.field.chineseName == name.text
      }), scope.relation.isWholeTable || scope.relation.keepsTableColumns(of: catalog)
    {
      report(.columnNotInData(declared.field.name, table: table), at: name.range)
      return nil
    }
    if catalog.table(named: name.text) != nil {
      report(.tableAsValue(name.text), at: name.range)
      return nil
    }
    reportUnknownColumn(name.text, at: name.range, scope)
    return nil
  }

  /// Says that there is no such column, and what else may have been meant.
  mutating func reportUnknownColumn(_ name: String, at range: SourceRange, _ scope: Scope) {
    if scope.relation.isBroken { return }
    var candidates = scope.relation.columnNames
    if let grouping = scope.grouping {
      candidates = grouping.keys.map(\.column.field.name) + candidates
    }
    candidates += visibleDefinitionNames
    // `explain` asks for a measure by its name alone.
    if scope.place == .constant {
      let measures = catalog.tables.flatMap(\.measures)
      candidates += measures.flatMap { [$0.name, $0.chineseName ?? $0.name] }
    }
    if scope.grouping != nil {
      candidates += FunctionRegistry.aggregates.map { $0.name }
      candidates += measures(of: scope.relation).flatMap { [$0.name, $0.chineseName ?? ""] }
    }
    let nearest = SpellingSuggestion.nearest(to: name, among: candidates)
    if scope.place == .constant {
      report(.unknownName(name, nearest: nearest), at: range)
    } else if scope.grouping != nil {
      report(.unknownMeasure(name, in: scope.relation.table, nearest: nearest), at: range)
    } else if let table = scope.relation.table, tableHas(name, table) {
      report(.columnIsGone(name, of: table), at: range)
    } else {
      report(.unknownColumn(name, in: scope.relation.table, nearest: nearest), at: range)
    }
  }

  /// Helps with a word that was just found to name nothing, where a text may be meant.
  mutating func adviseQuotes(around word: NameSyntax) {
    guard let last = diagnostics.indices.last,
      diagnostics[last].code == PlanDiagnostics.unknownColumn, diagnostics[last].help == nil
    else { return }
    diagnostics[last].help = .quotesAroundText(word.text)
  }

  /// Whether a table has a column or field that the rows at hand have lost.
  private func tableHas(_ name: String, _ table: String) -> Bool {
    guard let entry = catalog.table(named: table) else { return false }
    return entry.storedFields.contains { $0.name == name || $0.chineseName == name }
      || entry.computedFields.contains { $0.name == name || $0.chineseName == name }
  }

  var visibleDefinitionNames: [String] {
    catalog.definitions.prefix(context.visibleCount).map(\.name)
  }

  private mutating func reportUnavailable(_ name: NameSyntax, _ relation: Relation) {
    guard let reason = relation.unavailable[name.text] else { return }
    report(name, unavailableBecause: reason)
  }

  /// A cycle is told once, where it is declared.
  mutating func report(_ name: NameSyntax, unavailableBecause reason: Diagnostic) {
    if reason.code == PlanDiagnostics.fieldCycle {
      diagnostics.append(reason)
    } else {
      report(.unavailableField(name.text, because: reason), at: name.range)
    }
  }

  /// Text that no row holds is most likely a slip.
  ///
  /// Looked for only in loaded tables, never in private columns, and only while the distinct
  /// values are few.
  mutating func warnIfNoRowHolds(_ text: String, _ hint: WordHint, at range: SourceRange) {
    guard looksAtValues, let column = hint.column, !column.field.isPrivate,
      let origin = column.origin,
      var values = DistinctTexts.values(of: origin), !values.isEmpty, !values.contains(text)
    else { return }
    if let shown = shownTexts(of: origin) { values = shown }
    let nearest = SpellingSuggestion.nearest(to: text, among: values.sorted(), limit: 1)
    report(
      .noSuchValue(text, of: hint.text, valueCount: values.count, nearest: nearest.first),
      at: range)
  }
}

extension Relation {
  /// Whether every stored column of its table can still be seen.
  func keepsTableColumns(of catalog: Catalog) -> Bool {
    guard let entry = table.flatMap({ catalog.table(named: $0) }) else { return false }
    return entry.storedFields.allSatisfy { column(named: $0.name) != nil }
  }
}

extension WordHint {
  /// Where a word that names nothing is text whatever stands beside it.
  static var anyWord: WordHint {
    WordHint(type: .unknown, text: "", acceptsText: true)
  }
}
