import ArgumentParser
import PQDiagnostics
import PQSession
import PQSyntax

/// `pq check FILE… [DATA…]`: says what is wrong without running.
struct CheckCommand: ProgramCommand {
  @OptionGroup var limits: SessionArguments
  @OptionGroup var common: CommonOptions

  @Argument(help: "Scripts, and the data that they are about.")
  var file: [String]

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    let scripts = file.filter { $0 == "-" || ScriptReader.isScript($0) }
    let data = file.filter { !scripts.contains($0) }
    let (opened, failure) = limits.open(data, try limits.sessionOptions(manners), console)
    guard let session = opened else { return failure }
    do throws(QueryError) {
      var status = ExitStatus.done
      for path in scripts {
        let source = try ScriptReader.read(path)
        let found =
          ScriptReader.isReport(path)
          ? session.check(ReportSyntax(source)) : session.check(source)
        for diagnostic in found { console.show(diagnostic) }
        if case let outcome = RunOutcome(of: found), outcome != .done {
          status = ExitStatus(outcome)
        }
      }
      return status
    } catch {
      return console.fail(error.diagnostic)
    }
  }
}
