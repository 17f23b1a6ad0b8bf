/// One synthetic case, ready for its line. Times are minutes, dates days since 1970-01-01.
struct CaseRecord {
  var id: SampleKey
  var batch: SampleKey
  var matter: SampleKey
  var petitioner: SampleKey?
  var persons = 1
  var involved = 1
  var channel = "online"
  var purpose = "request"
  var category = ""
  var subcategory = ""
  var township = ""
  var village = ""
  var isAnonymous = false
  var isConfidential = false
  var isLitigation = false
  var isUrgent = false
  var isBacklog = false
  var isEpidemic = false
  var isInStatistics = true
  var isOnce = true
  var reportedParty = ""
  var registered: Int64 = 0
  var forwarded: Int64?
  var deptAccepted: Int64?
  var unit = ""
  var unitReceived: Int64?
  var unitAccepted: Int64?
  var objected: Int64?
  var handling = "accept"
  var procedure = "ordinary"
  var due: Int64?
  var extendedDays = 0
  var closed: Int64?
  var result = ""
  var rework = 0
  var stage = "handling"
  var reviewRequested: Int64?
  var reviewReplied: Int64?
  var recheckRequested: Int64?
  var recheckReplied: Int64?
  var hearingDays: Int?
  var deptRating = ""
  var deptRatingAt: Int64?
  var unitRating = ""
  var unitRatingAt: Int64?
  var ratingDue: Int64?
  var summary = ""

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

  func append(to csv: inout CSVText) {
    appendPetition(to: &csv)
    appendHandling(to: &csv)
    appendOutcome(to: &csv)
    csv.endLine()
  }

  private func appendPetition(to csv: inout CSVText) {
    csv.key(id)
    csv.key(batch)
    csv.key(matter)
    csv.key(petitioner)
    csv.number(persons)
    csv.number(involved)
    csv.text(channel)
    csv.text(purpose)
    csv.text(category)
    csv.text(subcategory)
    csv.text(township)
    csv.text(village)
    csv.text(channel == "visit" ? "county" : "")
    csv.text(channel == "visit" ? "reception" : "")
    for flag in [
      isAnonymous, isConfidential, isLitigation, isUrgent, isBacklog, isEpidemic, isInStatistics,
      isOnce,
    ] { csv.flag(flag) }
    csv.text(reportedParty)
    csv.date(registered / 1_440)
    csv.time(registered)
  }

  private func appendHandling(to csv: inout CSVText) {
    csv.time(forwarded)
    csv.time(deptAccepted)
    csv.text(unit)
    csv.time(unitReceived)
    csv.time(unitAccepted)
    csv.time(objected)
    csv.text(handling)
    csv.text(procedure)
    csv.time(due)
    csv.number(extendedDays)
    csv.time(closed)
    csv.time(closed)
    csv.text(result)
  }

  private func appendOutcome(to csv: inout CSVText) {
    csv.number(rework)
    csv.text(stage)
    csv.time(reviewRequested)
    csv.time(reviewReplied)
    csv.time(recheckRequested)
    csv.time(recheckReplied)
    csv.number(hearingDays)
    csv.text(deptRating)
    csv.time(deptRatingAt)
    csv.text(unitRating)
    csv.time(unitRatingAt)
    csv.time(ratingDue)
    csv.text(summary)
  }
}
