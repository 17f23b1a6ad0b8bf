import PQColumnar
import PQDiagnostics

extension Shell {
  /// Returns the prompt: what is asked, by whose definitions if not the usual ones, on which day if
  /// that is pinned.
  ///
  ///     pq sample 2020-06-30>
  ///
  /// It takes no more than a part of the line: first the register goes, then the rest.
  func prompt(width: Int) -> StyledText {
    let most = width * 2 / 5
    let tries = [registerWords + pinnedWords, pinnedWords, []]
    let words = tries.first {
      DisplayWidth.cells(of: (["pq"] + $0).joined(separator: " ")) + 2 <= most
    }
    var text = StyledText(("pq", .prompt))
    for word in words ?? [] { text.pieces.append((" \(word)", .faint)) }
    text.pieces.append(("> ", .prompt))
    return text
  }

  private var registerWords: [String] {
    guard let folder = session.registerFolder else { return [] }
    if folder == options.sampleFolder {
      return [ShellHelp.sample.text(in: settings.values.language)]
    }
    return [folder.split(separator: "/").last.map(String.init) ?? folder]
  }

  private var pinnedWords: [String] {
    var words: [String] = []
    let profile = session.profileName
    if profile != session.knownProfiles.first, !profile.isEmpty { words.append(profile) }
    if let day = session.pinnedToday { words.append(CivilDate(days: day).text) }
    return words
  }

  /// Returns a statement as it would stand behind the prompt.
  func echo(_ text: String) -> String {
    let prompt = (["pq"] + registerWords + pinnedWords).joined(separator: " ") + "> "
    return prompt + text.replacing("\n", with: "\n  | ") + "\n"
  }
}
