import PQDiagnostics

/// What `pq help` says about the program and its commands.
package enum ProgramHelp {
  package static let commands = [
    "pq": program, "fmt": format, "check": check, "render": render, "explain": explain,
    "audit": audit, "lint": lint, "help": help,
  ]

  private static let program = LocalizedText(
    """
    pq asks questions of tables.

      pq                                  the shell, on the sample register
      pq DATA…                            the shell on data
      pq -c 'QUERY' [DATA…]               run and print; may be given several times
      pq SCRIPT.pq [DATA…]                run a script
      pq fmt [--lang zh|en] FILE…         canonical layout, or the other language
      pq check FILE… [DATA…]              say what is wrong without running
      pq render FILE.md.pq [DATA…]        a report: Markdown whose queries are answered
      pq explain NAME|'QUERY' [DATA…]     a measure's definition, or a query's plan
      pq audit verify [FILE]              whether an audit log is as it was written
      pq lint [DATA…]                     what the records contradict
      pq help [TOPIC]                     a command, stage, function, code of a message
      pq --version

    DATA is a folder (each .csv or .tsv file in it is a table named after it), a file,
    name=file, or - for standard input (table `input`).

    \(ProgramOption.list(in: .english))
    Exit: 0 done, 1 the query is wrong, an assert failed or lint found something, 2 the command
    line is wrong, 3 a file failed, 130 interrupted.

    """,
    zh: """
      pq 用来查询表格数据。

        pq                                  进入交互环境，使用示例登记数据
        pq 数据…                            对指定数据进入交互环境
        pq -c '查询' [数据…]                运行并输出，可多次给出
        pq 脚本.pq [数据…]                  运行脚本
        pq fmt [--lang zh|en] 文件…         整理格式，或转换为另一种语言
        pq check 文件… [数据…]              只检查，不运行
        pq render 报告.md.pq [数据…]        报告：填入查询结果的 Markdown
        pq explain 名称|'查询' [数据…]      指标的定义，或查询的执行计划
        pq audit verify [文件]              检查审计记录是否原样
        pq lint [数据…]                     记录中有哪些矛盾
        pq help [主题]                      命令、步骤、函数或消息代码的说明
        pq --version

      数据可以是文件夹（其中每个 .csv 或 .tsv 文件是一张同名的表）、文件、名称=文件，
      或用 - 表示标准输入（表 `input`）。

      \(ProgramOption.list(in: .chinese))
      退出码：0 完成，1 查询有误、断言不成立或 lint 有发现，2 命令行有误，3 文件出错，130 被中断。

      """)

  private static let format = LocalizedText(
    """
    pq fmt [--lang zh|en] [--check] [--model FILE.pq] FILE…

    Rewrites scripts in the canonical layout; comments stay. With --lang, keywords and the
    model's names are turned into that language without loss. `-` reads standard input and
    writes standard output. With --check nothing is changed: the files that would change are
    listed, and the exit is 1 if there are any.

    """,
    zh: """
      pq fmt [--lang zh|en] [--check] [--model 文件.pq] 文件…

      按统一格式重写脚本，注释保留。给出 --lang 时，关键字和模型中的名称无损地转换为该语言。
      `-` 表示读标准输入、写标准输出。给出 --check 时不改文件，只列出需要改动的文件；
      有这样的文件时退出码为 1。

      """)

  private static let check = LocalizedText(
    """
    pq check FILE… [DATA…]

    Says what is wrong with scripts without running them: words, names, types, files to
    import and include. Files that are not scripts are the data that they are about.

    """,
    zh: """
      pq check 文件… [数据…]

      不运行脚本，只指出其中的问题：词语、名称、类型、要导入和引入的文件。
      不是脚本的文件作为脚本所用的数据。

      """)

  private static let render = LocalizedText(
    """
    pq render FILE.md.pq [DATA…] [-o OUT.md|OUT.html]
    pq render --verify OUT.md [DATA…]

    Answers a report: Markdown in which `{QUERY}` stands for a value and a block between
    ```pq and ``` for a table or a chart. The whole report is checked before anything runs;
    the file is written whole or not at all, without -o to standard output. A name that
    ends in .html gives one page that needs nothing from outside.

    At the top stands how it was made: report, data, parameters, date, digests. --verify
    answers it again and shows each line that is no longer the same, whether the data
    changed or somebody the file; the exit is 1 if anything differs.

    Between two lines --- at its beginning a report may pin `lang: zh` and
    `today: 2020-12-31`; options of the command line go before them.

    """,
    zh: """
      pq render 报告.md.pq [数据…] [-o 输出.md|输出.html]
      pq render --verify 输出.md [数据…]

      生成报告：Markdown 中的 `{查询}` 换成查询所得的值，```pq 与 ``` 之间的代码块换成表或图。
      运行前先检查整份报告；文件要么完整写出，要么不写；不写 -o 时输出到标准输出。
      输出文件名以 .html 结尾时，得到一个不依赖外部资源的网页。

      开头记有报告、数据、参数、日期和各项摘要。--verify 重新运行，逐行指出与文件不同之处，
      以及是数据变了还是文件被人改动；有差异时退出码为 1。

      报告开头两行 --- 之间可以固定 `lang: zh` 和 `today: 2020-12-31`，命令行选项优先。

      """)

  private static let explain = LocalizedText(
    """
    pq explain NAME|'MEASURE of PERIOD by KEY'|'QUERY' [DATA…]

    Shows how a measure or field is defined, and why; what a measure is in a period, by its
    cohort date, and for each key, with the queries that list the rows behind it; or the steps
    in which a query is computed, the last step first.

      pq explain on_time_rate
      pq explain 'on_time_rate of 2020-08 by township'

    """,
    zh: """
      pq explain 名称|'指标 期间 时段 按 键'|'查询' [数据…]

      显示指标或字段的定义和依据；指标按归期在某一时段、按键分列的分子和分母，以及列出明细的查询；
      或查询的计算步骤（最后一步在最前）。

        pq explain 按期办结率
        pq explain '按期办结率 期间 2020-08 按 问题属地'

      """)

  private static let audit = LocalizedText(
    """
    pq audit verify [FILE] [--last HASH]

    Says whether an audit log is as it was written: how many lines, from when to when, and the
    SHA-256 of the last line. The exit is 1, with the number of the first wrong line, if a byte
    was changed or a line removed, added or moved. Lines cut off the end leave a shorter log that
    is whole in itself: keep the last line's SHA-256 elsewhere and give it with --last. Without
    FILE the log is pq/audit.jsonl in $XDG_STATE_HOME or ~/.local/state.

    """,
    zh: """
      pq audit verify [文件] [--last 散列值]

      检查审计记录是否原样：行数、起止时间，以及最后一行的 SHA-256。若有字节被改动，或有行被
      删除、添加、调换，则指出第一个有问题的行，退出码为 1。从末尾整行删去后余下的记录本身仍是
      完整的：请把最后一行的 SHA-256 另行保存，用 --last 给出。不写文件时检查 $XDG_STATE_HOME
      或 ~/.local/state 下的 pq/audit.jsonl。

      """)

  private static let lint = LocalizedText(
    """
    pq lint [DATA…] [-o FORMAT]

    Asks the checks of every table: those of the model, equal keys, references to rows that are
    not there, and what a file says of fields that the model works out. A terminal shows a
    report, a pipe gets CSV: each check that found something, with its count and the query that
    lists the rows, and each that could not be computed, with the reason. `lint(TABLE)` gives
    all checks of a table as rows. The exit is 1 if anything was found.

    """,
    zh: """
      pq lint [数据…] [-o 格式]

      逐表核对：模型规定的核对项、重复的主键、指向不存在的行的引用，以及文件中填报的、本应由模型推算的字段。
      终端上显示报告，管道中输出 CSV：列出有发现的核对项、件数和列出各行的查询，以及未能核对的项及其原因。
      `体检(表)` 以表的形式给出一张表的全部核对项。有发现时退出码为 1。

      """)

  private static let help = LocalizedText(
    """
    pq help [TOPIC]

    TOPIC is a command (fmt, check, render, explain), an option such as `--safe`, a command to the
    shell such as `.schema`, a stage such as `count`, another word of the language such as
    `with total`, a function such as `median`, a measure, field, table, column or check of the
    model, or the code of a message such as `unknown-code`. `commands`, `options`, `stages`,
    `words`, `functions`, `settings` and `codes` list what there is.

    """,
    zh: """
      pq help [主题]

      主题可以是命令（fmt、check、render、explain）、选项（如 `--safe`）、交互命令（如 `.结构`）、
      步骤（如 `计数`）、其他词语（如 `含合计`）、函数（如 `中位数`），模型中的指标、字段、表、核对项，
      或消息代码（如 `unknown-code`）；`命令`、`选项`、`步骤`、`词语`、`函数`、`设置`、`代码` 列出全部。

      """)
}
