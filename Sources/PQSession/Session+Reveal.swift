import Glibc
import PQDiagnostics
import PQFormats
import PQPlan

extension Session {
  /// Unmasks private columns for the rest of the session, once that is in the audit log; returns why
  /// not.
  ///
  ///     session.reveal(RevealRequest(columns: ["people.phone"], reason: "case 12, a call back"))
  ///
  /// A safe session unmasks only what its options say, since it is for people who may not.
  public func reveal(_ request: RevealRequest) -> [Diagnostic] {
    if options.isSafe { return [.revealingIsOff()] }
    return engine.audit.reveal(request, in: catalog)
  }

  /// The columns that are unmasked: `people.phone`.
  public var revealedColumns: [String] { engine.audit.revealedColumns }

  /// The audit log of this session, or the one that it would keep.
  public var auditPath: String? { engine.audit.path }

  /// Whether statements are on record.
  public var isAudited: Bool { engine.audit.isActive }
}

extension AuditTrail {
  /// Finds the columns that a request means and unmasks them; returns why not, if so.
  func reveal(_ request: RevealRequest, in catalog: Catalog) -> [Diagnostic] {
    var columns: [String] = []
    var refused: [Diagnostic] = []
    if request.reason.allSatisfy(\.isWhitespace) { refused.append(.missingReason()) }
    for name in request.columns {
      switch AuditTrail.column(named: name, in: catalog) {
      case .success(let column): if !columns.contains(column) { columns.append(column) }
      case .failure(let error): refused.append(error.diagnostic)
      }
    }
    if refused.isEmpty {
      do throws(QueryError) {
        try reveal(columns, because: request.reason)
        return []
      } catch {
        refused = [error.diagnostic]
      }
    }
    withdraw()
    return refused
  }

  private static func column(
    named name: String, in catalog: Catalog
  ) -> Result<String, QueryError> {
    let all = catalog.maskedColumns
    var meant = all.filter { $0.isNamed(name) }
    // A table of the model for which there are no rows makes no name ambiguous.
    if meant.contains(where: \.hasRows) { meant.removeAll { !$0.hasRows } }
    let masked = meant.filter(\.isMasked).map(\.name)
    if masked.count == 1 { return .success(masked[0]) }
    if masked.count > 1 {
      return .failure(QueryError(.ambiguousReveal(name, columns: masked)))
    }
    if !meant.isEmpty { return .failure(QueryError(.nothingToReveal(name))) }
    let names = all.filter(\.isMasked).flatMap { column in
      [column.column.name, column.column.chineseName, column.name].compactMap { $0 }
    }
    let nearest = SpellingSuggestion.nearest(to: name, among: names)
    return .failure(QueryError(.unknownReveal(name, nearest: nearest)))
  }
}

/// Looks at audit logs.
public enum AuditLog {
  /// The log that `pq audit verify` looks at when none is named.
  public static var usualPath: String? { AuditFile.usualPath() }

  /// Checks every line of a log. `last` is the SHA-256 that the last line should have.
  package static func check(_ path: String, last: String? = nil) throws(QueryError) -> AuditCheck {
    AuditCheck(try FileReader.bytes(path), expectedLast: last)
  }

  /// Checks every line of a log that may not have been begun; `nil` if it was not.
  package static func check(existing path: String) throws(QueryError) -> AuditCheck? {
    access(path, F_OK) == 0 ? try check(path) : nil
  }
}
