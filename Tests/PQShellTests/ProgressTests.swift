import PQDiagnostics
import PQFormats
import PQSession
import Testing

@testable import PQShell

/// The line that tells how far a run has come, and when it stands on the terminal.
@Suite struct ProgressTests {
  private static func line(
    _ reading: WorkProgress.Reading, left: Double?, width: Int = 80,
    _ language: Language = .english
  ) -> String {
    ShellHelp.progress(reading, ProgressTiming.Times(elapsed: 3.7, left: left), width: width)
      .text(in: language)
  }

  private static let half = WorkProgress.Reading(
    step: .computing, done: 5_000_000, total: 10_000_000)

  @Test func sayShareRowsAndTimeLeft() {
    let bar = "██████████░░░░░░░░░░"
    #expect(
      Self.line(Self.half, left: 3.2)
        == "computing  \(bar)  50%  5,000,000 of 10,000,000 rows  4 s left")
    #expect(
      Self.line(Self.half, left: 300, .chinese)
        == "计算  \(bar)  50%  5,000,000/10,000,000 行  约剩 5 分钟")
    let file = WorkProgress.Reading(step: .reading, done: 425_000_000, total: 1_700_000_000)
    #expect(
      Self.line(file, left: nil) == "reading  █████░░░░░░░░░░░░░░░  25%  425 of 1,700 MB")
    let writing = WorkProgress.Reading(step: .writing, done: 0, total: 3)
    #expect(Self.line(writing, left: nil) == "writing  ░░░░░░░░░░░░░░░░░░░░  0%  0 of 3 rows")
  }

  @Test func withoutAKnownEndSaysHowLongItTakes() {
    let over = WorkProgress.Reading(step: .computing, done: 7, total: 7)
    #expect(Self.line(over, left: nil) == "computing  3 s")
    let unknown = WorkProgress.Reading(step: .reading, done: 7, total: 0)
    #expect(Self.line(unknown, left: nil, .chinese) == "读取  3 秒")
  }

  @Test func leavesOutWhatDoesNotFit() {
    let texts = [80, 60, 40, 20, 10].map { Self.line(Self.half, left: 3.2, width: $0) }
    #expect(texts[1] == "computing  50%  5,000,000 of 10,000,000 rows  4 s left")
    #expect(texts[2] == "computing  50%  4 s left")
    #expect(texts[3] == "computing  50%")
    #expect(texts[4] == "")
    for (text, width) in zip(texts, [80, 60, 40, 20, 10]) {
      #expect(DisplayWidth.cells(of: text) < width)
    }
  }

  @Test func timeLeftIsThatOfTheStep() {
    let start = ContinuousClock.now
    var timing = ProgressTiming(start: start)
    func times(_ done: Int, _ serial: Int, after seconds: Int) -> ProgressTiming.Times {
      let reading = WorkProgress.Reading(
        step: .computing, done: done, total: 100, serial: serial)
      return timing.times(of: reading, now: start + .seconds(seconds))
    }
    #expect(times(0, 1, after: 1) == ProgressTiming.Times(elapsed: 1, left: nil))
    #expect(times(20, 1, after: 2) == ProgressTiming.Times(elapsed: 2, left: 8))
    #expect(times(100, 1, after: 3).left == nil)
    // Another step begins while nobody looks, and is judged from when it is seen.
    #expect(times(10, 2, after: 4).left == nil)
    #expect(times(40, 2, after: 5) == ProgressTiming.Times(elapsed: 5, left: 2))
  }

  @Test func stepsFollowEachOther() {
    let progress = WorkProgress()
    progress.report(.reading, done: 10, total: 100)
    let first = progress.reading
    progress.report(.reading, done: 20, total: 100)
    #expect(progress.reading.serial == first.serial && progress.reading.done == 20)
    // The next file begins again.
    progress.report(.reading, done: 5, total: 100)
    #expect(progress.reading.serial == first.serial + 1)
    progress.begin(.writing, total: 7)
    progress.advance(by: 3)
    #expect(progress.reading == .init(step: .writing, done: 3, total: 7, serial: first.serial + 2))
  }

  private func shell(_ arguments: [String] = []) -> TerminalChild {
    let child = TerminalChild(
      builtProgram("line-editor-demo"), ["--shell"] + arguments, rows: 24, columns: 80)
    #expect(child.wait { $0.line($0.row) == "pq>" && $0.column == 4 })
    return child
  }

  @Test func aLongRunHasABarThatGoesAway() {
    let child = shell()
    child.type("slow\r")
    let bar = "computing  █████░░░░░░░░░░░░░░░  25%  5,000 of 20,000 rows"
    #expect(child.wait { $0.lines.last?.hasPrefix(bar) == true })
    child.type("\u{3}")
    #expect(child.wait { $0.lines.last == "pq>" })
    #expect(!child.screen.lines.contains { $0.contains("computing") })
  }

  @Test func aBarMakesRoomForWhatIsWritten() {
    let child = shell(["--chinese"])
    child.type("wait\r")
    #expect(child.wait { $0.lines.suffix(2).first == "busy" && $0.lines.last == "计算  0 秒" })
    child.type("\u{3}")
    #expect(child.wait { $0.lines.suffix(2) == ["stopped", "pq>"] })
    #expect(!child.screen.lines.contains { $0.contains("计算") })
  }

  @Test func aPipeHasNoBar() {
    let child = ChildProcess(builtProgram("line-editor-demo"), ["--shell"])
    let result = child.finish(input: "fruit\n")
    #expect(result.messages == "" && !result.output.contains("\u{1B}"))
  }

  @Test func timerTellsTimeAndWork() {
    let child = shell()
    child.type(".timer\r.timer on\rfruit\r")
    #expect(child.wait { $0.lines.suffix(2).first?.hasSuffix("0 blocks skipped") == true })
    #expect(child.screen.lines.contains("timer: off"))
    child.type(".计时 关\rfruit\r.timer\r")
    #expect(child.wait { $0.lines.suffix(2) == ["timer: off", "pq>"] })
    #expect(child.screen.lines.suffix(4).first == "2 rows")
  }

  @Test func timerSpeaksBothLanguagesAndKnowsItsForm() {
    let run = { (input: String, arguments: [String]) in
      ChildProcess(builtProgram("line-editor-demo"), ["--shell"] + arguments).finish(input: input)
    }
    let english = run(".timer on\nfruit\n.timer\n", [])
    #expect(english.output.hasSuffix("timer: on\n"))
    #expect(english.messages.hasSuffix(" ms · 0 rows scanned · 0 blocks skipped\n"))
    let chinese = run(".计时 开\nfruit\n", ["--chinese"])
    #expect(chinese.messages.hasSuffix(" 毫秒 · 扫描 0 行 · 跳过 0 块\n"))
    #expect(
      run(".timer maybe\n", []).messages.hasPrefix(
        "error[setting-value]: `timer` cannot be `maybe`"))
    let work = WorkDone(rowsScanned: 12_000_000, blocksSkipped: 1)
    #expect(
      ShellHelp.timing(.milliseconds(1_234), work).english
        == "1,234 ms · 12,000,000 rows scanned · 1 block skipped")
  }
}
