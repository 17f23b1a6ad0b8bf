import ArgumentParser
import Glibc
import PQDiagnostics
import PQSession
import PQShell

/// `pq explain NAME|'MEASURE of PERIOD by KEY'|'QUERY' [DATA…]`: a measure's definition, its numbers
/// in a period, or a query's plan.
struct ExplainCommand: ProgramCommand {
  @OptionGroup var limits: SessionArguments
  @OptionGroup var common: CommonOptions

  @Argument(help: "The name of a measure or field, or a query.")
  var subject: String

  @Argument(help: "The data that the query is about.")
  var data: [String] = []

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    let (opened, failure) = limits.open(data, try limits.sessionOptions(manners), console)
    guard let session = opened else { return failure }
    let explanation = session.explanation(
      of: subject, width: TerminalDevice.width(of: STDOUT_FILENO))
    for diagnostic in explanation.diagnostics { console.show(diagnostic) }
    if let text = explanation.text { StandardOutput.write(text) }
    return ExitStatus(RunOutcome(of: explanation.diagnostics))
  }
}
