import PQColumnar
import PQDiagnostics
import PQDigest

/// Reads the rows of a file whose header is known.
struct RowsLoad {
  enum Outcome {
    case table(LoadedTable)
    /// The bytes are not UTF-8.
    case notText
    /// A column that was left out for having no name has a value.
    case surplus
  }

  let file: String
  let name: String
  let options: CSVOptions
  let fields: [Field]
  let header: HeaderReading
  private let checksText: Bool
  private var diagnostics: [Diagnostic]
  private var targets: [CSVLayout.Target]
  /// By the column's place in the file, whether its texts are encoded.
  private var encodes: [Bool]

  init(
    file: String, name: String, options: CSVOptions, fields: [Field], header: HeaderReading,
    checksText: Bool
  ) {
    self.file = file
    self.name = name
    self.options = options
    self.fields = fields
    self.header = header
    self.checksText = checksText
    diagnostics = header.diagnostics
    targets = header.layout.targets
    encodes = Array(repeating: true, count: header.layout.names.count)
  }

  mutating func run(_ source: inout ByteSource) throws(QueryError) -> Outcome {
    let sample = RowSample(
      source.front.span.extracting(header.body...), isWhole: source.isWhole,
      settings: settings(targets.map(ColumnGuess.init)),
      columnCount: header.layout.names.count)
    encodes = sample.encodes
    let guesses = guesses(sample.evidence)
    var pass = try encodedPass(guesses, &source)
    if !pass.isText { return .notText }
    if pass.hasSurplus { return .surplus }
    let plans = settings(guesses).plans
    var evidence = Array(repeating: ColumnEvidence(), count: header.layout.names.count)
    for (plan, found) in zip(plans, pass.evidence) { evidence[plan.position] = found }
    try chooseTypes(evidence, &source)
    let proven = self.guesses(evidence)
    if proven != guesses {
      let digest = pass.digest
      pass = try encodedPass(proven, &source)
      pass.digest = digest
    }
    while true {
      switch try BlockAssembly(file: file, options: options).blocks(
        pass, settings(proven).plans, targets)
      {
      case .blocks(let blocks): return .table(table(pass, settings(proven).plans, blocks))
      case .overflow(let plan):
        encodes[settings(proven).plans[plan].position] = false
        pass = try encodedPass(proven, &source)
      }
    }
  }

  /// Reads all rows; a column whose dictionary becomes too large is read as plain text instead.
  private mutating func encodedPass(
    _ guesses: [ColumnGuess], _ source: inout ByteSource
  ) throws(QueryError) -> PassOutcome {
    while true {
      let settings = settings(guesses)
      let pass = try pass(settings, &source)
      guard let plan = pass.overflow else { return pass }
      encodes[settings.plans[plan].position] = false
    }
  }

  // MARK: - Types

  /// The type of a column, and how its dates are read.
  private struct ColumnGuess: Equatable {
    var type: DataType
    var order: DateOrder?

    init(_ target: CSVLayout.Target) { type = target.field.type }
  }

  /// What cells tell about each target.
  private func guesses(_ evidence: [ColumnEvidence]) -> [ColumnGuess] {
    header.layout.targets.map { target in
      var guess = ColumnGuess(target)
      guard let position = target.position else { return guess }
      if !target.isDeclared {
        guess.type = evidence[position].type
      } else if guess.type == .float {
        guess.type = evidence[position].numberType
      }
      if guess.type.isTemporal {
        guess.order = options.dateOrder ?? evidence[position].provenOrder
      }
      return guess
    }
  }

  /// A declared column needs evidence only for the order of day and month, and for how exactly
  /// numbers are to be stored.
  private func needsEvidence(_ target: CSVLayout.Target) -> Bool {
    !target.isDeclared || target.field.type == .float
      || target.field.type.isTemporal && options.dateOrder == nil
  }

  /// Sets the types for good, and tells of columns that nearly had another one.
  private mutating func chooseTypes(
    _ evidence: [ColumnEvidence], _ source: inout ByteSource
  ) throws(QueryError) {
    let proven = guesses(evidence)
    for index in targets.indices {
      guard let position = targets[index].position else { continue }
      let column = evidence[position]
      let name = targets[index].field.name
      targets[index].field.type = proven[index].type
      if !targets[index].isDeclared, let miss = column.nearMiss {
        diagnostics.append(
          .mixedColumn(
            name, kinds: miss.kinds, misfitCount: miss.misfitCount,
            rowCount: column.presentCount,
            place: try place(position, line: miss.firstLine, &source)))
      }
      guard proven[index].type.isTemporal, options.dateOrder == nil else { continue }
      if column.firstDayFirstLine > 0, column.firstMonthFirstLine > 0 {
        throw QueryError(
          .contradictingDates(
            name, dayFirst: try place(position, line: column.firstDayFirstLine, &source),
            monthFirst: try place(position, line: column.firstMonthFirstLine, &source)))
      }
      if column.provenOrder == nil, column.firstEitherLine > 0 {
        throw QueryError(
          .ambiguousDate(
            name, place: try place(position, line: column.firstEitherLine, &source)))
      }
    }
  }

