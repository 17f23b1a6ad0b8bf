import Testing

/// `pq render`: reports about fruit, written, verified and refused.
struct RenderTests {
  private let folder = Folder([
    "fruit.csv": "name,weight,ripe\napple,150,true\npear,120,false\nplum,40,true\n",
    "r.md.pq": """
    ---
    lang: zh
    today: 2020-12-31
    ---
    ```pq quiet
    param least = 100
    let heavy = fruit where weight >= least
    ```
    # 果园 {today}

    共有水果{fruit | count}种，重的{heavy | count}种，成熟占比{fruit | summarise share(where ripe)}，
    即{heavy | select name}。`{code}` \\{x\\}

    ```pq
    fruit | summarise sum(weight) by ripe with total
    fruit | select name, weight | chart bar
    print "共{fruit | count}种"
    ```

    """,
  ])

  private func render(_ arguments: String) -> ProgramRun {
    ProgramRun.shell("pq render \(arguments)", in: folder.path)
  }

  private func report(_ text: String, _ arguments: String = "") -> ProgramRun {
    folder.write(text, to: "s.md.pq")
    return render("s.md.pq fruit.csv \(arguments)")
  }

  @Test func answersSentencesAndBlocks() throws {
    let run = render("r.md.pq fruit.csv")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let start = try #require(run.output.firstRange(of: "-->\n"))
    let body = String(run.output[start.upperBound...])
    #expect(
      body.replacing(#/摘要 [0-9a-f]{16}；pq [0-9.]+/#, with: "摘要 X；pq V") == """

        # 果园 2020-12-31

        *口径 report-2020；截至 2020-12-31；least = 100；数据摘要 X；pq V*

        共有水果3种，重的2种，成熟占比66.7%，
        即apple、pear。`{code}` \\{x\\}

        | ripe | sum_weight |
        | ---- | ---------: |
        | 否   |        120 |
        | 是   |        190 |
        | 合计 |        310 |

        ```text
        apple  █████████████████████████████████████████████████████████████████████ 150
        pear   ███████████████████████████████████████████████████████▎ 120
        plum   ██████████████████▍ 40
        ```

        共3种

        """)
  }

  @Test func theSameInputGivesTheSameBytes() {
    #expect(render("r.md.pq fruit.csv").output == render("r.md.pq fruit.csv --workers 1").output)
    let elsewhere = ProgramRun.shell(
      "pq render '\(folder.path)/r.md.pq' '\(folder.path)/fruit.csv'")
    let mine = render("r.md.pq fruit.csv").output
    #expect(elsewhere.output.split(separator: "-->\n").last == mine.split(separator: "-->\n").last)
    #expect(render("r.md.pq no-such-folder/fruit.csv").status == 3)
  }

  @Test func verifyNamesWhatChanged() {
    #expect(render("r.md.pq fruit.csv -o r.md").status == 0)
    let same = render("--verify r.md")
    #expect(same.status == 0 && same.output.contains("no line of the report differs"))

    folder.write(
      (folder.text(of: "r.md") ?? "").replacing("水果3种", with: "水果4种"), to: "r.md")
    let edited = render("--verify r.md")
    #expect(edited.status == 1)
    #expect(edited.output.contains("was `4`, is `3`\n  r.md.pq:11  fruit | count\n1 difference\n"))
    #expect(edited.output.contains("file: changed by hand"))
    #expect(edited.output.contains("data: the same"))

    #expect(render("r.md.pq fruit.csv -o r.md").status == 0)
    folder.write("name,weight,ripe\napple,150,true\nfig,200,false\n", to: "fruit.csv")
    let moved = render("--verify r.md --lang zh")
    #expect(moved.status == 1)
    #expect(moved.output.contains("原为 `3`，现为 `2`\n  r.md.pq:11  fruit | count\n"))
    #expect(moved.output.contains("原为 `apple、pear`，现为 `apple、fig`"))
    #expect(moved.output.contains("文件：生成之后未改动"))
    #expect(moved.output.contains("数据：已变（fruit.csv）"))
    #expect(moved.output.contains("报告：未变"))
  }

  @Test func verifyNamesEditsOfTablesAndText() {
    folder.write(
      """
      A{fruit | count}{fruit | summarise sum(weight)}B and {fruit | select name}.

      ```pq
      fruit | select name, weight
      ```

      End.

      """, to: "e.md.pq")
    #expect(render("e.md.pq fruit.csv -o e.md").status == 0)
    var text = folder.text(of: "e.md") ?? ""
    for (old, new) in [
      ("A3310B", "A3311B"), ("| pear  |    120", "| pear  |    121"), ("| plum  |     40 |\n", ""),
      ("End.", "The end."),
    ] {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    folder.write((text + "more\n").replacing("\n", with: "\r\n"), to: "e.md")
    let run = render("--verify e.md")
    #expect(run.status == 1, "\(run.errors)")
    #expect(
      run.output.hasPrefix(
        """
        line 14: was `3311`, is `3310`
          e.md.pq:1  fruit | count
        line 19: was `| pear  |    121 |`, is `| pear  |    120 |`
          e.md.pq:3  fruit | select name, weight
        line 20: lacks `| plum  |     40 |`
          e.md.pq:3  fruit | select name, weight
        line 21: was `The end.`, is `End.`
        line 22: `more` is not in the report
        5 differences
        file: changed by hand
        """), "\(run.output)")
  }

  @Test func filesOfTheModelAreNamedWithTheirDigests() {
    let table = "table fruit { name text, weight int, ripe bool }\n"
    folder.write(table + "measure fruit.mass = sum(weight)\n", to: "own.pq")
    folder.write("---\nlang: en\n---\nAll: {fruit | summarise mass}\n", to: "m.md.pq")
    #expect(render("m.md.pq fruit.csv --model own.pq -o m.md").status == 0)
    let text = folder.text(of: "m.md") ?? ""
    #expect(text.contains(#/\nmodel: own\.pq [0-9a-f]{16}\n/#), "\(text)")
    #expect(text.contains(#/; model own\.pq [0-9a-f]{16}; pq /#), "\(text)")
    #expect(render("--verify m.md").status == 0)
    folder.write(table + "measure fruit.mass = sum(weight * 2)\n", to: "own.pq")
    let changed = render("--verify m.md")
    #expect(changed.status == 1 && changed.output.contains("model: changed (own.pq)\n"))
  }

  @Test func verifyNeedsAReport() {
    folder.write("plain", to: "plain.md")
    let run = render("--verify plain.md")
    #expect(run.status == 3 && run.errors.contains("error[not-a-report]"))
  }

  @Test func aWrongReportWritesNothing() {
    folder.write("old", to: "out.md")
    let run = report("全部水果{fruit | count}种\n\n多数是{fruit | count by ripe}。", "-o out.md")
    #expect(run.status == 1 && folder.text(of: "out.md") == "old")
    #expect(
      run.errors == """
        error[table-in-sentence]: this gives a table of 2 columns, a sentence takes one value
         --> s.md.pq:3:4
          |
        3 | 多数是{fruit | count by ripe}。
          |       ^^^^^^^^^^^^^^^^^^^^^^^ not one value
          |
          = note: its columns: `ripe`, `count`
          = help: put it into a block between ```pq and ```, or take one column with `select`

        """)
  }

  @Test(
    arguments: [
      ("{fruit | select name, weight | chart bar}", "table-in-sentence"),
      ("```pq\nfruit | save \"x.csv\"\n```", "save-in-report"),
      ("---\nlang: en\nprofile: law-2021\n---\nx", "unknown-profile"),
      ("---\ntoday: soon\n---\nx", "report-setting"), ("a {b", "unclosed-bracket"),
      ("```pq\nfruit", "unclosed-fence"), ("```pq loud\nfruit\n```", "unknown-block-option"),
      ("{fruit where wieght > 1 | count}", "unknown-column"),
    ])
  func mistakesAreSaid(text: String, code: String) {
    let run = report(text)
    #expect(run.status == 1 && run.output == "")
    #expect(run.errors.contains("error[\(code)]"), "\(run.errors)")
    #expect(folder.text(of: "x.csv") == nil)
    let check = ProgramRun.shell("pq check s.md.pq fruit.csv", in: folder.path)
    #expect(check.status == 1 && check.errors.contains("error[\(code)]"), "\(check.errors)")
  }

  @Test func dataCannotBecomeMarksOrScripts() {
    folder.write(
      "name\n<script>alert(1)</script>\n\"*a* | [b](javascript:c) \u{1B}[31m\"\n--> `x` 1.\n",
      to: "odd.csv")
    folder.write(
      "# {odd | take 1}\n\n{odd | skip 1 | take 1}\n\n{odd | skip 2}\n\n```pq\nodd\n```\n",
      to: "o.md.pq")
    let markdown = render("o.md.pq odd.csv").output
    #expect(markdown.contains("# \\<script\\>alert(1)\\</script\\>"))
    #expect(markdown.contains("\\*a\\* \\| \\[b\\](javascript:c) ␛\\[31m"))
    #expect(markdown.contains("\n\\--\\> \\`x\\` 1.\n"))
    #expect(render("o.md.pq odd.csv -o o.html --param 'x=-->'").status == 2)
    let said = report(
      "```pq quiet\nparam town = \"x\"\n```\n{town}", "--param 'town=--> <b>:%41' -o p.md")
    #expect(said.status == 0, "\(said.errors)")
    #expect(folder.text(of: "p.md")?.contains("param town: --%3E %3Cb%3E%3A%2541\n") == true)
    #expect(render("--verify p.md").status == 0)
    #expect(render("o.md.pq odd.csv -o o.html").status == 0)
    let page = folder.text(of: "o.html") ?? ""
    #expect(page.contains("<html lang=\"en\">") && page.contains("&lt;script&gt;alert(1)"))
    #expect(!page.contains("<script") && !page.contains("href=\"javascript"))
    #expect(!page.contains("http://") || !page.contains("src="))
  }

  @Test func privateColumnsAreMaskedUnlessRevealedOnTheRecord() {
    folder.write("name,town\nAnna Holm,Mora\n", to: "people.csv")
    let text = """
      ```pq quiet
      table people { name text private
        town text }
      import "people.csv" as people
      ```
      First {people | select name}.

      ```pq
      people
      ```
      """
    let masked = report(text).output
    #expect(!masked.contains("Anna") && !masked.contains("Holm"))
    #expect(masked.contains("*Not shown in full: name.*"))
    let open = report(text, "--reveal name --reason 'a test' --audit log.jsonl -o open.md")
    #expect(open.status == 0, "\(open.errors)")
    let written = folder.text(of: "open.md") ?? ""
    #expect(written.contains("First Anna Holm.") && written.contains("revealed: people.name"))
    #expect(written.contains("*Shown unmasked, on the record: people.name.*"))
    #expect(folder.text(of: "log.jsonl")?.contains("\"output\":\"open.md\"") == true)
    #expect(report(text, "--reveal nmae --reason x --audit log.jsonl").status == 2)
    #expect(report(text, "--reveal name").status == 2)
    let again = render("--verify open.md")
    #expect(again.status == 1 && again.output.contains("settings: changed (people.name → )"))
  }

  @Test func aPageIsOneFileWithTablesAndDrawings() {
    #expect(render("r.md.pq fruit.csv -o r.html").status == 0)
    let page = folder.text(of: "r.html") ?? ""
    #expect(page.hasPrefix("<!DOCTYPE html>\n<!-- pq report 1\n"))
    #expect(page.contains("<html lang=\"zh\">") && page.contains("<title>果园 2020-12-31</title>"))
    #expect(page.contains("共有水果3种") && page.contains("<tfoot>") && page.contains("<svg "))
    #expect(render("--verify r.html").status == 0)
  }

  @Test func barTablesOfTheAuthorAreTables() {
    folder.write("| a | b |\n|---|--:|\n| {1 + 2} | x \\| **y** |\n", to: "t.md.pq")
    #expect(render("t.md.pq fruit.csv -o t.html").status == 0)
    let page = folder.text(of: "t.html") ?? ""
    #expect(
      page.contains(
        "<tr><td>3</td><td style=\"text-align:right\">x | <strong>y</strong></td></tr>"))
  }

  @Test func hostileFilesAreRefused() {
    let bytes = ProgramRun.shell(
      "printf 'a \\377\\376' > b.md.pq; pq render b.md.pq fruit.csv", in: folder.path)
    #expect(bytes.status == 3, "\(bytes.errors)")
    #expect(render("missing.md.pq").status == 3)
    #expect(render("fruit.csv").status == 2)
    #expect(render("").status == 2)
    #expect(render("r.md.pq fruit.csv --safe -o x.md").errors.contains("error[safe-mode]"))
    #expect(ProgramRun.shell("pq r.md.pq fruit.csv", in: folder.path).status == 2)
    #expect(ProgramRun.shell("pq fmt r.md.pq", in: folder.path).status == 2)
  }

  /// A figure of a table without a file is that nothing was recorded, which is not the same as that
  /// nothing happened: the report says which tables those are.
  @Test func tablesWithoutAFileAreNamed() {
    folder.write(
      """
      table growers "果农" key name {
        name text
      }

      table baskets "篮子" key id {
        id int
        grower -> growers?
      }

      table fruit "水果" key name {
        name text
        weight int
      }

      field fruit.carried "已装" = name in (baskets | select name = grower.name)
      """, to: "orchard.pq")
    let options = "--model orchard.pq"
    let run = report("{fruit | count} {fruit where carried | count}\n", options)
    #expect(run.output.contains("; no file for growers, baskets, so that"), "\(run.output)")
    let chinese = report("{fruit where carried | count}\n", options + " --lang zh")
    #expect(chinese.output.contains("；没有果农、篮子的数据文件，"), "\(chinese.output)")
    #expect(!report("{fruit | count}\n", options).output.contains("no file for"))
  }
}
