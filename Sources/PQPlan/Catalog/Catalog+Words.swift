import PQDiagnostics
import PQFunctions
import PQSyntax

extension Catalog {
  /// The twins of the model's names and of the functions, for writing a script in the other language.
  package var wordTranslation: NameTranslation {
    var toChinese = Catalog.tableFunctions
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

  /// What the binder itself computes by name: rows of a call, and what a file claims.
  static let tableFunctions = [
    "dates": "日历", "rejects": "拒收", "lint": "体检", "claimed": "填报值",
  ]
}
