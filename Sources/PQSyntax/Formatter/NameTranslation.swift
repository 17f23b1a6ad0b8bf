import PQDiagnostics

/// The twins of names: columns, codes, tables, measures and functions.
///
/// The language knows only its keywords; whoever knows the model and the functions supplies these.
/// A pair is used only if each name is the other's twin, so that nothing is lost on the way back.
package struct NameTranslation: Sendable {
  private var toChinese: [String: String]
  private var toEnglish: [String: String]
  private var functionToChinese: [String: String]
  private var functionToEnglish: [String: String]
  private var codesToChinese: [String: [String: String]]
  private var codesToEnglish: [String: [String: String]]

  package static let none = NameTranslation(toChinese: [:], toEnglish: [:])

  /// Makes a translation from dictionaries of names; of functions, which are looked up only where a
  /// name is called; and of each column's codes, which are looked up only beside the column.
  package init(
    toChinese: [String: String], toEnglish: [String: String],
    functionToChinese: [String: String] = [:], functionToEnglish: [String: String] = [:],
    codesToChinese: [String: [String: String]] = [:],
    codesToEnglish: [String: [String: String]] = [:]
  ) {
    self.toChinese = Self.withoutSharedTwins(toChinese)
    self.toEnglish = Self.withoutSharedTwins(toEnglish)
    self.functionToChinese = Self.withoutSharedTwins(functionToChinese)
    self.functionToEnglish = Self.withoutSharedTwins(functionToEnglish)
    self.codesToChinese = codesToChinese.mapValues(Self.withoutSharedTwins)
    self.codesToEnglish = codesToEnglish.mapValues(Self.withoutSharedTwins)
  }

  /// A twin of two names would not say which of them is meant.
  private static func withoutSharedTwins(_ dictionary: [String: String]) -> [String: String] {
    var counts: [String: Int] = [:]
    for twin in dictionary.values { counts[twin, default: 0] += 1 }
    return dictionary.filter { counts[$0.value] == 1 }
  }

  /// Returns the name in the other language, or `nil` if it has no twin or not exactly one.
  package func twin(of name: String, in language: Language) -> String? {
    language == .chinese
      ? Self.twin(of: name, toChinese, toEnglish) : Self.twin(of: name, toEnglish, toChinese)
  }

  /// Returns the word beside a column in the other language: a code of the column, or else a name.
  package func codeTwin(of word: String, beside column: String, in language: Language) -> String? {
    let toChinese = codesToChinese[column] ?? [:]
    let toEnglish = codesToEnglish[column] ?? [:]
    let twin =
      language == .chinese
      ? Self.twin(of: word, toChinese, toEnglish) : Self.twin(of: word, toEnglish, toChinese)
    return twin ?? self.twin(of: word, in: language)
  }

  /// Returns an argument in the other language: a code of the function's parameter, or else a name.
  package func argumentTwin(
    of word: String, at position: Int, of function: String, in language: Language
  ) -> String? {
    codeTwin(of: word, beside: Self.parameter(position, of: function), in: language)
  }

  /// What the codes of a function's parameter are filed under, beside those of columns.
  package static func parameter(_ position: Int, of function: String) -> String {
    "\(function)(\(position))"
  }

  /// Returns the function's name in the other language.
  package func functionTwin(of name: String, in language: Language) -> String? {
    language == .chinese
      ? Self.twin(of: name, functionToChinese, functionToEnglish)
      : Self.twin(of: name, functionToEnglish, functionToChinese)
  }

  private static func twin(
    of name: String, _ forth: [String: String], _ back: [String: String]
  ) -> String? {
    guard let twin = forth[name], twin != name, back[twin] == name else { return nil }
    // A twin that needs back quotes would be a name of another kind.
    guard CharacterClass.isPlainName(twin), !KeywordTable.isReserved(twin) else { return nil }
    guard CharacterClass.isPlainName(name), !KeywordTable.isReserved(name) else { return nil }
    return twin
  }

  /// Returns the translation without some names, and without whatever has one of them for a twin.
  func excluding(_ isExcluded: (String) -> Bool) -> NameTranslation {
    func kept(_ dictionary: [String: String]) -> [String: String] {
      dictionary.filter { !isExcluded($0.key) && !isExcluded($0.value) }
    }
    func kept(_ codes: [String: [String: String]]) -> [String: [String: String]] {
      codes.filter { !isExcluded($0.key) }.mapValues { kept($0) }
    }
    return NameTranslation(
      toChinese: kept(toChinese), toEnglish: kept(toEnglish),
      functionToChinese: kept(functionToChinese), functionToEnglish: kept(functionToEnglish),
      codesToChinese: kept(codesToChinese), codesToEnglish: kept(codesToEnglish))
  }
}
