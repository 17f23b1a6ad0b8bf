import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan
import PQSession

/// What the shell needs of a session.
///
/// All of it is used by one thread at a time; only `cancel` may be called while `run` is at work
/// on another one.
package protocol ShellSession: AnyObject {
  /// What names mean now.
  var catalog: Catalog { get }

  /// What a line is bound with while it is typed.
  var assistEnvironment: BindingEnvironment { get }

  /// Returns the names in a folder, as a path of the shell would name it.
  func fileNames(in folder: String) -> [String]

  /// Returns how a measure or derived field is defined, or `nil` if none has this name.
  func definition(of name: String) -> String?

  /// Explains a measure, a measure of a period, or a query; tables fit `width` cells.
  func explanation(of subject: String, width: Int?) -> Explanation

  /// Unmasks columns for the rest of the session, once that is in the audit log; returns why not.
  func reveal(_ request: RevealRequest) -> [Diagnostic]

  /// The columns that are unmasked.
  var revealedColumns: [String] { get }

  /// The audit log of the session, or the one that it would keep; `nil` if there is no place.
  var auditPath: String? { get }

  /// Whether statements are on record.
  var isAudited: Bool { get }

  /// Asks the checks of one table, or of every table with rows.
  func lint(_ table: String?) -> LintReport

  /// The texts of the model in force.
  var modelTexts: [SourceText] { get }

  /// Whose definitions count; empty if it is nobody's in particular.
  var profileName: String { get }

  /// The built-in profiles.
  var knownProfiles: [String] { get }

  /// Counts by another profile from here on; returns what is wrong with it.
  func useProfile(_ name: String) -> [Diagnostic]

  /// Runs statements and shows each output as soon as it is there, until `show` returns false.
  ///
  /// `name` is the script's path; typed lines have none.
  func run(_ text: String, name: String?, showing show: (SessionOutput) -> Bool) -> RunOutcome

  /// Whether nothing may be written and nothing read but what was opened.
  var isSafe: Bool { get }

  /// Makes the session safe from here on.
  func makeSafe()

  /// Speaks another language from here on.
  func speak(_ language: Language)

  /// What `today` is pinned to, in days since 1970-01-01; `nil` if it is the computer's date.
  var pinnedToday: Int64? { get }

  /// What `today` means now, in days since 1970-01-01.
  var today: Int64 { get }

  func pinToday(_ day: Int64?)

  /// The `param`s that count now, each with its value as written.
  var parameterValues: [(name: String, value: String)] { get }

  /// Sets a `param`; returns what is wrong.
  func setParameter(_ name: String, to text: String) -> [Diagnostic]

  /// The folder against which relative file names are read.
  var folder: String { get }

  func changeFolder(_ path: String) -> [Diagnostic]

  /// The folder that is the register, if one was opened.
  var registerFolder: String? { get }

  /// Makes tables of data that a typed line names; returns what there is to tell.
  func openTyped(_ data: [String]) -> [Diagnostic]

  /// Reads data again whose files have changed since they were opened.
  func reopenChanged() -> [Diagnostic]

  /// Returns the text of a script, by a path relative to the session's folder.
  func script(at path: String) throws(QueryError) -> SourceText

  /// Writes the statements that made the current names to a file; returns how many they are.
  func saveScript(_ path: String) throws(QueryError) -> Int

  /// Opens a file that takes results.
  func openResultFile(_ path: String, as format: OutputFormat?) throws(QueryError) -> ResultFile

  /// Says which file results go to, for the audit log; `nil` is the screen.
  func send(to file: ResultFile?)

  /// The steps of the tour; empty where there is none.
  var tourSteps: [TourStep] { get }

  /// Returns a statement without what must not be written to the history file.
  func redacted(_ statement: String) -> String

  /// Adds a table that the shell makes, unless the user has one of its name.
  func provide(_ table: Table, named name: String, zh chineseName: String)

  /// How far the run under way has come; may be read while it is at work.
  var progress: WorkProgress { get }

  /// What the runs so far have scanned and skipped.
  var work: WorkDone { get }

  /// Ends the run under way as soon as it can.
  func cancel()
}

extension Session: ShellSession {
  package var knownProfiles: [String] { Self.profileNames }

  package func run(
    _ text: String, name: String?, showing show: (SessionOutput) -> Bool
  ) -> RunOutcome {
    run(text, name: name, show: show).outcome
  }
}
