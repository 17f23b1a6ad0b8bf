import PQDiagnostics
import PQSession
import Testing

/// The ten steps of the tour run on the sample register in both languages, and give rows.
@Suite struct TourTests {
  @Test(arguments: [Language.english, .chinese])
  func everyStepRuns(language: Language) throws {
    let sample = try SampleSession()
    defer { sample.removeFolder() }
    let steps = sample.session.tourSteps
    #expect(steps.count == 10)
    for (index, step) in steps.enumerated() {
      #expect(!step.text.text(in: language).isEmpty)
      let statement = step.statement.text(in: language)
      if statement.hasPrefix(".") { continue }
      let run = sample.session.run(statement)
      let drawn = run.diagnostics.filter { $0.severity != .note }.flatMap {
        CompactDiagnostic.lines($0, language: .english)
      }
      #expect(drawn.isEmpty, "step \(index + 1): \(drawn.joined(separator: "\n"))")
      #expect((run.results.last?.rowCount ?? 0) > 0, "step \(index + 1) shows no rows")
    }
  }

  @Test func otherDataHasNoTour() throws {
    let fruit = try FruitSession()
    defer { fruit.removeFolder() }
    #expect(fruit.session.tourSteps.isEmpty)
  }
}
