import PQDiagnostics

extension Catalog {
  /// Takes back what a text has declared about tables: what it had replaced is as it was in
  /// `model`, what it had added is gone.
  ///
  /// Its `let`s and `param`s stay, since others may have been built on them.
  package mutating func withdraw(_ source: SourceText, for model: Catalog) {
    tables = tables.map { table in
      var entry = table
      let before = model.tables.first { $0.name == entry.name }
      entry.fields = Self.restored(
        entry.fields, before?.fields ?? [], name: \.name, source: \.source, withdrawn: source)
      entry.measures = Self.restored(
        entry.measures, before?.measures ?? [], name: \.name, source: \.source,
        withdrawn: source)
      entry.checks = Self.restored(
        entry.checks, before?.checks ?? [], name: \.name, source: \.source, withdrawn: source)
      if entry.secret?.source === source { entry.secret = before?.secret }
      return entry
    }
  }

  private static func restored<Definition>(
    _ now: [Definition], _ before: [Definition], name: KeyPath<Definition, String>,
    source: KeyPath<Definition, SourceText>, withdrawn: SourceText
  ) -> [Definition] {
    now.compactMap { definition in
      guard definition[keyPath: source] === withdrawn else { return definition }
      return before.first { $0[keyPath: name] == definition[keyPath: name] }
    }
  }
}
