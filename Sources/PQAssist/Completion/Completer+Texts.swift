import PQDiagnostics
import PQPlan
import PQSyntax

/// What may stand between quotes.
extension Completer {
  /// The names of files, and the values of the column that the text is compared with.
  func candidates(inString place: CursorPlace) -> [Candidate] {
    let situation = Situation(place)
    if situation.expectations.contains(.file) {
      return fileCandidates(place)
    }
    guard situation.expectations.contains(.expression), !situation.startsStatement,
      let names = names(at: situation, place), names.word != nil
    else { return [] }
    let inside = candidates(among: names, startsStatement: false).filter {
      $0.kind == .value || $0.kind == .code
    }
    return inside.map { candidate in
      var candidate = candidate
      candidate.shape = .quoted
      return candidate
    }
  }

  /// The files in the folder that is being typed. A name that would need escapes is left out.
  func fileCandidates(_ place: CursorPlace) -> [Candidate] {
    fileNames(place.typed).map { Candidate($0, .file, $0.hasSuffix("/") ? .folder : .quoted) }
  }

  /// The paths that begin with the folder of what was typed; hidden files only if a dot was.
  func fileNames(_ typed: String) -> [String] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let isHidden = typed.dropFirst(folder.count).hasPrefix(".")
    let names = files(folder).filter { name in
      name.hasPrefix(".") == isHidden
        && !name.contains { "\"'\\{}".contains($0) || $0.isNewline }
    }
    return names.sorted().map { folder + $0 }
  }
}
