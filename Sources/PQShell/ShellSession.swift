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
  func run(_ text: String, showing show: (SessionOutput) -> Bool) -> RunOutcome

  /// How far the run under way has come; may be read while it is at work.
  var progress: WorkProgress { get }

  /// What the runs so far have scanned and skipped.
  var work: WorkDone { get }

  /// Ends the run under way as soon as it can.
  func cancel()
}

extension Session: ShellSession {
  package var knownProfiles: [String] { Self.profileNames }

  package func run(_ text: String, showing show: (SessionOutput) -> Bool) -> RunOutcome {
    run(text, name: nil, show: show).outcome
  }
}
