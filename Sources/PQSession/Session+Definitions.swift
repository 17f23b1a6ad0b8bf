import PQDiagnostics
import PQPlan

extension Session {
  /// Returns how a measure or field is defined, or `nil` if none has this name.
  ///
  ///     measure harvests.ripe_share (成熟占比)
  ///       = share(ripe)
  ///       numerator    count(where ripe)
  ///       denominator  count
  ///       because "the cooperative's handbook"
  package func definition(of name: String) -> String? {
    let found = catalog.definitions(named: name)
    if found.isEmpty { return nil }
    return found.map { definition in
      var text = definition.isMeasure ? "measure" : "field"
      text += " \(definition.table).\(definition.name.name)"
      if let chinese = definition.name.chineseName { text += " (\(chinese))" }
      text += "\n  = \(definition.definition)\n"
      if let parts = definition.parts {
        text += "  numerator    \(parts.numerator)\n  denominator  \(parts.denominator)\n"
      }
      if let reason = definition.reason { text += "  because \"\(reason)\"\n" }
      return text
    }.joined(separator: "\n")
  }
}
