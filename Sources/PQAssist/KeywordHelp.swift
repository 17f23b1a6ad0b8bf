import PQDiagnostics
import PQSyntax

/// What `.help` says about words of the language that are no stages: statements, clauses, operators,
/// periods, types and options.
package struct KeywordHelp: Sendable {
  /// The words that the page is about.
  package let keywords: [Keyword]
  package let form: LocalizedText
  package let summary: LocalizedText
  /// Statements about the fruit of the help's examples.
  package let examples: [LocalizedText]

  init(
    _ keywords: Keyword..., form: LocalizedText, _ summary: LocalizedText,
    examples: [LocalizedText]
  ) {
    self.keywords = keywords
    self.form = form
    self.summary = summary
    self.examples = examples
  }

  /// Every page, in the order of the language's reference.
  package static let all: [KeywordHelp] =
    statements + clauses + declarations + operators + values + options

  /// Returns the page of a word in either language, or `nil` if there is none.
  package static func named(_ name: String) -> KeywordHelp? {
    all.first { page in page.spellings.contains(name) }
  }

  /// The words of all pages, in both languages.
  package static var names: [String] { all.flatMap(\.spellings) }

  /// The words that the page is about, in both languages.
  package var spellings: [String] {
    keywords.flatMap { keyword in
      let entry = KeywordTable.entry(for: keyword)
      return [entry.english, entry.chinese]
    }
  }

  /// Returns the help as lines to print.
  package func text(in language: Language) -> String {
    PageLayout.page(form, summary, examples, in: language)
  }
}

/// How pages of help are laid out.
package enum PageLayout {
  /// Returns a page: how something is written, what it means, and examples.
  ///
  ///     take N [per KEY, …]
  ///
  ///       The first N rows, or the first N of each group.
  ///
  ///       fruit | take 3
  package static func page(
    _ form: LocalizedText, _ summary: LocalizedText, _ examples: [LocalizedText],
    in language: Language
  ) -> String {
    var text = form.text(in: language) + "\n\n"
    for line in summary.text(in: language).split(separator: "\n") {
      text += TextWrapping.lines(String(line)).map { "  \($0)\n" }.joined()
    }
    for example in examples {
      text += "\n"
      for line in example.text(in: language).split(separator: "\n") { text += "    \(line)\n" }
    }
    return text
  }
}
