import PQDiagnostics
import Testing

@testable import PQFunctions

struct FunctionHelpTests {
  @Test func showsSignatureSummaryAndExamples() {
    #expect(
      FunctionHelp.text(for: "left", language: .english) == """
        left(text, count number)    also 左取

          The first characters of the text, or all of it if it is shorter

          left("orchard", 4)   "orch"
          left("果园", 5)      "果园"
          left("orchard", 0)   ""
          left(missing, 2)     missing
        """)
  }

  @Test func speaksChinese() throws {
    let text = try #require(FunctionHelp.text(for: "pad", language: .chinese))
    #expect(text.hasPrefix("补位(文本, 长度, [填充文本])    也可写作 pad\n"))
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.cells(of: String(line)) <= 80)
      #expect(!line.drop { $0 == " " }.hasPrefix("，"))
    }
  }

  @Test func everyNameHasHelpInBothLanguages() {
    for function in FunctionRegistry.scalars {
      #expect(FunctionHelp.text(for: function.name, language: .english) != nil)
      #expect(FunctionHelp.text(for: function.chineseName, language: .chinese) != nil)
    }
    #expect(FunctionHelp.text(for: "rownd", language: .english) == nil)
  }

  @Test func operatorsStandBetweenTheirOperands() {
    #expect(
      FunctionHelp.signature(of: Contains.self, language: .chinese) == "文本 包含 文本")
  }

  @Test func everyParameterHasAChineseName() {
    let parameters =
      FunctionRegistry.scalars.flatMap { $0.parameters }
      + FunctionRegistry.aggregates.flatMap { $0.parameters }
      + FunctionRegistry.windows.flatMap { $0.parameters }
    for parameter in parameters where parameter != "…" {
      #expect(ParameterNames.chinese(parameter) != parameter, "\(parameter)")
    }
  }

  @Test func aNameOfTwoKindsShowsBoth() throws {
    let text = try #require(FunctionHelp.text(for: "max", language: .english))
    #expect(text.contains("max(value, value, …)    also 最大"))
    #expect(text.contains("\n\nmax(value)    also 最大"))
  }
}
