import PQDiagnostics
import PQPlan

/// Tables, a model and settings: opens data, runs text of the language, gives typed results.
///
///     let session = Session()
///     session.open("fruit.csv")
///     let run = session.run("fruit where weight > 100 | count")
///     for result in run.results { print(result.value(row: 0, column: "count")) }
///
/// A session belongs to one thread at a time; only its `cancellation` may be used from another.
public final class Session {
  public let options: SessionOptions
  /// Stops a run from another thread.
  public let cancellation = SessionCancellation()
  /// What names mean now.
  package internal(set) var catalog = Catalog()

  public init(options: SessionOptions = SessionOptions()) {
    self.options = options
  }

  /// Makes tables of data: a folder (a table for each file in it), a file, `name=file`, or `-`
  /// for standard input as the table `input`. Returns what went wrong or was left out.
  @discardableResult
  public func open(_ data: String) -> [Diagnostic] {
    []
  }

  /// Runs statements and returns everything they show.
  ///
  /// The text is checked whole before its first statement runs. `name` is the script's path, from
  /// whose folder `include` and `import` read; a typed line has none. `show` gets each output as
  /// soon as it is there; when it returns false, the run ends quietly after that statement.
  @discardableResult
  public func run(
    _ text: String, name: String? = nil, show: (SessionOutput) -> Bool = { _ in true }
  ) -> RunResult {
    RunResult(outcome: .done, outputs: [])
  }

  /// Returns what is wrong with statements, without running them.
  public func check(_ text: String, name: String? = nil) -> [Diagnostic] {
    []
  }

  /// Ends the run under way as soon as it can; its outcome is then `interrupted`.
  public func cancel() {
    cancellation.cancel()
  }
}
