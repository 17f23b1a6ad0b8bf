import PQDiagnostics
import PQFormats
import PQSession
import Synchronization

/// What a shell's settings are now.
struct ShellValues: Sendable {
  /// When one row is shown as a list of its cells.
  enum Layout: Sendable {
    /// When the table is too wide and the list fits the screen.
    case auto
    case on
    case off
  }

  var language: Language
  var usesColor: Bool
  var isQuiet: Bool
  /// The form of results; `nil` is a table on a terminal, and CSV in a pipe.
  var format: OutputFormat?
  /// Rows that a table on a terminal shows; `nil` is all of them.
  var rowCount: Int? = WriteOptions.terminalRowCount
  /// The cells of a line; `nil` is what the terminal has.
  var width: Int?
  var vertical = Layout.auto
  /// Whether what does not fit the screen is shown page by page.
  var usesPager = true
  /// Whether every statement says how long it took.
  var isTimed = false
  /// Whether statements that come through a pipe are written before their answers.
  var echoes = false
  /// Whether statements are kept.
  var keepsHistory = true

  init(_ options: ShellOptions) {
    language = options.language
    usesColor = options.usesColor
    isQuiet = options.isQuiet
    format = options.format
  }
}

/// What a shell's meta commands have set, shared by the thread that runs statements.
final class ShellSettings: Sendable {
  private let state: Mutex<ShellValues>
  private let files = Mutex(Files())
  private let result = Mutex<QueryResult?>(nil)
  private let tour = Atomic<Int>(0)
  private let reads = Atomic<Int>(0)

  private struct Files {
    /// Where all results go, and where those of the next statement go.
    var all: ResultFile?
    var once: ResultFile?
  }

  init(_ options: ShellOptions) {
    state = Mutex(ShellValues(options))
  }

  var values: ShellValues { state.withLock { $0 } }

  func change(_ body: (inout ShellValues) -> Void) {
    state.withLock { body(&$0) }
  }

  /// The file that takes results now; `nil` is the screen.
  var file: ResultFile? { files.withLock { $0.once ?? $0.all } }

  /// Lets results go elsewhere; returns the file that took them before.
  func exchangeFile(_ file: ResultFile?) -> ResultFile? {
    files.withLock { files in
      let before = files.all
      files.all = file
      return before
    }
  }

  /// Does so for the next statement alone.
  func exchangeFileOnce(_ file: ResultFile?) -> ResultFile? {
    files.withLock { files in
      let before = files.once
      files.once = file
      return before
    }
  }

  /// The step of the tour that was shown last; 0 before the first.
  var tourStep: Int {
    get { tour.load(ordering: .relaxed) }
    set { tour.store(newValue, ordering: .relaxed) }
  }

  /// How deep scripts run each other by `.read`.
  var readDepth: Int {
    get { reads.load(ordering: .relaxed) }
    set { reads.store(newValue, ordering: .relaxed) }
  }

  /// What the last statement has shown.
  var lastResult: QueryResult? {
    get { result.withLock { $0 } }
    set { result.withLock { $0 = newValue } }
  }
}

/// One of the shell's settings, for `.set` and for the commands of its own.
struct ShellSetting: Sendable {
  let name: LocalizedText
  /// What it may be set to.
  let form: LocalizedText
  let summary: LocalizedText
  let value: @Sendable (ShellValues) -> LocalizedText
  /// Sets it; false if the word is none that it takes.
  let take: @Sendable (String, MetaCommandContext) -> Bool

  /// Every setting, in the order of `.set`. Another one is one line here.
  static let all: [ShellSetting] = [
    lang, format, rows, width, vertical, pager, color, timer, echo, quiet,
  ]

  static func named(_ name: String) -> ShellSetting? {
    all.first { $0.name.english == name.lowercased() || $0.name.chinese == name }
  }

  static let on = LocalizedText("on", zh: "开")
  static let off = LocalizedText("off", zh: "关")
  static let auto = LocalizedText("auto", zh: "自动")
  static let unlimited = LocalizedText("all", zh: "全部")
  static let isOnOrOff = LocalizedText("on | off", zh: "开 | 关")

  static func means(_ word: String, _ text: LocalizedText) -> Bool {
    word.lowercased() == text.english || word == text.chinese
  }

  /// A setting that is on or off.
  private static func flag(
    _ name: LocalizedText, _ summary: LocalizedText,
    _ read: @escaping @Sendable (ShellValues) -> Bool,
    _ write: @escaping @Sendable (inout ShellValues, Bool) -> Void
  ) -> ShellSetting {
    ShellSetting(
      name: name, form: isOnOrOff, summary: summary, value: { read($0) ? on : off },
      take: { word, context in
        guard let isOn = CommandWords.isOn(word) else { return false }
        context.settings.change { write(&$0, isOn) }
        return true
      })
  }

