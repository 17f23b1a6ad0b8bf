import PQDiagnostics
import PQFormats
import PQSession
import Testing

/// The figures of the yearly report, each by its query.
enum ReportFigures {
  static let queries: [(name: String, query: String)] = [
    ("batches", cases("batches")), ("cases", cases("pieces")), ("persons", cases("person_times")),
    ("online", cases("online_share")),
    ("once", "cases where registered in 2020 and once | count"),
    ("mean days", cases("mean_days")), ("one time", cases("one_time_rate")),
    ("repeat", cases("repeat_rate")), ("department in time", cases("dept_timely_rate")),
    ("unit in time", cases("unit_timely_rate")), ("closed in time", cases("on_time_rate")),
    ("department rated", cases("dept_satisfaction")), ("unit rated", cases("unit_satisfaction")),
    ("participation", cases("participation")),
    ("received", "receptions where leader_rank = principal | summarise batches"),
    ("persons received", "receptions where leader_rank = principal | summarise person_times"),
    ("led", "receptions | summarise leader_case_rate"),
    ("to the capital", "upward_visits where level = national and place = other | count"),
    ("crowds", "upward_visits where level != national and persons >= 5 | count"),
    ("judgments", "terminations where basis = judicial | count"),
    ("rooms", "rooms where in_service | summarise distinct(level)"),
    ("modes", "mediations | summarise distinct(mode)"), ("mediations", "mediations | count"),
    ("mediated", "mediations | summarise mediation_rate"),
    ("on line", "mediations where online and outcome = resolved | count"),
    ("in two hours", cases("forwarded_in_2h")), ("in a day", cases("answered_in_24h")),
    ("gaps", "daily_reports | summarise zero_report_gaps"),
    ("duty", "daily_reports | summarise share(where on_duty_24h)"),
    ("studies", "studies where date = 2020-08-07 | summarise sum(attendees)"),
    ("publicity", "publicity | summarise sum(quantity)"),
    ("tasks", "work_tasks where not done | count"),
  ]

  private static func cases(_ measure: String) -> String {
    "cases where registered in 2020 | summarise \(measure)"
  }

  /// Returns each figure as text.
  static func all(of session: Session) throws -> [String: String] {
    var figures: [String: String] = [:]
    for (name, query) in queries {
      let run = session.run(query)
      #expect(run.outcome == .done, "\(query)")
      figures[name] = try #require(run.results.first).text(as: .list)
    }
    return figures
  }
}
