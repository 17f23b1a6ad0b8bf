import PQDiagnostics
import PQFormats
import PQSession

extension ShellHelp {
  /// How many cells a bar has.
  private static let barWidth = 20

  /// Returns the line that stands on the terminal while a run takes long, as much of it as fits.
  ///
  ///     computing ██████░░░░░░░░░░░░░░  31%  3,100,000 of 10,000,000 rows  4 s left
  static func progress(
    _ reading: WorkProgress.Reading, _ times: ProgressTiming.Times, width: Int
  ) -> LocalizedText {
    LocalizedText(
      fitting(width, parts(reading, times, .english)),
      zh: fitting(width, parts(reading, times, .chinese)))
  }

  private static func parts(
    _ reading: WorkProgress.Reading, _ times: ProgressTiming.Times, _ language: Language
  ) -> (word: String, bar: String, share: String, amount: String, time: String) {
    let word = step(reading.step).text(in: language)
    // A step whose input is all taken in may have much to do yet, of unknown size.
    guard reading.total > reading.done else {
      return (word, "", "", "", duration(times.elapsed).text(in: language))
    }
    let share = Double(reading.done) / Double(reading.total)
    let full = Int(share * Double(barWidth))
    return (
      word, String(repeating: "█", count: full) + String(repeating: "░", count: barWidth - full),
      "\(Int(share * 100))%", amount(reading).text(in: language),
      times.left.map { left($0).text(in: language) } ?? ""
    )
  }

  /// Leaves out the bar, then the numbers, then the time, until the rest fits.
  private static func fitting(
    _ width: Int, _ parts: (word: String, bar: String, share: String, amount: String, time: String)
  ) -> String {
    for texts in [
      [parts.word, parts.bar, parts.share, parts.amount, parts.time],
      [parts.word, parts.share, parts.amount, parts.time], [parts.word, parts.share, parts.time],
      [parts.word, parts.share],
    ] {
      let line = texts.filter { !$0.isEmpty }.joined(separator: "  ")
      // The last cell stays free: some terminals go to the next row with it.
      if DisplayWidth.cells(of: line) < width { return line }
    }
    return ""
  }

  private static func step(_ step: WorkProgress.Step) -> LocalizedText {
    switch step {
    case .reading: LocalizedText("reading", zh: "读取")
    case .computing: LocalizedText("computing", zh: "计算")
    case .writing: LocalizedText("writing", zh: "写出")
    }
  }

  private static func amount(_ reading: WorkProgress.Reading) -> LocalizedText {
    let scale = reading.step == .reading ? 1_000_000 : 1
    let (done, total) = (grouped(reading.done / scale), grouped(reading.total / scale))
    return reading.step == .reading
      ? LocalizedText("\(done) of \(total) MB", zh: "\(done)/\(total) MB")
      : LocalizedText("\(done) of \(total) rows", zh: "\(done)/\(total) 行")
  }

  private static func left(_ seconds: Double) -> LocalizedText {
    let time = duration(seconds.rounded(.up))
    return LocalizedText("\(time.english) left", zh: "约剩 \(time.chinese)")
  }

  /// Seconds below two minutes, minutes above.
  private static func duration(_ seconds: Double) -> LocalizedText {
    if seconds < 120 { return LocalizedText("\(Int(seconds)) s", zh: "\(Int(seconds)) 秒") }
    // A step that hardly moves would take longer than anyone can say.
    let minutes = grouped(Int(min(seconds / 60, 99_999)))
    return LocalizedText("\(minutes) min", zh: "\(minutes) 分钟")
  }

  /// Returns what `.timer on` says below an answer.
  ///
  ///     12 ms · 10,000,000 rows scanned · 152 blocks skipped
  static func timing(_ duration: Duration, _ work: WorkDone) -> LocalizedText {
    let milliseconds = duration / .milliseconds(1)
    let time = milliseconds < 1 ? "< 1" : grouped(Int(milliseconds))
    let (rows, blocks) = (grouped(work.rowsScanned), grouped(work.blocksSkipped))
    let rowWord = work.rowsScanned == 1 ? "row" : "rows"
    let blockWord = work.blocksSkipped == 1 ? "block" : "blocks"
    return LocalizedText(
      "\(time) ms · \(rows) \(rowWord) scanned · \(blocks) \(blockWord) skipped",
      zh: "\(time) 毫秒 · 扫描 \(rows) 行 · 跳过 \(blocks) 块")
  }

  /// Puts commas between groups of three digits.
  private static func grouped(_ number: Int) -> String {
    var result = ""
    let digits = String(number)
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