  static let timer = flag(
    LocalizedText("timer", zh: "计时"),
    LocalizedText(
      "whether each statement says how long it took, how many rows it scanned, and how many blocks "
        + "it skipped",
      zh: "每条语句之后是否显示用时、扫描的行数和跳过的块数"),
    { $0.isTimed }, { $0.isTimed = $1 })

  private static let color = flag(
    LocalizedText("color", zh: "颜色"),
    LocalizedText("whether tables, charts and messages are colored", zh: "表格、图和消息是否使用颜色"),
    { $0.usesColor }, { $0.usesColor = $1 })

  private static let pager = flag(
    LocalizedText("pager", zh: "分页"),
    LocalizedText(
      "whether what does not fit the screen is shown by $PAGER, or less -S",
      zh: "一屏放不下时是否用 $PAGER 或 less -S 分页显示"),
    { $0.usesPager }, { $0.usesPager = $1 })

  private static let echo = flag(
    LocalizedText("echo", zh: "回显"),
    LocalizedText(
      "whether statements that come through a pipe are written before their answers",
      zh: "从管道读入的语句是否先写出语句再给出结果"),
    { $0.echoes }, { $0.echoes = $1 })

  private static let quiet = flag(
    LocalizedText("quiet", zh: "安静"),
    LocalizedText("whether warnings and notes are left out", zh: "是否不显示警告和提示"),
    { $0.isQuiet }, { $0.isQuiet = $1 })

  static let lang = ShellSetting(
    name: LocalizedText("lang", zh: "语言"), form: LocalizedText("zh | en", zh: "zh | en"),
    summary: LocalizedText("the language of messages, headings and help", zh: "消息、表头和帮助的语言"),
    value: { LocalizedText(verbatim: $0.language.rawValue) },
    take: { word, context in
      let names = ["zh": Language.chinese, "中文": .chinese, "en": .english, "英文": .english]
      guard let language = names[word.lowercased()] else { return false }
      context.settings.change { $0.language = language }
      context.session.speak(language)
      return true
    })

  static let format = ShellSetting(
    name: LocalizedText("format", zh: "格式"),
    form: LocalizedText(verbatim: ((["auto"] + formats.map(\.rawValue)).joined(separator: " | "))),
    summary: LocalizedText(
      "the form of results; auto is a table on a terminal, CSV in a pipe",
      zh: "结果的格式；auto 在终端上为表格，在管道中为 CSV"),
    value: { $0.format.map { LocalizedText(verbatim: $0.rawValue) } ?? auto },
    take: { word, context in
      if means(word, auto) {
        context.settings.change { $0.format = nil }
        return true
      }
      guard let format = formats.first(where: { $0.rawValue == word.lowercased() }) else {
        return false
      }
      context.settings.change { $0.format = format }
      return true
    })

  /// An SVG drawing is a file to save, not something to print.
  static let formats = OutputFormat.allCases.filter { $0 != .svg }

  static let rows = ShellSetting(
    name: LocalizedText("rows", zh: "行数"), form: LocalizedText("N | all", zh: "N | 全部"),
    summary: LocalizedText(
      "how many rows a table on the screen shows; files and pipes get all of them",
      zh: "屏幕上的表格显示多少行；文件和管道总是全部"),
    value: { $0.rowCount.map { LocalizedText(verbatim: "\($0)") } ?? unlimited },
    take: { word, context in
      if means(word, unlimited) {
        context.settings.change { $0.rowCount = nil }
        return true
      }
      guard let count = Int(word), count > 0 else { return false }
      context.settings.change { $0.rowCount = count }
      return true
    })

  static let width = ShellSetting(
    name: LocalizedText("width", zh: "宽度"), form: LocalizedText("N | auto", zh: "N | 自动"),
    summary: LocalizedText(
      "how many cells a line of the screen has; auto is what the terminal says",
      zh: "屏幕一行有多少列；自动则按终端"),
    value: { $0.width.map { LocalizedText(verbatim: "\($0)") } ?? auto },
    take: { word, context in
      if means(word, auto) {
        context.settings.change { $0.width = nil }
        return true
      }
      guard let count = Int(word), count >= leastWidth else { return false }
      context.settings.change { $0.width = count }
      return true
    })

  /// No table can be read in less.
  private static let leastWidth = 10

  private static let vertical = ShellSetting(
    name: LocalizedText("vertical", zh: "竖排"),
    form: LocalizedText("auto | on | off", zh: "自动 | 开 | 关"),
    summary: LocalizedText(
      "whether a row is shown as a list of its cells; auto does so where a table is too wide and "
        + "the list fits the screen",
      zh: "是否把一行竖排成多行显示；自动在表格过宽而竖排不超过一屏时竖排"),
    value: { values in
      switch values.vertical {
      case .auto: auto
      case .on: on
      case .off: off
      }
    },
    take: { word, context in
      let isOn = CommandWords.isOn(word)
      guard isOn != nil || means(word, auto) else { return false }
      context.settings.change { $0.vertical = isOn.map { $0 ? .on : .off } ?? .auto }
      return true
    })
}
