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

  /// Every script translated into Chinese gives the same rows; its messages stand elsewhere.
  @Test(arguments: GoldenFile.all)
  func scriptGivesTheSameInChinese(file: GoldenFile) {
    let runner = GoldenRunner(file: file, configuration: .standard)
    for step in file.steps {
      let output = runner.run(runner.translated(step))
      let rows = output.filter { $0.hasPrefix("#>") }
      let isDump = step.action != .run
      #expect(
        isDump || rows == step.expected.filter { $0.hasPrefix("#>") },
        "\(file.name): \(runner.translated(step).text.joined(separator: "\n"))\n\(output)")
    }
  }

  @Test func thereAreGoldenFiles() {
    #expect(!GoldenFile.all.isEmpty)
  }
}
