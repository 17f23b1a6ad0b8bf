import PQDiagnostics

/// Writes syntax trees as text of the language.
///
/// Reading the text again gives the same tree, ranges apart; round brackets are added where a tree
/// that was not read from text needs them.
package enum Printer {
  package static func print(
    _ script: ScriptSyntax, language: Language = .english, names: NameTranslation = .none
  ) -> String {
    let printer = TreePrinter()
    let text = script.statements.map { printer.statement($0.kind) + "\n" }.joined()
    return translated(text, language, names)
  }

  package static func print(
    _ statement: StatementSyntax, language: Language = .english, names: NameTranslation = .none
  ) -> String {
    translated(TreePrinter().statement(statement.kind), language, names)
  }

  package static func print(
    _ body: BodySyntax, language: Language = .english, names: NameTranslation = .none
  ) -> String {
    translated(TreePrinter().body(body), language, names)
  }

  package static func print(
    _ query: QuerySyntax, language: Language = .english, names: NameTranslation = .none
  ) -> String {
    translated(TreePrinter().query(query), language, names)
  }

  package static func print(
    _ expression: ExpressionSyntax, language: Language = .english, names: NameTranslation = .none
  ) -> String {
    translated(TreePrinter().expression(expression), language, names)
  }

  private static func translated(
    _ text: String, _ language: Language, _ names: NameTranslation
  ) -> String {
    guard language != .english else { return text }
    let formatted = Formatter.format(SourceText(text), to: language, names: names)
    return text.hasSuffix("\n") ? formatted : String(formatted.dropLast())
  }
}

/// Writes trees in English on one line; only a table's declaration takes several.
struct TreePrinter {
  /// Code inside a string's braces cannot use the string's own quotes.
  var isInTemplate = false

  func name(_ name: NameSyntax) -> String {
    let isPlain =
      !name.isQuoted && CharacterClass.isPlainName(name.text)
      && !KeywordTable.isReserved(name.text)
    return isPlain ? name.text : "`\(name.text)`"
  }

  func names(_ names: [NameSyntax]) -> String {
    names.map(name).joined(separator: ", ")
  }

  func string(_ text: String) -> String {
    isInTemplate ? StringText.singleQuoted(text) : StringText.quoted(text)
  }

  func template(_ template: TemplateSyntax) -> String {
    var inner = self
    inner.isInTemplate = true
    let parts = template.parts.map { part in
      switch part {
      case .text(let text): StringText.escaped(text, isTemplate: true)
      case .interpolation(let body): "{\(inner.body(body))}"
      }
    }
    return "\"\(parts.joined())\""
  }

  func body(_ body: BodySyntax) -> String {
    switch body {
    case .query(let query): self.query(query)
    case .expression(let expression): self.expression(expression)
    }
  }
}
