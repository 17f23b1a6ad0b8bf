import PQColumnar
import PQDiagnostics
import PQPlan

/// The values that a key has, or could have, for `with empty`.
enum KeyDomainColumn {
  /// Returns each value of a domain and each one that occurs, once.
  static func column(
    _ domain: KeyDomain?, occurring: Column, type: DataType, limit: Int
  ) throws(QueryError) -> Column {
    guard let domain, let declared = try values(of: domain, occurring, type, limit) else {
      return distinct(occurring, type)
    }
    return distinct(Concatenation.columns([declared, occurring]), type)
  }

  private static func values(
    of domain: KeyDomain, _ occurring: Column, _ type: DataType, _ limit: Int
  ) throws(QueryError) -> Column? {
    switch domain {
    case .all:
      switch type {
      case .enumeration(let enumeration):
        return .integer(IntegerColumn(values: Array(0..<Int64(enumeration.codes.count))))
      case .boolean:
        return .boolean(BooleanColumn(values: Bitmap([false, true])))
      default:
        return nil
      }
    case .between(let first, let last):
      let range = IntegerRange.of(occurring)
      guard let start = first ?? range?.lowerBound, let end = last ?? range?.upperBound,
        start <= end
      else { return nil }
      let (difference, overflows) = end.subtractingReportingOverflow(start)
      if overflows || difference >= Int64(limit) { throw QueryError(.tooManyGroups(limit: limit)) }
      return .integer(IntegerColumn(values: Array(start...end)))
    }
  }

  private static func distinct(_ column: Column, _ type: DataType) -> Column {
    var groups = GroupTable(types: [type])
    _ = groups.groups(of: [column], rowCount: column.count)
    return groups.keyColumns()[0]
  }
}
