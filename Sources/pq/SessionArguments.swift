import ArgumentParser
import PQColumnar
import PQDiagnostics
import PQSession

/// The options that pin what a run depends on, or limit what it may use.
struct SessionArguments: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue, help: "Sets a `param`: NAME=VALUE; may be repeated.")
  var param: [String] = []

  @Option(help: "What `today` means: a date such as 2020-12-31.")
  var today: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: "Adds to the model, or replaces parts of it: FILE.pq; may be repeated.")
  var model: [String] = []

  @Option(help: "Whose definitions count: a profile's name, or FILE.pq.")
  var profile: String?

  @Option(help: "The file with the key of `pseudonym`.")
  var key: String?

  @Option(help: "The file that records every statement.")
  var audit: String?

  @Flag(help: "Write nothing, read nothing but the data named, start no programs.")
  var safe = false

  @Option(help: "How many threads share the work.")
  var workers: String?

  @Option(
    help: "How much memory tables and queries may take: 500M; 80 % of the machine's unless set.")
  var memory: String?

  /// Returns the session that these flags and `options` ask for, open on `data`, or how the program
  /// ends without one; what comes up is shown.
  ///
  /// - Parameter isWatched: whether signals end what runs in it; the shell does that by itself.
  func open(
    _ data: [String], _ options: SessionOptions, _ console: Console, isWatched: Bool = true
  ) -> (Session?, ExitStatus) {
    var options = options
    do throws(QueryError) {
      if options.models.isEmpty { options.models = try readModels() }
    } catch {
      return (nil, console.fail(error.diagnostic))
    }
    let session = Session(options: options)
    if isWatched { Interruption.watch(session.cancellation) }
    let opened = console.open(data, in: session)
    return opened == .done ? (session, .done) : (nil, opened)
  }

  /// Returns what these flags pin and limit, and what `reveals` unmasks.
  func sessionOptions(
    _ manners: Manners, _ reveals: RevealArguments? = nil
  ) throws(UsageError) -> SessionOptions {
    var options = SessionOptions()
    options.language = manners.language
    options.isSafe = safe
    options.ownsProcess = true
    options.pseudonymKeyFile = key
    options.auditFile = audit
    options.programVersion = Program.version
    options.parameters = try parameters()
    if let profile, !Session.isProfile(profile) {
      throw UsageError(.unknownProfile(profile, known: Session.profileNames))
    }
    options.profile = profile
    if let today {
      guard let date = CivilDate(today) else {
        throw UsageError(.optionValue("--today", today, expected: "`2020-12-31`"))
      }
      options.today = date.days
    }
    if let workers {
      guard let count = Int(workers), (1...1024).contains(count) else {
        throw UsageError(.optionValue("--workers", workers, expected: "`1` … `1024`"))
      }
      options.workerCount = count
    }
    if let memory {
      guard let bytes = Self.byteCount(memory) else {
        throw UsageError(.optionValue("--memory", memory, expected: "`500M`, `2G`"))
      }
      options.memoryLimit = bytes
    }
    options.reveal = try reveals?.request(isSafe: safe, audit: audit, hasModel: !model.isEmpty)
    return options
  }

  /// Returns the texts to add to the model.
  private func readModels() throws(QueryError) -> [SourceText] {
    var texts: [SourceText] = []
    for path in model { texts.append(try ScriptReader.read(path)) }
    return texts
  }

  private func parameters() throws(UsageError) -> [String: String] {
    var result: [String: String] = [:]
    for text in param {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw UsageError(.optionValue("--param", text, expected: "`NAME=VALUE`"))
      }
      result[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    return result
  }

  /// Reads a number of bytes with an optional K, M, G or T.
  private static func byteCount(_ text: String) -> Int? {
    var digits = text.uppercased()
    if digits.hasSuffix("B") { digits.removeLast() }
    var shift = 0
    if let last = digits.last, let power = "KMGT".firstIndex(of: last) {
      shift = 10 * ("KMGT".distance(from: "KMGT".startIndex, to: power) + 1)
      digits.removeLast()
    }
    guard let count = Int(digits), count > 0, count <= Int.max >> shift else { return nil }
    return count << shift
  }
}

/// The options that unmask private columns, on the record.
struct RevealArguments: ParsableArguments {
  @Option(parsing: .unconditionalSingleValue, help: "Private columns to unmask: FIELD,….")
  var reveal: [String] = []

  @Option(parsing: .unconditional, help: "Why they are unmasked.")
  var reason: String?

  /// Returns what is to be unmasked, if anything is.
  ///
  /// With a model of its own a run needs a reason for what that shows beyond the program's model.
  func request(
    isSafe: Bool, audit: String?, hasModel: Bool
  ) throws(UsageError) -> RevealRequest? {
    let columns = reveal.flatMap { names in
      names.split { ",，、".contains($0) }.map { name in
        String(name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
    }.filter { !$0.isEmpty }
    if reveal.isEmpty {
      if reason == nil { return nil }
      if !hasModel { throw UsageError(.reasonWithoutReveal()) }
    }
    if columns.isEmpty, !reveal.isEmpty {
      throw UsageError(
        .optionValue("--reveal", reveal.joined(separator: ","), expected: "`FIELD,…`"))
    }
    guard let reason, !reason.allSatisfy(\.isWhitespace) else {
      throw UsageError(.missingReason())
    }
    if isSafe, audit == nil { throw UsageError(.safeRevealNeedsAudit()) }
    return RevealRequest(columns: columns, reason: reason)
  }
}
