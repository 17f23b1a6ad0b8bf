import FoundationEssentials
import Glibc
import Testing

/// One golden script: statements with what they must give in comments below them.
///
///     harvests | count by variety
///     #> variety|count
///     #> fuji|3
struct GoldenFile: CustomTestStringConvertible, Sendable {
  /// What to do with a step's text.
  enum Action: String {
    case run
    /// `#@ tokens`, `#@ tree`, `#@ plan`, `#@ rewritten`: show a dump instead of running.
    case tokens
    case tree
    case plan
    case rewritten
  }

  /// Some statements and what they must show.
  struct Step {
    var action = Action.run
    /// `#@ as json`: the format of its results.
    var format = "list"
    /// `#@ lang zh`: the language of headings and messages.
    var language = "en"
    /// The statements, from the first line that is neither blank nor a comment.
    var text: [String] = []
    var expected: [String] = []
    /// The number of lines in the file before the first expected line.
    var expectedLine = 0

    /// Whether it only reads other files; such lines are a step of their own, so that a mistake in
    /// the next one does not undo them.
    var isPreparation: Bool {
      let lines = text.filter { !$0.isEmpty }
      return !lines.isEmpty
        && lines.allSatisfy { $0.hasPrefix("include ") || $0.hasPrefix("import ") }
    }

    mutating func read(directive: [String]) {
      switch (directive.first, directive.last) {
      case ("as", let name?): format = name
      case ("lang", let name?): language = name
      case (let name?, _): action = Action(rawValue: name) ?? .run
      default: break
      }
    }
  }

  let path: String
  let lines: [String]

  var testDescription: String { name }

  /// The path below `Tests/Golden` or `Tests/BothLanguages`.
  let name: String

  var steps: [Step] {
    var steps: [Step] = []
    var step = Step()
    var isExpecting = false
    for (number, line) in lines.enumerated() {
      let isExpected = line.hasPrefix("#>") || line.hasPrefix("#!")
      // The first line of a script run by hand may be `#!/usr/bin/env pq`.
      if isExpected && !(number == 0 && line.hasPrefix("#!/")) {
        if !isExpecting { step.expectedLine = number }
        isExpecting = true
        step.expected.append(line)
        continue
      }
      if isExpecting {
        steps.append(step)
        step = Step()
        isExpecting = false
      }
      if line.hasPrefix("#@ ") {
        step.read(directive: line.dropFirst(3).split(separator: " ").map(String.init))
      } else if !step.text.isEmpty || !(line.isEmpty || line.hasPrefix("#")) {
        step.text.append(line)
      }
      step.expectedLine = number + 1
      if line.isEmpty && step.isPreparation {
        steps.append(step)
        step = Step()
      }
    }
    if !step.text.isEmpty || isExpecting { steps.append(step) }
    return steps
  }

  static let tests: String =
    "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  static let root = tests + "/Golden"

  /// Every script below `Tests/Golden` and `Tests/BothLanguages`, but for `data` and scripts in a
  /// folder `included`.
  static let all: [GoldenFile] = {
    let wanted = getenv("PQ_GOLDEN_PATH").map { String(cString: $0) }
    return ["Golden", "BothLanguages"].flatMap { folder in
      let path = "\(tests)/\(folder)"
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      return names.filter { name in
        name.hasSuffix(".pq") && !name.hasPrefix("data/") && !name.contains("included/")
          && (wanted.map { "Tests/\(folder)/\(name)".contains($0) } ?? true)
      }.sorted().map { load("\(path)/\($0)", name: $0) }
    }
  }()

  static func load(_ path: String, name: String) -> GoldenFile {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    var lines = String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return GoldenFile(path: path, lines: lines, name: name)
  }

  /// Rewrites the expected lines with what the steps gave.
  func update(with actual: [[String]]) throws {
    var result = lines
    for (step, output) in zip(steps, actual).reversed() {
      let end = step.expectedLine + step.expected.count
      result.replaceSubrange(step.expectedLine..<end, with: output)
    }
    let text = result.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(filePath: path))
  }
}