  /// Finds the row on a line again, for a message.
  private func place(
    _ position: Int, line: Int, _ source: inout ByteSource
  ) throws(QueryError) -> DataPlace {
    try source.restart(at: header.body)
    let column = header.layout.names[position]
    let found = try RowSearch(
      file: file, options: options,
      settings: ChunkSettings(
        filter: rowFilter, plans: [], missingText: [], checksText: false),
      firstLine: header.bodyLine, showsText: showsText
    ).place(ofLine: line, position: position, column: column, in: source)
    return found ?? DataPlace(file: file, line: line, column: column)
  }

  // MARK: - Passes

  private var showsText: Bool { !options.hidesCells && !fields.contains { $0.isPrivate } }

  private var rowFilter: RowFilter {
    RowFilter(
      columnCount: header.layout.names.count,
      isDeclared: options.expectsExports && !fields.isEmpty, dialect: header.dialect)
  }

  private func settings(_ guesses: [ColumnGuess]) -> ChunkSettings {
    var plans: [ColumnPlan] = []
    for (target, guess) in zip(header.layout.targets, guesses) {
      guard let position = target.position else { continue }
      var field = target.field
      field.type = guess.type
      plans.append(
        ColumnPlan(
          position: position, field: field,
          isRequired: target.isDeclared && !field.isOptional,
          kind: kind(target, guess, encodes: options.dictionaries && encodes[position]),
          needsEvidence: needsEvidence(target)))
    }
    return ChunkSettings(
      filter: rowFilter, plans: plans, missingText: Array((options.missingText ?? "").utf8),
      checksText: checksText)
  }

  private func kind(
    _ target: CSVLayout.Target, _ guess: ColumnGuess, encodes: Bool
  ) -> ColumnPlan.Kind {
    switch guess.type {
    case .boolean: .booleans
    case .integer: .integers(.integer)
    case .decimal(let scale): .integers(.decimal(scale: scale))
    case .float: .floats
    case .date: .integers(.date(guess.order))
    case .datetime: .integers(.datetime(guess.order))
    case .duration: .integers(.duration)
    case .period(let granularity): .integers(.period(granularity))
    case .enumeration(let enumeration): .codes(CodeTable(enumeration))
    case .ratio: .ratios
    case .text, .unknown:
      .text(cleans: target.isOfModel && options.expectsExports, encodes: encodes)
    }
  }

  private func pass(
    _ settings: ChunkSettings, _ source: inout ByteSource
  ) throws(QueryError) -> PassOutcome {
    try source.restart(at: header.body)
    let load = TableLoad(
      file: file, options: options, settings: settings, firstLine: header.bodyLine,
      rejects: RejectList(
        limit: options.rejectLimit, showsText: showsText, quotesCells: !options.hidesCells),
      stopsAtSurplus: header.namelessCount > 0)
    return try load.run(source)
  }

  // MARK: - The table

  private mutating func table(
    _ pass: PassOutcome, _ plans: [ColumnPlan], _ blocks: [Batch]
  ) -> LoadedTable {
    for (plan, count) in zip(plans, pass.lostDigitCounts) where count > 0 {
      diagnostics.append(.digitsLost(plan.field, count: count, file: file))
    }
    let label = LocalizedText(name, zh: options.chineseTableName ?? name)
    var rejects = pass.rejects
    rejects.quoteFrequentCodes()
    let summary = rejects.summary(file: file, table: label, keptRowCount: pass.rowCount)
    if let summary { diagnostics.append(summary) }
    return LoadedTable(
      table: Table(name: name, schema: Schema(targets.map(\.field)), blocks: blocks),
      rejects: rejects.kept, rejectCount: rejects.count, diagnostics: diagnostics,
      absentColumns: targets.filter { $0.position == nil }.map(\.field.name),
      dialect: header.dialect, digest: pass.digest)
  }
}
