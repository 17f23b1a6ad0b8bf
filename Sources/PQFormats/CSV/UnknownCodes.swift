import PQColumnar
import PQDiagnostics

/// What stands where a code belongs, in tables whose rows must not be quoted.
///
/// A word is needed to mend the list of codes, but may as well be a name that slipped in from another
/// column. So it is quoted only if it stands in several rows, as a name hardly does, or is spelled
/// nearly like a code; the others are told by their lines.
struct UnknownCodes {
  private struct Word: Hashable {
    var column: String
    var text: String
  }

  /// As many rows as a group needs to be shown by `protect 5`.
  private static let frequentRowCount = 5
  /// How many different words are counted: more are no codes.
  private static let wordLimit = 1_000

  private var counts: [Word: Int] = [:]
  private var places: [(reject: Int, word: Word, field: Field)] = []

  /// Notes a cell that is no code of a field; `reject` is the place of its message, if it has one.
  mutating func add(_ text: String, of field: Field, at reject: Int?) {
    guard !field.isPrivate, Self.isLikeACode(text) else { return }
    let word = Word(column: field.name, text: text)
    guard counts.count < Self.wordLimit || counts[word] != nil else { return }
    counts[word, default: 0] += 1
    if let reject { places.append((reject, word, field)) }
  }

  /// The words that may be quoted, with the place of each message.
  var shown: [(reject: Int, text: String, field: Field)] {
    let words = counts.filter { $0.value >= Self.frequentRowCount }
    return places.filter { words[$0.word] != nil || Self.isNearACode($0.word.text, of: $0.field) }
      .map { ($0.reject, $0.word.text, $0.field) }
  }

  /// Whether it may be a code that the model lacks: a short word without digits. A number or a sentence
  /// is a cell of another column.
  private static func isLikeACode(_ text: String) -> Bool {
    text.unicodeScalars.count <= 12 && !text.contains(where: \.isNumber)
  }

  private static func isNearACode(_ text: String, of field: Field) -> Bool {
    guard case .enumeration(let enumeration) = field.type else { return false }
    let words = enumeration.codes.flatMap { [$0.code, $0.chineseLabel].compactMap { $0 } }
    return !SpellingSuggestion.nearest(to: text, among: words).isEmpty
  }
}
