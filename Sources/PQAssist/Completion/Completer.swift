import PQColumnar
import PQDiagnostics
import PQPlan
import PQSyntax

/// Finds what may stand at a cursor: by what the parser looks for there, and by what the binder knows
/// there. It reads no file and no more rows than rank the values of a column.
package struct Completer {
  let catalog: Catalog
  let environment: BindingEnvironment
  let values: ValueRanking
  /// The commands to the shell.
  package var commands: [CommandForm] = []
  /// Returns what a folder holds, the folders in it with `/` at their ends.
  package var files: (_ folder: String) -> [String] = { _ in [] }
  /// Statements of earlier days, the latest first.
  package var history: () -> [String] = { [] }
  /// What `.help` explains beside stages, functions and the model's names.
  package var topics: [String] = []
  package var profiles: [String] = []

  var language: Language { environment.language }

  /// A longer text is completed by its grammar alone: names in scope would have to be looked for in
  /// all of it at each key.
  static let longestBound = 1 << 14
  /// A menu of more is no help.
  static let mostEntries = 200

  package init(catalog: Catalog, environment: BindingEnvironment, values: ValueRanking) {
    self.catalog = catalog
    self.environment = environment
    self.values = values
  }

  /// Makes the tables of functions and pinyin, which the first completion would wait for.
  package static func prepareTables() {
    _ = FunctionFit.result(of: "")
    _ = Pinyin.syllables(of: "渠")
  }

  /// Returns what Tab may insert at a cursor, counted in scalars; `nil` if there is nothing.
  package func completion(in text: String, at cursor: Int) -> Completion? {
    if text.first(where: { !$0.isWhitespace }) == ".", !text.contains("\n") {
      return commandCompletion(in: text, at: cursor)
    }
    guard let place = CursorPlace(text, cursor: cursor) else { return nil }
    let candidates =
      place.kind == .string ? candidates(inString: place) : candidates(at: place)
    let entries = entries(of: candidates, typed: place.typed, closing: place.closing)
    return entries.isEmpty ? nil : Completion(range: place.range, entries: entries)
  }

  /// Returns what the only completion at the end of a text would add; empty if there is none.
  package func hint(for text: String) -> String {
    let end = text.unicodeScalars.count
    guard let completion = completion(in: text, at: end), completion.entries.count == 1,
      !completion.range.isEmpty, completion.range.upperBound == end
    else { return "" }
    let typed = text.unicodeScalars.dropFirst(completion.range.lowerBound)
    let insertion = completion.entries[0].insertion.unicodeScalars
    guard insertion.count > typed.count, insertion.starts(with: typed) else { return "" }
    return String(String.UnicodeScalarView(insertion.dropFirst(typed.count)))
  }

  /// Keeps what fits, the best first.
  func entries(
    of candidates: [Candidate], typed: String, closing: Closing = Closing()
  ) -> [Completion.Entry] {
    let matcher = NameMatcher(typed)
    var found: [(match: NameMatch, isOther: Bool, candidate: Candidate, name: String)] = []
    for candidate in candidates {
      if matcher.isEmpty, candidate.group >= Candidate.unlikely { continue }
      guard let best = best(candidate, matcher) else { continue }
      found.append((best.match, best.isOther, candidate, best.name))
    }
    let kind = found.map(\.match.kind).min() ?? .prefix
    if kind != .letters { found.removeAll { $0.match.kind == .letters } }
    // Pinyin of the other language is a last resort where letters spell names of one's own.
    if found.contains(where: { !$0.isOther || !$0.match.isLoose }) {
      found.removeAll { $0.isOther && $0.match.isLoose }
    }
    let sorted = found.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.match.kind != b.match.kind { return a.match.kind < b.match.kind }
      if a.match.kind == .letters, a.match.gaps != b.match.gaps {
        return a.match.gaps < b.match.gaps
      }
      if a.candidate.group != b.candidate.group { return a.candidate.group < b.candidate.group }
      if a.isOther != b.isOther { return b.isOther }
      return left.offset < right.offset
    }
    var seen: Set<String> = []
    var result: [Completion.Entry] = []
    for (_, item) in sorted where result.count < Self.mostEntries {
      let entry = item.candidate.entry(item.name, in: language, closing: closing)
      if seen.insert(entry.label).inserted { result.append(entry) }
    }
    return result
  }

  /// The name of a candidate that fits: that of the session's language, if it fits as well.
  private func best(
    _ candidate: Candidate, _ matcher: NameMatcher
  ) -> (match: NameMatch, isOther: Bool, name: String)? {
    let own = language == .chinese ? candidate.chinese ?? candidate.english : candidate.english
    let other = language == .chinese ? candidate.english : candidate.chinese ?? candidate.english
    let ownMatch = matcher.match(own)
    if other == own || matcher.isEmpty { return ownMatch.map { ($0, false, own) } }
    let otherMatch = matcher.match(other)
    guard let otherMatch else { return ownMatch.map { ($0, false, own) } }
    guard let ownMatch else { return (otherMatch, true, other) }
    return ownMatch.kind <= otherMatch.kind ? (ownMatch, false, own) : (otherMatch, true, other)
  }
}

extension Candidate {
  /// From this group on, a candidate is shown only if it was begun to be typed.
  static let unlikely = 7
}
