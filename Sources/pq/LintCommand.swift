import ArgumentParser
import Glibc
import PQDiagnostics
import PQSession
import PQShell

/// `pq lint [DATA…]`: what the records of all tables contradict.
struct LintCommand: ProgramCommand {
  @Option(name: .shortAndLong, help: "The format of the findings.")
  var output: String?

  @Flag(help: "For spreadsheets: BOM, CRLF, cells neutralised, long digits as text.")
  var forExcel = false

  @OptionGroup var limits: SessionArguments
  @OptionGroup var reveals: RevealArguments
  @OptionGroup var common: CommonOptions

  @Argument(help: "Folders, files, `name=file` or `-`.")
  var data: [String] = []

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    let printer = try ResultPrinter(format: output, isForExcel: forExcel, manners: manners)
    let (opened, failure) = limits.open(data, try limits.sessionOptions(manners, reveals), console)
    guard let session = opened else { return failure }
    let report = session.lint()
    for diagnostic in report.diagnostics { console.show(diagnostic) }
    if output == nil, TerminalDevice.isTerminal(STDOUT_FILENO) {
      StandardOutput.write(report.text(in: manners.language))
    } else {
      let result = QueryResult(table: report.table(in: manners.language))
      _ = printer.show(.result(result), console)
      if let failure = printer.failure { return console.fail(failure) }
    }
    let status = ExitStatus(RunOutcome(of: report.diagnostics))
    return status == .done && report.hasFindings ? .wrong : status
  }
}
