import PQDiagnostics

extension TreeText {
  static func stage(_ stage: StageSyntax) -> String {
    let parts: [String]
    switch stage.kind {
    case .filter(let condition): parts = ["where", expression(condition)]
    case .derive(let items): parts = ["derive"] + items.map(item)
    case .select(let items): parts = ["select"] + items.map(item)
    case .drop(let names): parts = ["drop"] + names.map(name)
    case .rename(let items):
      parts = ["rename"] + items.map { "\(name($0.newName))=\(name($0.oldName))" }
    case .count(let grouping): parts = ["count"] + self.grouping(grouping)
    case .summarise(let items, let grouping):
      parts = ["summarise"] + items.map(item) + self.grouping(grouping)
    case .sort(let keys): parts = ["sort"] + keys.map(sortKey)
    case .take(let count, let per): parts = ["take", expression(count)] + keys("per", per)
    case .skip(let count): parts = ["skip", expression(count)]
    case .top(let count, let by, let per):
      parts =
        ["top", expression(count), "by=\(by.map(sortKey).joined(separator: ","))"]
        + keys("per", per)
    case .sample(let count, let seed):
      parts = ["sample", expression(count)] + (seed.map { ["seed=\(expression($0))"] } ?? [])
    case .distinct(let items): parts = ["distinct"] + items.map(item)
    case .join(let kind, let table, let condition):
      parts = ["join", kind.rawValue, inline(table), "on=\(expression(condition))"]
    case .append(let table): parts = ["append", inline(table)]
    case .pivot(let key, let hasTotal):
      parts = ["pivot", item(key)] + (hasTotal ? ["total"] : [])
    case .unpivot(let names): parts = ["unpivot"] + names.map(name)
    case .compare(let period): parts = ["compare", expression(period)]
    case .describe: parts = ["describe"]
    case .protect(let size): parts = ["protect", expression(size)]
    case .chart(let kind, let columns): parts = ["chart", name(kind)] + columns.map(name)
    case .save(let path, let appends, let format):
      parts =
        ["save"] + (appends ? ["append"] : []) + [template(path)]
        + (format.map { ["as=\(name($0))"] } ?? [])
    case .broken: parts = ["broken"]
    }
    return parts.joined(separator: " ")
  }

  private static func item(_ item: ItemSyntax) -> String {
    (item.name.map { "\(name($0)):=" } ?? "") + expression(item.expression)
  }

  private static func keys(_ word: String, _ items: [ItemSyntax]) -> [String] {
    items.isEmpty ? [] : ["\(word)=\(items.map(item).joined(separator: ","))"]
  }

  private static func grouping(_ grouping: GroupingSyntax) -> [String] {
    keys("by", grouping.keys) + (grouping.hasTotal ? ["total"] : [])
      + (grouping.hasEmpty ? ["empty"] : []) + (grouping.hasParts ? ["parts"] : [])
  }

  static func sortKey(_ key: SortKeySyntax) -> String {
    expression(key.expression) + (key.isDescending.map { $0 ? ":desc" : ":asc" } ?? "")
  }
}
