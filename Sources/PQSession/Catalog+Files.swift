import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan

extension Catalog {
  /// Puts a file's rows under a name; says where they are if that is another, and what is masked.
  ///
  /// A file that was known by its columns holds the rows of the declared table that has none yet. If it
  /// was given a name, has few of the columns, or that table has rows, it becomes a table of its own like
  /// the declared one.
  mutating func add(
    _ loaded: LoadedFile, as name: LocalizedText, isNamed: Bool
  ) -> (name: String, notes: [Diagnostic]) {
    var name = name.english
    var notes: [Diagnostic] = []
    if let match = loaded.known {
      let known = match.table.name
      if !isNamed, match.isWhole, awaitsRows(known) {
        name = known
      } else {
        declare(name, like: known)
      }
      notes.append(.knownByColumns(loaded.path, name: name, like: known))
    }
    let (table, masked) = maskingPrivateHeadings(of: loaded.table, named: name)
    addTable(
      table, named: name, rejects: loaded.rejects, absentColumns: loaded.absentColumns)
    let hidden = undeclaredColumns(of: name) + masked
    if !hidden.isEmpty { notes.append(.undeclaredColumns(hidden, in: loaded.path)) }
    return (name, notes)
  }

  /// Masks columns that nothing declares for their table, and that are headed like private ones.
  ///
  /// A heading that is open in another table, such as the name of a unit, is masked only beside one
  /// that is private everywhere.
  private func maskingPrivateHeadings(
    of table: Table, named name: String
  ) -> (Table, masked: [String]) {
    let declared = Set((declaredFields(of: name) ?? []).map(\.name))
    if table.schema.fields.allSatisfy({ declared.contains($0.name) }) { return (table, []) }
    var kinds: [String: (masking: Masking?, isOpenElsewhere: Bool)] = [:]
    for (field, isOpenElsewhere) in privateColumns {
      for heading in [field.name, field.chineseName].compactMap(\.self) {
        kinds[HeaderText.normalized(heading)] = (field.masking, isOpenElsewhere)
      }
    }
    if kinds.isEmpty { return (table, []) }
    let found = table.schema.fields.indices.compactMap { position in
      let field = table.schema.fields[position]
      let kind = kinds[HeaderText.normalized(field.name)]
      return declared.contains(field.name) || field.isPrivate
        ? nil : kind.map { (position: position, kind: $0) }
    }
    guard found.contains(where: { !$0.kind.isOpenElsewhere }) else { return (table, []) }
    var fields = table.schema.fields
    for (position, kind) in found { fields[position].masking = kind.masking }
    let result = table.described(by: Schema(fields))
    return (result, found.map { fields[$0.position].name })
  }
}
