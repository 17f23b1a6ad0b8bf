import PQDiagnostics

/// What may be written after a command to the shell: what completion offers there.
package enum CommandArgument: Sendable, Equatable {
  case none
  case table
  /// A table, or one of its columns or measures written `table.name`.
  case tableOrField
  case measure
  case profile
  /// A file to read or write.
  case file
  case folder
  /// A stage, function, measure, message code or command: what `.help` explains.
  case topic
  /// A statement of the language.
  case statement
  case parameter
  case privateColumn
  case number
  /// One of a few words, in either language.
  case choice([LocalizedText])
  case text
}

/// A command to the shell as completion sees it: `.schema TABLE`.
package struct CommandForm: Sendable {
  /// Its name in English and Chinese, without the dot.
  package let name: LocalizedText
  package let summary: LocalizedText
  package let argument: CommandArgument

  package init(name: LocalizedText, summary: LocalizedText, argument: CommandArgument) {
    self.name = name
    self.summary = summary
    self.argument = argument
  }
}
