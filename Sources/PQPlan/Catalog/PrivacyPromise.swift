import PQColumnar
import PQSyntax

/// What the model that comes with the program keeps from being shown of one table.
///
/// Another model may add to it. To take something away is to unmask, and needs a reason on record.
struct PrivacyPromise: Sendable {
  private struct Column: Sendable {
    var name: String
    var masking: Masking?
    var apart: [String]
    /// Whether its values point at single rows or at persons.
    var isIdentifying: Bool
  }

  private var columns: [Column] = []
  private var secret: String?

  init(_ entry: TableEntry) {
    let key = entry.declaration?.key
    columns = (entry.declaration?.columns ?? []).map { column in
      Column(
        name: column.field.name, masking: column.field.masking, apart: column.apart,
        isIdentifying: column.isKey || column.field.name == key || column.reference != nil)
    }
    secret = entry.secret.map { Printer.print($0.condition) }
  }

  /// Returns the columns of which a declaration would show more.
  func columnsOpened(by declaration: TableDeclaration) -> [String] {
    let hidesOthers = declaration.columns.contains { $0.field.isPrivate }
    return columns.filter { promised in
      let isKept = promised.masking != nil || !promised.apart.isEmpty || promised.isIdentifying
      guard isKept else { return false }
      guard let column = declaration.columns.first(where: { $0.field.name == promised.name })
      else { return promised.masking != nil && !hidesOthers }
      let isIdentifying =
        column.isKey || column.reference != nil || declaration.key == promised.name
      return !isMasked(column.field.masking, as: promised.masking)
        || promised.apart.contains { !column.apart.contains($0) }
        || promised.isIdentifying && !isIdentifying
    }.map(\.name)
  }

  /// A name shows the first character of anything.
  private func isMasked(_ masking: Masking?, as promised: Masking?) -> Bool {
    promised == nil || masking == promised || masking == .name
  }

  /// Whether a condition leaves out rows that were secret: it is another one, and does not begin with
  /// what was promised and go on with `or`.
  func isOpened(by condition: ExpressionSyntax) -> Bool {
    guard let secret else { return false }
    let text = Printer.print(condition)
    return text != secret && !text.hasPrefix(secret + " or ")
  }
}

extension Catalog {
  /// Says of all that was declared so far that it comes with the program.
  package mutating func vouchForDefinitions() {
    for table in tables.indices {
      for field in tables[table].fields.indices { tables[table].fields[field].isBuiltIn = true }
      if tables[table].promise == nil { tables[table].promise = PrivacyPromise(tables[table]) }
    }
  }
}
