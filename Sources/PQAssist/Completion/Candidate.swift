import PQColumnar
import PQDiagnostics
import PQPlan
import PQSyntax

/// Something that may stand at the cursor, before it is known whether it fits what was typed.
struct Candidate {
  /// What it is; the order is that of the menu where nothing else decides.
  enum Kind: Int {
    case value, code, column, measure, aggregate, table, definition, period, function, keyword
    case file, command, history
  }

  /// How it is written.
  enum Shape {
    /// As it is.
    case plain
    /// A name, in back quotes if it needs them.
    case name
    /// A text, in quotes if it needs them.
    case text
    /// A text that stands between quotes already.
    case quoted
    /// A folder of a path between quotes, which goes on.
    case folder
    /// A function with something between its brackets.
    case call
  }

  var english: String
  var chinese: String?
  var kind: Kind
  var shape = Shape.plain
  /// What the menu says of it beside the other name.
  var type: LocalizedText?
  /// Which come first; 0 is what fits best.
  var group = 0

  init(
    _ name: CatalogName, _ kind: Kind, _ shape: Shape = .name, type: LocalizedText? = nil,
    group: Int = 0
  ) {
    self.init(
      name.name, zh: name.chineseName, kind, shape, type: type, group: group)
  }

  init(
    _ english: String, zh chinese: String? = nil, _ kind: Kind, _ shape: Shape = .plain,
    type: LocalizedText? = nil, group: Int = 0
  ) {
    self.english = english
    self.chinese = chinese
    self.kind = kind
    self.shape = shape
    self.type = type
    self.group = group
  }

  init(_ keyword: Keyword, type: LocalizedText? = nil, kind: Kind = .keyword, group: Int = 0) {
    let entry = KeywordTable.entry(for: keyword)
    self.init(
      entry.english, zh: entry.chinese, kind, type: type ?? entry.role.name, group: group)
  }

  /// What the menu shows of a name that fits.
  func entry(_ name: String, in language: Language, closing: Closing) -> Completion.Entry {
    let other = name == english ? chinese : english
    let detail = [type?.text(in: language), other == name ? nil : other].compactMap { $0 }
    let written = written(name, closing)
    return Completion.Entry(
      label: shape == .call ? name + "()" : name, insertion: written.text,
      detail: detail.joined(separator: " · "), cursorBack: written.back)
  }

  private func written(_ name: String, _ closing: Closing) -> (text: String, back: Int) {
    switch shape {
    case .plain: return (name, 0)
    case .name:
      let isPlain =
        !closing.isInBackQuotes && CharacterClass.isPlainName(name)
        && !KeywordTable.isReserved(name)
      return (isPlain || name.contains("`") ? name : "`\(name)`", 0)
    case .text:
      let isPlain =
        CharacterClass.isPlainName(name) && KeywordTable.phrases(startingWith: name).isEmpty
      return (isPlain ? name : StringText.quoted(name), 0)
    case .quoted: return (StringText.quoted(name), 0)
    case .folder: return (StringText.quoted(name), 1)
    case .call:
      return closing.hasBracket ? (name, 0) : (name + "()", 1)
    }
  }
}

/// What stands around the word that is replaced.
struct Closing {
  /// Whether a bracket follows already.
  var hasBracket = false
  var isInBackQuotes = false
}
