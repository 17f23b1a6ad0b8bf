import Glibc
import PQDiagnostics

/// A search through the statements of the history, and the one it stands at.
///
///     search> pear
///     >2026-11-20 14:03  fruit where variety = pear
///      2026-11-19 09:30  pears | count
struct HistorySearch {
  /// One statement of the history, ready to be searched.
  private struct Candidate {
    var entry: HistoryEntry
    /// Without difference between capital and small letters.
    var folded: [Unicode.Scalar]
  }

  /// A statement that was found, and the places in it that were looked for.
  private struct Finding {
    var entry: HistoryEntry
    var places: [Int]
  }

  /// Newest first, each text once.
  private let candidates: [Candidate]
  private(set) var query = ""
  private var findings: [Finding] = []
  /// Which of the findings is chosen.
  private var place = 0

  static let mostRows = 8
  /// On a narrower screen the year goes.
  static let narrow = 50
  /// What stands before the first place found, where a statement is too long to be shown whole.
  static let lead = 8

  init(_ entries: [HistoryEntry]) {
    var seen: Set<String> = []
    candidates = entries.reversed().compactMap { entry in
      guard seen.insert(entry.text).inserted else { return nil }
      return Candidate(entry: entry, folded: Self.folded(entry.text))
    }
    find()
  }

  var chosen: HistoryEntry? {
    findings.indices.contains(place) ? findings[place].entry : nil
  }

  /// Goes to an older statement, or for a negative distance to a newer one; false at the last.
  mutating func step(by distance: Int) -> Bool {
    guard findings.indices.contains(place + distance) else { return false }
    place += distance
    return true
  }

  mutating func change(_ change: (inout String) -> Void) {
    change(&query)
    place = 0
    find()
  }

  /// Statements that contain the query come before those that only contain its characters in
  /// order; the newest of each first.
  private mutating func find() {
    let wanted = Self.folded(query)
    var loose: [Finding] = []
    findings = []
    for candidate in candidates {
      if let places = Self.places(of: wanted, in: candidate.folded) {
        let isWhole = places.isEmpty || places.last.map { $0 - places[0] + 1 } == places.count
        let finding = Finding(entry: candidate.entry, places: places)
        if isWhole { findings.append(finding) } else { loose.append(finding) }
      }
    }
    findings += loose
  }

  /// Returns where a query stands in a text: as a whole, else its characters in order; `nil` if it
  /// does not.
  private static func places(of query: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int]? {
    guard let first = query.first else { return [] }
    guard query.count <= text.count else { return nil }
    for start in 0...(text.count - query.count)
    where text[start] == first && text[start...].starts(with: query) {
      return Array(start..<(start + query.count))
    }
    var places: [Int] = []
    for (place, scalar) in text.enumerated()
    where places.count < query.count && scalar == query[places.count] {
      places.append(place)
    }
    return places.count == query.count ? places : nil
  }

  /// Only Latin letters have cases that people mix; a line break is as good as a blank.
  private static func folded(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) + 32)
      case "\n", "\t": " "
      default: scalar
      }
    }
  }

  // MARK: - On the screen

  func layout(width: Int, screenRows: Int, language: Language) -> RowLayout {
    let text = Array(query.unicodeScalars)
    var layout = RowLayout(
      prompt: StyledText((LineEditorTexts.search.text(in: language), .prompt), ("> ", .plain)),
      continuation: StyledText(), text: text, styles: [], cursor: text.count, width: width)
    let height = min(max(1, screenRows - layout.rows.count), Self.mostRows)
    if findings.isEmpty {
      var row = RowLayout(width: width)
      let nothing = LineEditorTexts.nothingFound.text(in: language)
      row.put(nothing, style: .faint, cells: layout.width, pads: false)
      layout.footer = row.rows
    } else {
      let first = place / height * height
      layout.footer = findings[first...].prefix(height).enumerated().map { index, finding in
        Self.row(of: finding, isChosen: first + index == place, width: layout.width)
      }
    }
    return layout
  }

  private static func row(
    of finding: Finding, isChosen: Bool, width: Int
  ) -> [RowLayout.Cell] {
    var row = RowLayout(width: width)
    row.put(isChosen ? ">" : " ", style: isChosen ? .chosen : .plain)
    let time = date(finding.entry.time, isShort: width < narrow)
    row.put(time, style: .faint, cells: min(time.unicodeScalars.count, width - 1), pads: false)
    let blanks = min(2, width - 1 - time.unicodeScalars.count)
    row.put(blanks: blanks)
    let text = Array(DisplayWidth.visible(finding.entry.text).unicodeScalars)
    let places = Set(finding.places)
    var rest = width - 1 - time.unicodeScalars.count - max(0, blanks)
    var start = 0
    if let last = finding.places.last, cells(text[...last]) > rest - 1 {
      start = max(0, finding.places[0] - lead)
    }
    if start > 0, rest > 0 {
      row.put("…" as Unicode.Scalar, style: .faint)
      rest -= 1
    }
    let isCut = cells(text[start...]) > rest
    for place in start..<text.count {
      let width = DisplayWidth.cells(of: text[place])
      if width > rest - (isCut ? 1 : 0) { break }
      rest -= width
      let isFound = places.contains(place)
      row.put(
        text[place],
        style: isChosen ? (isFound ? .foundChosen : .chosen) : isFound ? .found : .plain)
    }
    if isCut, rest > 0 { row.put("…" as Unicode.Scalar, style: .faint) }
    return row.rows[0]
  }

  private static func cells(_ text: ArraySlice<Unicode.Scalar>) -> Int {
    text.reduce(0) { $0 + DisplayWidth.cells(of: $1) }
  }

  /// Returns a time where the user is: `2020-08-07 09:30`, or without the year.
  static func date(_ seconds: Int, isShort: Bool) -> String {
    var seconds = time_t(seconds)
    var local = tm()
    localtime_r(&seconds, &local)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(two(local.tm_mon + 1))-\(two(local.tm_mday))"
    let time = "\(two(local.tm_hour)):\(two(local.tm_min))"
    return (isShort ? "" : "\(Int(local.tm_year) + 1900)-") + day + " " + time
  }
}
