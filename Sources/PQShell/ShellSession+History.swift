import PQColumnar
import PQDiagnostics
import PQPlan
import PQSession

// What a session without private columns, or without tables, need not say.
extension ShellSession {
  package func redacted(_ statement: String) -> String { statement }

  package func provide(_ table: Table, named name: String, zh chineseName: String) {}
}

extension RunOutcome {
  var ofHistory: HistoryOutcome {
    switch self {
    case .done: .ok
    case .wrong, .failed: .failed
    case .interrupted: .stopped
    }
  }
}

extension MetaCommand.Outcome {
  var ofHistory: HistoryOutcome {
    switch self {
    case .done, .quit: .ok
    case .failed: .failed
    case .ran(let outcome): outcome.ofHistory
    case .ended: .stopped
    }
  }
}

extension Shell {
  /// Makes the history a table for a statement that speaks of it.
  func provideHistory(for statement: String) {
    guard isInteractive, HistoryTable.isNamed(in: statement), let history = options.history else {
      return
    }
    session.provide(
      HistoryTable.table(of: history.entries()), named: HistoryTable.name.english,
      zh: HistoryTable.name.chinese)
  }

  /// What the history says that a session worked on: the names of its tables with rows.
  static func register(of session: any ShellSession) -> String? {
    let names = session.catalog.tableSummaries.filter { ($0.rowCount ?? 0) > 0 }.map(\.name.name)
      .filter { $0 != HistoryTable.name.english }
    if names.isEmpty { return nil }
    let shown = names.prefix(mostNames).joined(separator: " ")
    return names.count > mostNames ? shown + " …" : shown
  }

  private static let mostNames = 5
}
