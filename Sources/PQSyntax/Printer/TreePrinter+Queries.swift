import PQDiagnostics

extension TreePrinter {
  func query(_ query: QuerySyntax) -> String {
    var result = source(query.source)
    for (index, stage) in query.stages.enumerated() {
      var isFilter = false
      if case .filter = stage.kind { isFilter = true }
      result += index == 0 && isFilter ? " " : " | "
      result += self.stage(stage)
    }
    return result
  }

  private func source(_ source: QuerySourceSyntax) -> String {
    switch source {
    case .name(let name): self.name(name)
    case .call(let call): self.call(call)
    case .query(let query): "(\(self.query(query)))"
    }
  }

  func stage(_ stage: StageSyntax) -> String {
    switch stage.kind {
    case .filter(let condition): return "where \(expression(condition))"
    case .derive(let items): return "derive \(list(items))"
    case .select(let items): return "select \(list(items))"
    case .drop(let names): return "drop \(self.names(names))"
    case .rename(let items):
      let list = items.map { "\(name($0.newName)) = \(name($0.oldName))" }
      return "rename \(list.joined(separator: ", "))"
    case .count(let grouping): return "count" + self.grouping(grouping)
    case .summarise(let items, let grouping):
      return "summarise \(list(items))" + self.grouping(grouping)
    case .sort(let keys): return "sort \(list(keys))"
    case .take(let count, let keys): return "take \(expression(count))" + per(keys)
    case .skip(let count): return "skip \(expression(count))"
    case .top(let count, let by, let keys):
      return "top \(expression(count)) by \(list(by))" + per(keys)
    case .sample(let count, let seed):
      return "sample \(expression(count))" + (seed.map { " seed \(expression($0))" } ?? "")
    case .distinct(let items): return items.isEmpty ? "distinct" : "distinct \(list(items))"
    case .pivot(let key, let hasTotal):
      return "pivot \(item(key))" + (hasTotal ? " with total" : "")
    case .unpivot(let names): return "unpivot \(self.names(names))"
    case .compare(let period): return "compare to \(expression(period))"
    case .describe: return "describe"
    case .protect(let size): return "protect \(expression(size))"
    case .broken: return ""
    case .join, .append, .chart, .save: return stageWithFile(stage.kind)
    }
  }

  /// Stages that name another table or a file.
  private func stageWithFile(_ kind: StageSyntax.Kind) -> String {
    switch kind {
    case .join(let kind, let table, let condition):
      let word = kind == .inner ? "" : " \(kind.rawValue)"
      return "join\(word) \(operand(table)) on \(expression(condition))"
    case .append(let table): return "append \(operand(table))"
    case .chart(let kind, let columns):
      return "chart \(name(kind))" + (columns.isEmpty ? "" : " \(names(columns))")
    case .save(let path, let appends, let format):
      return "save \(appends ? "append " : "")\(template(path))"
        + (format.map { " as \(name($0))" } ?? "")
    default: return ""
    }
  }

  private func operand(_ body: BodySyntax) -> String {
    switch body {
    case .query(let query): "(\(self.query(query)))"
    case .expression(let expression):
      self.expression(expression, atLeast: OperatorPrecedence.primary)
    }
  }

  private func grouping(_ grouping: GroupingSyntax) -> String {
    (grouping.keys.isEmpty ? "" : " by \(list(grouping.keys))")
      + (grouping.hasTotal ? " with total" : "") + (grouping.hasEmpty ? " with empty" : "")
      + (grouping.hasParts ? " with parts" : "")
  }

  private func per(_ keys: [ItemSyntax]) -> String {
    keys.isEmpty ? "" : " per \(list(keys))"
  }

  private func item(_ item: ItemSyntax) -> String {
    (item.name.map { "\(name($0)) = " } ?? "") + expression(item.expression)
  }

  private func list(_ items: [ItemSyntax]) -> String {
    items.map(item).joined(separator: ", ")
  }

  func list(_ keys: [SortKeySyntax]) -> String {
    let written = keys.map { key in
      expression(key.expression) + (key.isDescending.map { $0 ? " desc" : " asc" } ?? "")
    }
    return written.joined(separator: ", ")
  }
}
