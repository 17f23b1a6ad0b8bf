/// A case of the sample register while its year is being put together.
struct DraftCase {
  enum Secrecy {
    case none
    case disclosure
    case confidential
    case anonymous
  }

  /// How a repeat shares a person with the case whose matter it takes up.
  enum Link {
    /// The same main petitioner.
    case petitioner
    /// Its petitioner signed the earlier case beside another.
    case cosigner
    /// The earlier petitioner sends somebody.
    case proxy
  }

  let year: Int
  let day: Int64
  /// The minute of the day at which it is registered.
  var minute: Int
  var channel = ""
  var persons = 1
  var secrecy = Secrecy.none
  var isOnce = true
  /// The position of the case whose matter it takes up, by the same people.
  var origin: Int?
  var link = Link.petitioner
  /// The position of the case that is about the same matter, by other people.
  var sharedMatter: Int?
  var isEpidemic = false
  var isOpen = false
  var isLate = false
  var isExtended = false
  var isBacklog = false
  var isInStatistics = true
  var termination: String?
  var isBlocked = false
  var days = 0
  var rework = 0
  var rating = SampleYear.Rating.both
  var isContentWithDepartment = true
  var isContentWithUnit = true
  var topic = SampleVocabulary.disclosureTopic
  var township = ""
  var village = ""
  /// Positions of its people; the main petitioner first, none for an anonymous case.
  var people: [Int] = []

  init(year: Int, day: Int64, minute: Int) {
    self.year = year
    self.day = day
    self.minute = minute
  }

  var isRepeat: Bool { origin != nil }
  /// Free to be given a special part that no other may have, too.
  var isPlain: Bool {
    secrecy == .none && !isRepeat && !isEpidemic && !isOpen && termination == nil && !isBlocked
      && !isExtended && !isLate && rework == 0
  }
}
