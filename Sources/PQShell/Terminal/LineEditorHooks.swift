import PQDiagnostics

/// What the line editor asks about the text in it.
package struct LineEditorHooks {
  package var prompt = StyledText(("pq> ", .prompt))
  /// Stands before each further line of a statement.
  package var continuation = StyledText(("  | ", .faint))
  /// The language of what the editor says itself.
  package var language = Language.english
  /// Returns one style for each scalar of the text.
  package var highlight: (_ text: String) -> [CellStyle] = { _ in [] }
  /// Whether Enter runs the text; else it starts another line.
  package var isComplete: (_ text: String) -> Bool = { _ in true }
  /// Returns what Tab may insert at a place; `nil` if there is nothing.
  package var complete: (_ text: String, _ cursor: Int) -> LineCompletion? = { _, _ in nil }
  /// Returns what the single completion at the end of the text would add; empty if there is none.
  ///
  /// The editor itself looks in the history first.
  package var hint: (_ text: String) -> String = { _ in "" }
  /// Returns one line that says what is wrong with the text so far, shown dim under it when typing
  /// pauses; `nil` if nothing is, or it may only be unfinished.
  package var pendingMessage: (_ text: String) -> String? = { _ in nil }
  /// Returns a statement without what must not be written to the history file.
  package var redact: (_ statement: String) -> String = { $0 }
  /// Returns the name of what the shell works on, for the history file.
  package var register: () -> String? = { nil }
  /// Whether other programs may be started, such as the user's editor.
  package var startsPrograms: () -> Bool = { true }

  package init() {}
}
