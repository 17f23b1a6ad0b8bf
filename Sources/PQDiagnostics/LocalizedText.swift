/// A language that pq speaks.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// One sentence in both languages, standing side by side.
///
///     LocalizedText("there is no table `\(name)`", zh: "没有表 `\(name)`")
public struct LocalizedText: Hashable, Sendable {
  public let english: String
  public let chinese: String

  public init(_ english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// Words that need no translation, such as a quoted name.
  package init(verbatim text: String) {
    self.init(text, zh: text)
  }

  public func text(in language: Language) -> String {
    language == .chinese ? chinese : english
  }
}
