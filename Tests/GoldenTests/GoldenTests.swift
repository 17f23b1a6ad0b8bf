import Glibc
import Testing

@Suite struct GoldenTests {
  @Test(arguments: GoldenFile.all, EngineConfiguration.allCases)
  func scriptGivesWhatItSays(file: GoldenFile, configuration: EngineConfiguration) throws {
    let isUpdating = getenv("PQ_GOLDEN_UPDATE") != nil
    if isUpdating && configuration != .standard { return }
    let runner = GoldenRunner(file: file, configuration: configuration)
    let actual = file.steps.map { runner.run($0) }
    if isUpdating { return try file.update(with: actual) }
    for (step, output) in zip(file.steps, actual) where output != step.expected {
      let statement = step.text.joined(separator: "\n")
      let expected = step.expected.joined(separator: "\n")
      Issue.record(
        "\(file.name) (\(configuration)):\n\(statement)\ngave\n\(output.joined(separator: "\n"))\nnot\n\(expected)"
      )
    }
  }

  @Test func thereAreGoldenFiles() {
    #expect(!GoldenFile.all.isEmpty)
  }
}
