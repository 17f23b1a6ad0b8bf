import PQDiagnostics
import PQFunctions
import PQSyntax

extension Catalog {
  /// The twins of the model's names and of the functions, for writing a script in the other language.
  package var wordTranslation: NameTranslation {
    // What the binder itself computes by name: rows of a call, and what a file claims.
    var toChinese = ["claimed": "填报值"]
    for function in TableFunction.allCases { toChinese[function.rawValue] = function.chinese }
    for function in FunctionRegistry.scalars { toChinese[function.name] = function.chineseName }
    for function in FunctionRegistry.aggregates { toChinese[function.name] = function.chineseName }
    for function in FunctionRegistry.windows { toChinese[function.name] = function.chineseName }
    var toEnglish: [String: String] = [:]
    for (english, chinese) in toChinese { toEnglish[chinese] = english }
    toChinese.merge(functionTranslation(to: .chinese)) { $1 }
    toEnglish.merge(functionTranslation(to: .english)) { $1 }
    return NameTranslation(
      toChinese: nameTranslation(to: .chinese), toEnglish: nameTranslation(to: .english),
      functionToChinese: toChinese, functionToEnglish: toEnglish,
      codesToChinese: codeTranslation(to: .chinese), codesToEnglish: codeTranslation(to: .english))
  }
}
