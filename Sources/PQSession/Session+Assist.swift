import Glibc
import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan

extension Session {
  /// What a half-written line is bound with, at each key: it never waits for a pass over many rows.
  package var assistEnvironment: BindingEnvironment {
    let (engine, flag) = (engine, cancellation.flag)
    var environment = engine.environment { plan throws(QueryError) in
      guard let quick = QuickLook.plan(plan) else { throw QueryError(.takesTooLong()) }
      flag.reset()
      return try engine.run(quick)
    }
    environment.expectsData = false
    return environment
  }
}

extension Session {
  /// Returns what a folder holds, folders with `/` at their ends; nothing if it cannot be read.
  ///
  /// The empty name is the folder that the program runs in.
  package func fileNames(in folder: String) -> [String] {
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while names.count < Self.mostFileNames, let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      let isFolder = stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? name + "/" : name)
    }
    return names
  }

  /// Nobody chooses among more, and a network drive may hold any number.
  private static let mostFileNames = 1_000
}

/// What may be computed while somebody is typing.
private enum QuickLook {
  /// So many rows are gone through before the next key comes.
  static let rowLimit = 200_000

  /// Returns a plan that is done at once: the plan itself if its tables are small or if it stops
  /// early, else the plan over the first block of each table, which is enough to see what values
  /// occur. `nil` if a part of the rows could not tell which of them are secret.
  static func plan(_ plan: LogicalPlan) -> LogicalPlan? {
    if rowCount(plan) <= rowLimit || stopsEarly(plan) { return plan }
    return needsAllRows(plan) ? nil : sample(plan)
  }

  /// The rows that a plan goes through, those behind derived fields and subqueries included.
  private static func rowCount(_ plan: LogicalPlan) -> Int {
    if case .scan(let table, _) = plan.node { return table.rowCount }
    let others = plan.innerPlans + plan.derivedColumns.map(\.plan)
    return (plan.children + others).map(rowCount).reduce(0, +)
  }

  /// Whether only the first rows are taken, of rows that come as they are read.
  private static func stopsEarly(_ plan: LogicalPlan) -> Bool {
    guard case .slice(let input, _, let count?) = plan.node, count <= rowLimit else {
      return false
    }
    var rest = input
    while rest.innerPlans.isEmpty {
      switch rest.node {
      case .scan: return true
      case .project(let input, _), .filter(let input, _), .guarded(let input, _): rest = input
      default: return false
      }
    }
    return false
  }

  /// Whether a sample of the rows would say something wrong: which of them are secret may depend on
  /// others, and a derived field belongs to its whole table.
  private static func needsAllRows(_ plan: LogicalPlan) -> Bool {
    if case .guarded(_, let tableGuard) = plan.node, tableGuard.secret != nil { return true }
    if !plan.derivedColumns.isEmpty || !plan.innerPlans.isEmpty { return true }
    return plan.children.contains(where: needsAllRows)
  }

  private static func sample(_ plan: LogicalPlan) -> LogicalPlan {
    guard case .scan(let table, let columns) = plan.node else { return plan.mapChildren(sample) }
    guard table.rowCount > Table.blockRowCount,
      let first = try? table.block(0, columns: Array(table.schema.fields.indices))
    else { return plan }
    let part = Table(name: table.name, schema: table.schema, blocks: [first])
    return LogicalPlan(.scan(part, columns: columns), schema: plan.schema)
  }
}

extension Diagnostic {
  /// Nobody sees it: a place in a half-written line is then taken for one of which little is known.
  fileprivate static func takesTooLong() -> Diagnostic {
    Diagnostic(.interrupted, LocalizedText("interrupted", zh: "已中断"))
  }
}
