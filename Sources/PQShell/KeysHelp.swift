import PQDiagnostics

/// What the keys do at the shell's prompt: the text of `.help keys`.
package enum KeysHelp {
  package struct Row: Sendable {
    package let keys: LocalizedText
    package let meaning: LocalizedText

    init(_ keys: String, zh chineseKeys: String, _ meaning: String, zh chinese: String) {
      self.keys = LocalizedText(keys, zh: chineseKeys)
      self.meaning = LocalizedText(meaning, zh: chinese)
    }

    init(_ keys: String, _ meaning: String, zh chinese: String) {
      self.init(keys, zh: keys, meaning, zh: chinese)
    }
  }

  package static let title = LocalizedText("Keys at the prompt", zh: "提示符下的按键")

  package static let rows: [Row] = [
    Row(
      "Enter", zh: "回车", "runs the statement, or starts another line of one that is not whole",
      zh: "执行语句；语句未写完则另起一行"),
    Row("Alt-Enter", zh: "Alt-回车", "starts another line", zh: "另起一行"),
    Row(
      "Tab",
      "completes; of several, Tab, Shift-Tab and the arrows choose one, Enter takes it, "
        + "Esc and Ctrl-C leave",
      zh: "补全；有多个候选时用 Tab、Shift-Tab 和方向键选择，回车确认，Esc 或 Ctrl-C 放弃"),
    Row(
      "Right, End, Ctrl-E, Ctrl-F", zh: "右、End、Ctrl-E、Ctrl-F",
      "at the end of the line, takes what is offered dim behind it", zh: "在行尾接受后面灰色的提示"),
    Row(
      "Alt-F, Ctrl-Right", zh: "Alt-F、Ctrl-右", "takes one word of it; else moves by a word",
      zh: "只接受提示的一个词；没有提示则右移一词"),
    Row(
      "Up, Down", zh: "上、下",
      "another row of the statement; beyond its edges, an earlier or later one",
      zh: "语句的上下行；到头则换成历史中的语句"),
    Row(
      "Ctrl-R",
      "searches the history: Ctrl-R again goes to older ones, Enter runs, Right or Tab edits, "
        + "Esc and Ctrl-G leave",
      zh: "查找历史：再按 Ctrl-R 找更早的，回车执行，右或 Tab 取来修改，Esc 或 Ctrl-G 放弃"),
    Row(
      "Home, End, Ctrl-A, Ctrl-E", zh: "Home、End、Ctrl-A、Ctrl-E", "the ends of the row", zh: "行首、行尾"),
    Row("Ctrl-_, Ctrl-X Ctrl-U", zh: "Ctrl-_、Ctrl-X Ctrl-U", "takes a change back", zh: "撤销"),
    Row("Alt-_", "makes it again", zh: "重做"),
    Row(
      "Ctrl-K, Ctrl-U, Ctrl-Y", zh: "Ctrl-K、Ctrl-U、Ctrl-Y", "cut, cut all, put back",
      zh: "剪切到末尾、剪切全部、粘贴"),
    Row(
      "Ctrl-X Ctrl-E", "edits the statement in $VISUAL or $EDITOR",
      zh: "用 $VISUAL 或 $EDITOR 编辑语句"),
    Row(
      "Ctrl-C", "gives the line up; stops a statement that runs; the third time, ends the program",
      zh: "放弃本行；中断正在执行的语句；连按三次退出程序"),
    Row(
      "Ctrl-D", "on an empty line, leaves; else deletes a character", zh: "空行时退出；否则删除一个字符"),
    Row("Ctrl-L", "clears the screen", zh: "清屏"),
    Row("Ctrl-Z", "stops the program until the system shell's fg", zh: "暂停程序，用系统的 fg 恢复"),
  ]

  package static let notes = LocalizedText(
    """
    A paste is inserted whole and runs nothing until Enter. `bind -v` in ~/.editrc gives the keys
    of vi: there u takes back, Ctrl-R makes again, / searches, v edits in $VISUAL.
    """,
    zh: """
      粘贴的内容整体插入，按回车才执行。在 ~/.editrc 中写 `bind -v` 使用 vi 按键：
      命令模式下 u 撤销、Ctrl-R 重做、/ 查找、v 用 $VISUAL 编辑。
      """)

  /// The whole text in one language.
  package static func text(in language: Language) -> String {
    let keys = rows.map { $0.keys.text(in: language) }
    let width = keys.map { DisplayWidth.cells(of: $0) }.max() ?? 0
    let lines = zip(keys, rows).map { keys, row in
      let blanks = String(repeating: " ", count: width - DisplayWidth.cells(of: keys) + 2)
      return "  " + keys + blanks + row.meaning.text(in: language) + "\n"
    }
    return title.text(in: language) + "\n\n" + lines.joined() + "\n" + notes.text(in: language)
      + "\n"
  }
}
