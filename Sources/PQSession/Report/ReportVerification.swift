import PQDiagnostics
import PQFormats

/// What is no longer the same in a written report.
package struct ReportVerification {
  /// One difference between the file and the report as it is answered now.
  package struct Change {
    /// The line of the file.
    package var line: Int
    /// `nil` for a line that the file lacks.
    package var was: String?
    /// `nil` for a line that the report does not have.
    package var now: String?
    /// The query whose answer it is, and its line in the source; `nil` for other words.
    package var query: (line: Int, code: String)?
  }

  package private(set) var changes: [Change] = []
  /// Whether somebody changed the file after it was written.
  package let isEdited: Bool
  let old: ReportRecord
  let new: ReportRecord

  package var isSame: Bool { changes.isEmpty && !isEdited && oldWithoutBody == newWithoutBody }

  private var oldWithoutBody: ReportRecord { Self.withoutBody(old) }
  private var newWithoutBody: ReportRecord { Self.withoutBody(new) }

  private static func withoutBody(_ record: ReportRecord) -> ReportRecord {
    var result = record
    result.body = ""
    return result
  }

  package init(before: Substring, body: Substring, record: ReportRecord, now: WrittenReport) {
    old = record
    new = now.record
    isEdited = ReportRecord.digest(of: String(body)) != record.body
    let firstLine = (before + record.comment).utf8.count { $0 == UInt8(ascii: "\n") } + 1
    let oldLines = body.split(separator: "\n", omittingEmptySubsequences: false)
    let newLines = WrittenLine.lines(of: now.segments)
    for hunk in LineHunk.hunks(from: oldLines, to: newLines.map(\.text)) {
      for position in 0..<max(hunk.old.count, hunk.new.count) {
        let oldIndex = hunk.old.lowerBound + position
        let newIndex = hunk.new.lowerBound + position
        let was = hunk.old.contains(oldIndex) ? String(oldLines[oldIndex]) : nil
        let line = hunk.new.contains(newIndex) ? newLines[newIndex] : nil
        let number = firstLine + min(oldIndex, hunk.old.upperBound)
        compare(was, line, at: number, now.pieces)
      }
    }
  }

  private mutating func compare(
    _ was: String?, _ line: WrittenLine?, at number: Int, _ pieces: [ReportPiece]
  ) {
    func query(_ origin: ReportSegment.Origin) -> (line: Int, code: String)? {
      guard case .piece(let index) = origin, pieces.indices.contains(index) else { return nil }
      return (pieces[index].line, pieces[index].code)
    }
    // What pq says about the report follows from the settings, which are compared themselves.
    let isRecord = line?.parts.contains { $0.origin == .record } ?? false
    if isRecord, oldWithoutBody != newWithoutBody { return }
    if let was, let line, let answers = line.answers(in: was) {
      for (old, part) in answers where old != part.text {
        changes.append(
          Change(line: number, was: old, now: part.text, query: query(part.origin)))
      }
      return
    }
    let answer = line?.parts.first { if case .piece = $0.origin { true } else { false } }
    changes.append(
      Change(
        line: number, was: was, now: line?.text,
        query: answer.flatMap { query($0.origin) }))
  }
}

/// A line of a written report, with where its parts come from.
struct WrittenLine {
  var parts: [ReportSegment] = []

  var text: String { parts.map(\.text).joined() }

  static func lines(of segments: [ReportSegment]) -> [WrittenLine] {
    var result = [WrittenLine()]
    for segment in segments {
      let texts = segment.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, text) in texts.enumerated() {
        if index > 0 { result.append(WrittenLine()) }
        if !text.isEmpty {
          result[result.count - 1].parts.append(ReportSegment(String(text), segment.origin))
        }
      }
    }
    return result
  }

  /// Returns what a line of the same words holds in the places of the answers; `nil` if the words
  /// are others, or no answer stands among them.
  func answers(in line: String) -> [(was: String, part: ReportSegment)]? {
    guard parts.contains(where: { $0.origin == .author }) else { return nil }
    var result: [(was: String, part: ReportSegment)] = []
    var rest = line[...]
    var open: [ReportSegment] = []
    /// Gives the text up to a place to the answers that wait for theirs.
    func close(_ text: Substring) {
      guard var first = open.first else { return }
      first.text = open.map(\.text).joined()
      result.append((String(text), first))
      open = []
    }
    for (index, part) in parts.enumerated() {
      guard part.origin == .author else {
        open.append(part)
        continue
      }
      if open.isEmpty {
        guard rest.hasPrefix(part.text) else { return nil }
        rest = rest.dropFirst(part.text.count)
        continue
      }
      let isLast = index == parts.count - 1
      let found =
        isLast
        ? (rest.hasSuffix(part.text)
          ? rest.dropLast(part.text.count).endIndex..<rest.endIndex : nil)
        : rest.firstRange(of: part.text)
      guard let found else { return nil }
      close(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    if open.isEmpty { return rest.isEmpty ? result : nil }
    close(rest)
    return result
  }
}

/// Neighboring lines that are not the same.
struct LineHunk {
  var old: Range<Int>
  var new: Range<Int>

  /// Beyond so many lines they are compared one by one: finding the shortest difference takes time
  /// that grows with the square.
  private static let limit = 3_000

  static func hunks(from old: [Substring], to new: [String]) -> [LineHunk] {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var oldEnd = old.count
    var newEnd = new.count
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    if oldEnd == start, newEnd == start { return [] }
    guard max(oldEnd, newEnd) - start <= limit else {
      return [LineHunk(old: start..<oldEnd, new: start..<newEnd)]
    }
    let oldLines = old[start..<oldEnd].map(String.init)
    let newLines = Array(new[start..<newEnd])
    return middle(oldLines, newLines).map {
      LineHunk(
        old: $0.old.lowerBound + start..<$0.old.upperBound + start,
        new: $0.new.lowerBound + start..<$0.new.upperBound + start)
    }
  }

  private static func middle(_ old: [String], _ new: [String]) -> [LineHunk] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [LineHunk] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      let (oldStart, newStart) = (oldIndex, newIndex)
      while removed.contains(oldIndex) { oldIndex += 1 }
      while inserted.contains(newIndex) { newIndex += 1 }
      if oldIndex > oldStart || newIndex > newStart {
        result.append(LineHunk(old: oldStart..<oldIndex, new: newStart..<newIndex))
      } else {
        oldIndex += 1
        newIndex += 1
      }
    }
    return result
  }
}
