import ArgumentParser
import Glibc
import PQDiagnostics
import PQFormats
import PQSession

/// `pq fmt [--lang zh|en] [--check] FILE…`: canonical layout, or the other language.
struct FormatCommand: ProgramCommand {
  @Flag(help: "Change nothing; say which files would change, and end with 1 if any would.")
  var check = false

  @Option(
    parsing: .unconditionalSingleValue,
    help: "A text that adds to the model, whose names are translated: FILE.pq.")
  var model: [String] = []

  @OptionGroup var common: CommonOptions

  @Argument(help: "Scripts; `-` reads standard input and writes standard output.")
  var file: [String]

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    if let report = file.first(where: ScriptReader.isReport) {
      throw UsageError(.reportNotFormatted(report))
    }
    let target = common.lang.flatMap(Language.init(rawValue:))
    var options = SessionOptions()
    options.language = manners.language
    do throws(QueryError) {
      for path in model { options.models.append(try ScriptReader.read(path)) }
      let session = Session(options: options)
      var status = ExitStatus.done
      for path in file {
        let result = try format(path, in: session, to: target, console)
        if result != .done { status = result }
      }
      return status
    } catch {
      return console.fail(error.diagnostic)
    }
  }

  private func format(
    _ path: String, in session: Session, to language: Language?, _ console: Console
  ) throws(QueryError) -> ExitStatus {
    let source = try ScriptReader.read(path)
    let (text, diagnostics) = session.format(source, to: language)
    for diagnostic in diagnostics { console.show(diagnostic) }
    guard let text else { return .wrong }
    if check {
      if text == source.string { return .done }
      StandardOutput.write(path + "\n")
      return .wrong
    }
    if path == "-" {
      StandardOutput.write(text)
    } else if text != source.string {
      let file = try AtomicFile(path)
      try file.write(Array(text.utf8))
      try file.commit()
    }
    return .done
  }
}
