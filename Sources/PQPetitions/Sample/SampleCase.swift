import PQColumnar

/// One synthetic case on its way to a CSV line.
struct SampleCase {
  let number: Int
  /// The case whose matter it takes up again, or itself.
  var origin = 0
  var registered: Int64 = 0
  var channel = ""
  var persons = 1
  var isOnce = false
  var closedAfter = 0
  var matter = ""
  var petitioner = ""
  var rework = 0
  /// Every other column by name.
  var details: [String: String] = [:]

  init(number: Int) {
    self.number = number
  }

  static let columns = [
    "id", "batch", "matter", "petitioner", "persons", "involved", "channel", "purpose",
    "category", "subcategory", "township", "village", "reached", "place", "anonymous",
    "confidential", "litigation", "urgent", "backlog", "epidemic", "in_statistics", "once",
    "reported_party", "petitioned", "registered", "forwarded", "dept_accepted", "unit",
    "unit_received", "unit_accepted", "objected", "handling", "procedure", "due",
    "extended_days", "replied", "closed", "result", "rework", "stage", "review_requested",
    "review_replied", "recheck_requested", "recheck_replied", "hearing_days", "dept_rating",
    "dept_rating_at", "unit_rating", "unit_rating_at", "rating_due", "summary",
  ]

  static var header: String { columns.joined(separator: ",") }

  /// No value needs quotes: names and summaries are made without commas.
  func csvLine(id: String) -> String {
    var values = details
    values["id"] = id
    values["batch"] = "B" + id.dropFirst(2)
    values["matter"] = matter
    values["petitioner"] = petitioner
    values["persons"] = String(persons)
    values["channel"] = channel
    values["once"] = isOnce ? "true" : "false"
    values["registered"] = CivilDateTime(seconds: registered).text
    values["rework"] = String(rework)
    return Self.columns.map { values[$0] ?? "" }.joined(separator: ",")
  }
}
