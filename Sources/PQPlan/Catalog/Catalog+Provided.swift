import PQColumnar

extension Catalog {
  /// Adds a table that the program makes itself, or replaces its rows; false if a table of the
  /// user's has one of its names, which then keeps it.
  package mutating func provideTable(_ table: Table, named name: String, zh chineseName: String)
    -> Bool
  {
    let names = [name, chineseName]
    let namesakes = tables.filter { entry in
      names.contains(entry.name) || entry.chineseName.map(names.contains) ?? false
    }
    guard namesakes.allSatisfy(\.isProvided), letNames.allSatisfy({ !names.contains($0) }) else {
      return false
    }
    addTable(table, named: name, hasFile: false)
    let position = ensureTable(named: name)
    tables[position].chineseName = chineseName
    tables[position].isProvided = true
    return true
  }
}
