import ArgumentParser
import PQDiagnostics
import PQSession
import PQShell

/// `pq audit verify [FILE] [--last HASH]`: whether an audit log is as it was written.
struct AuditCommand: ProgramCommand {
  @Option(help: "The SHA-256 that the last line should have, kept from an earlier check.")
  var last: String?

  @OptionGroup var common: CommonOptions

  @Argument(help: "What to do: verify.")
  var action: String

  @Argument(help: "The log; without it the usual one.")
  var file: String?

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    guard action == "verify" else {
      throw UsageError(.optionValue("pq audit", action, expected: "`verify`"))
    }
    guard let path = file ?? AuditLog.usualPath else {
      throw UsageError(.commandLine("Missing expected argument 'FILE'"))
    }
    do throws(QueryError) {
      let check = try AuditLog.check(path, last: last?.lowercased())
      StandardOutput.write(AuditReport.text(of: check).text(in: manners.language) + "\n")
      guard let fault = check.fault else { return .done }
      console.show(.auditBroken(path, line: fault.line, fault.kind))
      return .wrong
    } catch {
      return console.fail(error.diagnostic)
    }
  }
}
