import PQAssist
import PQDiagnostics
import PQPlan

/// Colors the line being typed by what its pieces are.
package final class LineColoring {
  private var catalog: Catalog?
  /// The catalog's names, found when a line is first colored: a script's lines never are.
  private var names: KnownNames?

  package init() {}

  /// Takes the names that mean something from now on.
  package func learn(_ catalog: Catalog) {
    self.catalog = catalog
    names = nil
  }

  /// Returns one style for each scalar of a text.
  package func styles(_ text: String) -> [CellStyle] {
    var styles = [CellStyle](repeating: .plain, count: text.unicodeScalars.count)
    if MetaCommandCall(text) != nil { return styles }
    if names == nil { names = catalog.map { KnownNames($0) } }
    var highlights = Highlighter.highlights(in: text, names: names)[...]
    var offset = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      while let first = highlights.first, first.range.end <= offset { highlights.removeFirst() }
      guard let first = highlights.first else { break }
      if first.range.start <= offset { styles[index] = Self.style(of: first.kind) }
      offset += UTF8.width(scalar)
    }
    return styles
  }

  private static func style(of kind: HighlightKind) -> CellStyle {
    switch kind {
    case .keyword: .keyword
    case .function: .function
    case .string: .string
    case .number: .number
    case .period: .period
    case .comment, .bracket: .faint
    case .table, .column: .plain
    case .code: .code
    case .unknown: .underlined
    case .mistake: .mistake
    }
  }
}
