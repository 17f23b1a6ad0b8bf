import ArgumentParser
import PQDiagnostics
import PQSession

/// `pq explain NAME|'QUERY' [DATA…]`: a measure's definition, or a query's plan.
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
    var options = try limits.sessionOptions(manners)
    do throws(QueryError) {
      options.model = try limits.readModel()
    } catch {
      return console.fail(error.diagnostic)
    }
    let session = Session(options: options)
    let opened = console.open(data, in: session)
    if opened != .done { return opened }
    if let definition = session.definition(of: subject) {
      StandardOutput.write(definition)
      return .done
    }
    let (plan, diagnostics) = session.explain(subject)
    for diagnostic in diagnostics { console.show(diagnostic) }
    if let plan { StandardOutput.write(plan + "\n") }
    return ExitStatus(RunOutcome(of: diagnostics))
  }
}
