import PQDiagnostics
import PQSession
import PQSyntax

/// A script that may hold commands to the shell beside statements.
enum CommandScript {
  /// A piece of a script: a command, or the statements between two of them, which keep their places.
  struct Piece: Equatable {
    let text: String
    /// Counted from 1.
    let line: Int
    let isCommand: Bool
  }

  /// A script that runs itself must come to an end.
  private static let deepest = 64

  /// Returns the pieces; `eachStatement` makes each statement a piece of its own.
  static func pieces(_ source: SourceText, eachStatement: Bool = false) -> [Piece] {
    let rules = StatementRules.language
    let lines = source.string.split(separator: "\n", omittingEmptySubsequences: false)
    var pieces: [Piece] = []
    /// Where the piece and the statement that are being read begin.
    var first = 0
    var statement = 0
    func close(before end: Int) {
      let text = lines[first..<end].joined(separator: "\n")
      if Lexer.lex(SourceText(text)).tokens.count > 1 {
        // Empty lines before it keep the statement on its own line.
        let padding = String(repeating: "\n", count: first)
        pieces.append(Piece(text: padding + text, line: first + 1, isCommand: false))
      }
      first = end
    }
    for (index, line) in lines.enumerated() {
      let open = lines[statement..<index].joined(separator: "\n")
      if !open.isEmpty, !rules.isComplete(open) { continue }
      if MetaCommandCall(String(line)) != nil {
        close(before: index)
        pieces.append(Piece(text: String(line), line: index + 1, isCommand: true))
        first = index + 1
        statement = index + 1
      } else if !rules.continues(open, String(line)) {
        if eachStatement { close(before: index) }
        statement = index
      }
    }
    close(before: lines.count)
    return pieces
  }

  /// Runs a script to its first failure.
  static func run(_ source: SourceText, _ context: MetaCommandContext) -> MetaCommand.Outcome {
    guard context.settings.readDepth < deepest else { return context.told(.readDepth(deepest)) }
    context.settings.readDepth += 1
    defer { context.settings.readDepth -= 1 }
    for piece in pieces(source) {
      let outcome = run(piece, of: source, context)
      if outcome != .done { return outcome }
    }
    return .done
  }

  /// Runs one piece; after a command that fails it says where that stands.
  static func run(
    _ piece: Piece, of source: SourceText, _ context: MetaCommandContext
  ) -> MetaCommand.Outcome {
    guard piece.isCommand else { return context.host.compute(piece.text, name: source.name) }
    let outcome = context.host.answer(piece.text)
    switch outcome {
    case .failed, .ran:
      context.writer.show(
        .scriptLine(piece.text, file: source.name ?? "", line: piece.line))
    case .done, .ended, .quit: break
    }
    return outcome
  }
}

/// How a shell begins.
package enum ShellStart {
  /// The script that a shell at a terminal begins with.
  package static var usualFile: String? { StartFile.usualPath() }
}

/// The script that a shell at a terminal begins with.
enum StartFile {
  /// Finds it: `pq/init.pq` in the user's configuration folder; `nil` if there is no such folder.
  static func usualPath(environment: (String) -> String? = environmentVariable) -> String? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/pq/init.pq"
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.config/pq/init.pq"
  }

  /// Carries the file out statement by statement; a mistake in one is told and ends nothing. Returns
  /// the program's status if the file ends it.
  static func run(_ path: String, _ context: MetaCommandContext) -> Int32? {
    let source: SourceText
    do throws(QueryError) {
      source = try context.session.script(at: path)
    } catch {
      if !error.isAboutMissingFile { context.writer.show(error.diagnostic) }
      return nil
    }
    for piece in CommandScript.pieces(source, eachStatement: true) {
      switch CommandScript.run(piece, of: source, context) {
      case .done, .failed, .ran: continue
      case .ended(let status): return status
      case .quit: return 0
      }
    }
    return nil
  }
}

extension QueryError {
  /// Whether it says that a file is not there.
  fileprivate var isAboutMissingFile: Bool { diagnostic.code.name == "file-not-found" }
}
