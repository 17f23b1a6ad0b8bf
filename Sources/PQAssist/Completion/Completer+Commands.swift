import PQColumnar
import PQDiagnostics
import PQPlan
import PQSyntax

/// What may stand in a command to the shell.
extension Completer {
  /// Completes `.na▮`, or what follows the command's name.
  func commandCompletion(in text: String, at cursor: Int) -> Completion? {
    let scalars = Array(text.unicodeScalars)
    let head = scalars[..<min(max(0, cursor), scalars.count)]
    guard let dot = head.firstIndex(of: ".") else { return nil }
    guard let space = head[dot...].firstIndex(where: { $0.properties.isWhitespace }) else {
      let typed = string(head[(dot + 1)...])
      let end = head.endIndex + scalars[head.endIndex...].prefix { CharacterClass.isWord($0) }.count
      let names = commands.map {
        Candidate($0.name.english, zh: $0.name.chinese, .command, type: $0.summary)
      }
      return completion(dot + 1..<end, names, typed: typed)
    }
    let name = string(head[(dot + 1)..<space])
    guard let form = commands.first(where: { $0.name.english == name || $0.name.chinese == name })
    else { return nil }
    let start = head[space...].firstIndex { !$0.properties.isWhitespace } ?? head.endIndex
    if form.argument == .statement {
      let rest = string(scalars[start...])
      guard var inner = completion(in: rest, at: head.endIndex - start) else { return nil }
      inner.range = inner.range.lowerBound + start..<inner.range.upperBound + start
      return inner
    }
    let end = head.endIndex + scalars[head.endIndex...].prefix { !$0.properties.isWhitespace }.count
    let typed = string(head[start...])
    return completion(start..<end, arguments(form.argument, typed), typed: typed)
  }

  private func completion(
    _ range: Range<Int>, _ candidates: [Candidate], typed: String
  ) -> Completion? {
    let entries = entries(of: candidates, typed: typed)
    return entries.isEmpty ? nil : Completion(range: range, entries: entries)
  }

  private func arguments(_ argument: CommandArgument, _ typed: String) -> [Candidate] {
    switch argument {
    case .none, .number, .text, .statement: return []
    case .table: return tables().map(\.asWritten)
    case .tableOrField: return tablesAndFields(typed)
    case .measure:
      return catalog.measureNames.map {
        Candidate($0, .measure, .plain, type: CompletionWords.measure)
      }
    case .profile: return profiles.map { Candidate($0, .command) }
    case .file: return fileNames(typed).map { Candidate($0, .file) }
    case .folder: return fileNames(typed).filter { $0.hasSuffix("/") }.map { Candidate($0, .file) }
    case .topic: return topicCandidates
    case .parameter:
      return catalog.parameterNames.map {
        Candidate($0, .definition, type: CompletionWords.parameter)
      }
    case .privateColumn:
      return catalog.tableSummaries.flatMap { summary in
        summary.columns.filter(\.isPrivate).map { column in
          let chinese = (summary.name.chineseName ?? summary.name.name, column.chineseName)
          return Candidate(
            "\(summary.name.name).\(column.name)", zh: chinese.1.map { "\(chinese.0).\($0)" },
            .column)
        }
      }
    case .choice(let words):
      return words.map { Candidate($0.english, zh: $0.chinese, .command) }
    }
  }

  /// Tables; behind a dot, what a table has.
  private func tablesAndFields(_ typed: String) -> [Candidate] {
    guard let dot = typed.lastIndex(of: ".") else {
      return tables().map(\.asWritten)
        + catalog.measureNames.map {
          Candidate($0, .measure, .plain, type: CompletionWords.measure, group: 1)
        }
    }
    let table = String(typed[..<dot])
    return catalog.tableSummaries.filter { $0.name.name == table || $0.name.chineseName == table }
      .flatMap { summary in
        let columns = summary.columns.map {
          CatalogName(name: $0.name, chineseName: $0.chineseName)
        }
        return (columns + summary.fields + summary.measures).map {
          Candidate(
            "\(table).\($0.name)", zh: $0.chineseName.map { "\(table).\($0)" }, .column)
        }
      }
  }

  private var topicCandidates: [Candidate] {
    let functions = FunctionNames.scalars + FunctionNames.aggregates + FunctionNames.windows
    return commands.map { Candidate("." + $0.name.english, zh: "." + $0.name.chinese, .command) }
      + StageHelp.all.map { Candidate($0.stage) }
      + functions.map {
        Candidate($0, type: CompletionWords.function, shape: .plain, group: 2)
      }
      + catalog.measureNames.map {
        Candidate($0, .measure, .plain, type: CompletionWords.measure, group: 1)
      }
      + topics.map { Candidate($0, .command, group: 3) }
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

extension Candidate {
  /// Without back quotes, as the arguments of commands are written.
  fileprivate var asWritten: Candidate {
    var copy = self
    copy.shape = .plain
    return copy
  }
}
