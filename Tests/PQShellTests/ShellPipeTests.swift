import Glibc
import Testing

/// The shell without a terminal: no banner, no prompt, no escapes.
@Suite struct ShellPipeTests {
  private func run(_ input: String) -> ChildProcess.Result {
    ChildProcess(builtProgram("line-editor-demo"), ["--shell"]).finish(input: input)
  }

  @Test func statementsEndAsInAScript() {
    let result = run(
      "one\n\nfruit\n  | count\n| more\n# a comment\nlast |\n x\r\n.quit\nnever\n")
    #expect(result.output == "<one>\n<fruit⏎  | count⏎| more⏎# a comment>\n<last |⏎ x>\n")
    #expect(result.messages == "")
    #expect(result.status == 0)
  }

  @Test func lastLineNeedsNoLineBreak() {
    #expect(run("one\ntwo").output == "<one>\n<two>\n")
    #expect(run("fruit |").output == "<fruit |>\n")
    #expect(run("").status == 0)
  }

  @Test func resultIsCSV() {
    #expect(run("fruit\n").output == "variety,weight\napple,12\n桃,\n")
  }

  @Test func emptyLineTellsResultsApart() {
    #expect(run("fruit\none\nfruit\n").output.contains("桃,\n<one>\n\nvariety,weight\n"))
  }

  @Test func mistakeGoesToStandardErrorAndIsTheStatus() {
    let result = run("wrong\n.nothing\nstill\n")
    #expect(result.output == "<still>\n")
    #expect(result.messages.hasPrefix("error[demo-mistake]: this is wrong\n"))
    #expect(result.messages.contains("error[unknown-meta-command]: there is no command `.nothing`"))
    #expect(!result.messages.contains("\u{1B}"))
    #expect(result.status == 1)
  }

  @Test func showsTheModelAndWhoseDefinitionsCount() {
    #expect(run(".model\n.模型 fruit\n").output.contains("table fruit { variety text }"))
    let unknown = run(".model friut\n").messages
    #expect(unknown.hasPrefix("error[unknown-model-file]: the model has no file `friut`"))
    #expect(run(".profile\n").output.contains("definitions of ripe; there are also raw"))
    #expect(run(".口径 raw\n").messages.isEmpty)
  }

  @Test func metaCommandsAnswerInData() {
    #expect(run(".tables\n").output == "table,rows,columns,rejects\nfruit,2,2,0\n")
    #expect(
      run(".schema fruit\n").output
        == "column,chinese_name,type,missing,private\n"
        + "variety,品种,text,true,false\nweight,,number,true,false\n")
    let unknown = run(".schema friut\n").messages
    #expect(unknown.hasPrefix("error[unknown-schema-table]: there is no table `friut`"))
    #expect(unknown.contains("did you mean `fruit`?"))
  }

  @Test func helpKnowsCommandsStagesFunctionsAndCodes() {
    #expect(run(".help\n").output.contains(".schema .measures"))
    #expect(run(".help take\n").output.hasPrefix("take N [per KEY, …]\n"))
    #expect(run(".help 排序\n").output.hasPrefix("sort KEY"))
    #expect(run(".help length\n").output.contains("length("))
    #expect(run(".help unknown-meta-command\n").output.contains("begins with a dot"))
    #expect(run(".help .quit\n").output.contains("ends the shell"))
    #expect(run(".help ripe_share\n").output.contains("= share(ripe)"))
    let unknown = run(".help tkae\n")
    #expect(unknown.messages.hasPrefix("error[unknown-help-topic]: there is no help on `tkae`"))
    #expect(unknown.messages.contains("did you mean `take`?"))
    #expect(unknown.status == 1)
  }

  @Test func auditCommandsAnswer() {
    #expect(run(".reveal\n.audit\n").output == "Nothing is unmasked.\nThere is no audit log.\n")
    for form in ["because", "a because", "a b because \"x\"", "a, because \"x\"", "a because \"x"] {
      #expect(run(".reveal \(form)\n").messages.hasPrefix("error[reveal-form]"), "\(form)")
    }
    #expect(run(".help .reveal\n").output.contains("on the record"))
  }

  @Test func dumbTerminalGetsNoEscapes() {
    let child = TerminalChild(
      builtProgram("line-editor-demo"), ["--shell", "--no-color"],
      environment: ["TERM": "dumb"])
    child.type("one\n")
    #expect(child.wait { $0.lines.contains("<one>") })
    child.type("fruit |\n")
    child.type("count\n")
    #expect(child.wait { $0.lines.contains("<fruit |⏎count>") })
    child.type("\u{4}")
    #expect(child.exitStatus() == 0)
    #expect(!child.output.contains(0x1B))
  }

  @Test func interruptedPipeEndsWithItsStatus() {
    let child = TerminalChild(
      builtProgram("line-editor-demo"), ["--shell"], environment: ["TERM": "dumb"])
    child.type("wait\n")
    #expect(child.wait { $0.lines.contains("busy") })
    child.send(SIGINT)
    #expect(child.exitStatus() == 130)
  }
}
