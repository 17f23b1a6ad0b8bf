import Testing

struct MannersTests {
  private let folder = Folder(["fruit.csv": "name,weight\napple,150\n"])

  private func run(_ command: String, _ environment: [String: String] = [:]) -> ProgramRun {
    ProgramRun.shell(command, in: folder.path, environment: environment)
  }

  @Test func speaksTheLanguageOfTheEnvironmentUnlessTold() {
    let command = "pq -c 'fruit where wieght > 1' fruit.csv"
    #expect(run(command, ["LC_ALL": "zh_CN.UTF-8"]).errors.hasPrefix("错误[unknown-column]"))
    #expect(run(command, ["LC_ALL": "", "LANG": "zh_CN"]).errors.hasPrefix("错误["))
    let told = command.replacing("pq -c", with: "pq --lang en -c")
    #expect(run(told, ["LC_ALL": "zh_CN.UTF-8"]).errors.hasPrefix("error["))
  }

  @Test func colorsOnlyWhenAsked() {
    let command = "pq -c 'fruit where wieght > 1' fruit.csv"
    #expect(!run(command).errors.contains("\u{1B}"))
    #expect(run(command + " --color always").errors.contains("\u{1B}[1;31m"))
  }

  @Test func aTerminalGetsATable() {
    let run = run("script -qec \"'\(ProgramRun.program)' -c 'fruit' fruit.csv\" /dev/null")
    #expect(run.output.contains("│") && run.output.contains("1 row"), "\(run.errors)")
    let plain = self.run(
      "script -qec \"NO_COLOR=1 '\(ProgramRun.program)' -c 'fruit' fruit.csv\" /dev/null")
    #expect(plain.output.contains("│ apple │") && !plain.output.contains("\u{1B}"))
  }

  @Test func messagesNeverGoToStandardOutput() {
    let run = run("printf 'n\\n1\\n2,3\\n' > n.csv; pq -c 'n | count' n.csv")
    #expect(run.output == "count\n1\n" && run.status == 0)
    #expect(run.errors.contains("warning[rows-rejected]"))
    #expect(self.run("pq --quiet -c 'n | count' n.csv").errors == "")
  }

  @Test func aFileThatTakesTheNameOfAnotherIsTold() {
    folder.write("name\npear\npear\n", to: "other.csv")
    let run = run("pq -c 'fruit | count' fruit.csv fruit=other.csv")
    #expect(run.output == "count\n2\n" && run.status == 0)
    #expect(run.errors.hasPrefix("warning[table-replaced]: table `fruit` is now other.csv"))
  }

  @Test func theSampleIsNamed() {
    let run = run("pq -c 'print \"done\"'", ["PQ_SAMPLE": folder.path])
    #expect(run.output == "done\n" && run.status == 0)
    #expect(run.errors.contains("note[sample-data]: no data was named"))
  }

  @Test func optionsMayStandBeforeACommand() {
    folder.write(
      "table fruit {\n  ripe bool\n}\nmeasure fruit.ripe_rate = share(where ripe)\n", to: "rates.pq"
    )
    let run = run("pq --model rates.pq --today=2020-12-31 explain ripe_rate fruit.csv")
    #expect(run.status == 0 && run.output.contains("ripe_rate"), "\(run.errors)")
    let misspelt = self.run("pq --model rates.pq explain ripe_rat fruit.csv")
    #expect(misspelt.errors.contains("did you mean `ripe_rate`"), "\(misspelt.errors)")
  }

  @Test func helpIsInBothLanguages() {
    #expect(run("pq --help").output.hasPrefix("pq asks questions of tables."))
    #expect(run("pq --help --lang zh").output.hasPrefix("pq 用来查询表格数据。"))
    #expect(run("pq help unknown-code").output.hasPrefix("unknown-code\n"))
    #expect(run("pq help length").output.contains("length(\"apple\")   5\n"))
    #expect(run("pq --lang zh help 计数").output.hasPrefix("计数 [按"))
    #expect(run("pq -c --help fruit.csv").status == 1)
    #expect(run("pq fmt --help").output.hasPrefix("pq fmt"))
    #expect(run("pq --version").output.hasPrefix("pq "))
  }

  @Test(arguments: ["table", "csv", "tsv", "json", "jsonl", "markdown", "html", "vertical", "list"])
  func everyFormatHoldsTheValue(format: String) {
    let run = run("pq -o \(format) -c 'fruit' fruit.csv")
    #expect(run.status == 0 && run.output.contains("150"), "\(run.errors)")
  }

  @Test func writesForSpreadsheets() {
    folder.write("name,code\n=1+1,x\n", to: "odd.csv")
    let run = run("pq --for-excel -c 'odd' odd.csv")
    #expect(Array(run.output.utf8) == Array("\u{FEFF}name,code\r\n'=1+1,x\r\n".utf8))
    _ = self.run("pq --for-excel -c 'odd | save \"saved.csv\"' odd.csv")
    #expect(folder.text(of: "saved.csv") == run.output)
  }
}
