import PQColumnar
import PQSyntax

extension LogicalPlan {
  /// Whether a total row travels beside the rows.
  var hasTotal: Bool {
    switch node {
    case .scan(let table, _): table.total != nil
    case .aggregate(_, let plan): plan.hasTotal
    case .derived(let input, _), .filter(let input, _), .project(let input, _),
      .window(let input, _),
      .sort(let input, _), .slice(let input, _, _), .top(let input, _, _, _),
      .takePer(let input, _, _), .sample(let input, _, _), .distinct(let input, _),
      .protect(let input, _), .chart(let input, _), .save(let input, _), .join(let input, _, _),
      .guarded(let input, _), .withhold(let input, _, _):
      input.hasTotal
    case .compare(let current, _, _): current.hasTotal
    case .pivot(_, let plan): plan.sum != nil
    case .append, .unpivot, .describe: false
    }
  }
}

extension StageSyntax {
  /// Whether a total row ends here though the rows go on.
  var dropsTotal: Bool {
    switch kind {
    case .pivot(_, let hasTotal): !hasTotal
    case .append, .unpivot: true
    default: false
    }
  }
}
