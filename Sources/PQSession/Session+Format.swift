import PQDiagnostics
import PQFunctions
import PQPlan
import PQSyntax

extension Session {
  /// Returns a script in the canonical layout, its words and the names of model and functions in
  /// `language` if one is given; `nil` if the script cannot be read.
  package func format(
    _ source: SourceText, to language: Language?
  ) -> (text: String?, diagnostics: [Diagnostic]) {
    let script = ParsedScript(source)
    if script.diagnostics.contains(where: { $0.severity == .error }) {
      return (nil, script.diagnostics)
    }
    return (
      Formatter.format(source, to: language, names: nameTranslation), script.diagnostics
    )
  }

  /// The twins of the model's names and of the functions.
  package var nameTranslation: NameTranslation {
    var functionToChinese: [String: String] = [:]
    var functionToEnglish: [String: String] = [:]
    for function in HelpTopics.functions {
      functionToChinese[function.name] = function.chineseName
      functionToEnglish[function.chineseName] = function.name
    }
    functionToChinese.merge(catalog.functionTranslation(to: .chinese)) { $1 }
    functionToEnglish.merge(catalog.functionTranslation(to: .english)) { $1 }
    return NameTranslation(
      toChinese: catalog.nameTranslation(to: .chinese),
      toEnglish: catalog.nameTranslation(to: .english),
      functionToChinese: functionToChinese, functionToEnglish: functionToEnglish,
      codesToChinese: catalog.codeTranslation(to: .chinese),
      codesToEnglish: catalog.codeTranslation(to: .english))
  }
}
