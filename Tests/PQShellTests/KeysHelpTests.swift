import PQDiagnostics
import Testing

@testable import PQShell

/// The help on keys names what the editor binds.
@Suite struct KeysHelpTests {
  /// `^X^U` as the help writes it: `Ctrl-X Ctrl-U`.
  private func words(_ key: String) -> String {
    var words: [String] = []
    var rest = Substring(key)
    while let first = rest.popFirst() {
      if first == "^" { words.append("Ctrl-\(rest.removeFirst())") }
      if first == "\\" {
        rest.removeFirst()
        words.append("Alt-\(rest.removeFirst().uppercased())")
      }
    }
    return words.joined(separator: " ")
  }

  @Test(arguments: Language.allCases) func everyKeyOfTheEditorIsExplained(language: Language) {
    let text = KeysHelp.text(in: language)
    for command in EditCommand.allCases {
      for key in command.keys {
        // Keys known under another name: Enter, Tab, Up and Down.
        if ["^M", "^J", "^I", "^P", "^N"].contains(key) { continue }
        #expect(text.contains(words(key)), "\(command) \(key)")
      }
    }
    for key in ["Tab", "Alt-", "Home", "End", "vi"] { #expect(text.contains(key)) }
  }

  @Test func bothLanguagesStandSideBySide() {
    #expect(KeysHelp.text(in: .english).contains("Enter        "))
    #expect(KeysHelp.text(in: .chinese).contains("回车"))
    #expect(KeysHelp.rows.allSatisfy { $0.meaning.english != $0.meaning.chinese })
  }
}
