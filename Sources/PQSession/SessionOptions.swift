import Glibc
import PQDiagnostics

/// What a run may pin, and what it may use. Results depend on the first eight only.
public struct SessionOptions: Sendable {
  /// The language of messages, headings and made names' labels.
  public var language: Language = .english
  /// What `today` means, in days since 1970-01-01; `nil` is the computer's local date.
  public var today: Int64?
  /// The texts of `param`s that the caller sets, by name.
  public var parameters: [String: String] = [:]
  /// Whether a text that declares no `param` of a name in `parameters` is wrong.
  public var checksParameters = false
  /// A model that replaces the built-in one.
  public var model: SourceText?
  /// Texts that are read after the model: what they declare is added to it, or replaces what has
  /// the same name.
  public var models: [SourceText] = []
  /// Whose definitions count: a built-in profile's name, or the path of a file. `nil` is the first
  /// built-in one, or none for a model that replaces the built-in one.
  public var profile: String?
  /// Against which relative file names of typed lines and of `save` are read.
  public var folder: String = "."
  /// Whether nothing may be written and nothing read but what `open` was given.
  public var isSafe = false
  /// Whether saved CSV and TSV files are for spreadsheets: with a byte order mark, CRLF, nothing
  /// that would be run as a formula, long digits as text.
  public var writesForExcel = false

  /// The file with the key of `pseudonym`; `nil` is the one in the user's configuration folder.
  public var pseudonymKeyFile: String?
  /// The key itself, for a program that keeps it elsewhere.
  public var pseudonymKey: [UInt8]?
  /// Whether the files of a folder's declared tables are read only when a statement asks for the
  /// table, and what is wrong with the others stays untold.
  public var readsTablesLate = false
  /// Whether the digests of the files that are read are kept, for the header of a report.
  public var recordsFiles = false

  /// The file that records every statement; `nil` keeps no record until something is revealed.
  public var auditFile: String?
  /// What the first run unmasks, once its line is in the audit log.
  public var reveal: RevealRequest?
  /// What the audit log says the program's version is.
  public var programVersion = ""
  /// Whom the audit log names; `nil` is the account that runs the program.
  package var auditUser: String?
  /// Seconds since 1970 for the audit log, which `today` does not change.
  package var auditClock: @Sendable () -> Int64 = { Int64(time(nil)) }

  /// How many threads share the work; `nil` is one for each core.
  public var workerCount: Int?
  /// How many bytes running queries may hold, by estimate.
  public var memoryLimit: Int?
  /// Whether the whole process is the session's, so that everything it takes counts: then nothing
  /// may take it over `memoryLimit`, or over 80 % of the machine's memory without one.
  public var ownsProcess = false
  /// How many bytes the process takes.
  package var usedMemory: @Sendable () -> Int = { ProcessMemory.used() }
  /// How many rows a block has; `nil` is the engine's own choice.
  public var blockRowCount: Int?
  /// Whether plans are rewritten into faster ones.
  public var appliesRewrites = true
  /// Whether text columns with few values are stored as codes.
  public var usesDictionaries = true

  public init() {}
}

/// Private columns that a run unmasks, and why.
public struct RevealRequest: Sendable {
  /// As written: `phone`, `people.phone`, or the names in the other language.
  public var columns: [String]
  public var reason: String

  public init(columns: [String], reason: String) {
    self.columns = columns
    self.reason = reason
  }
}
