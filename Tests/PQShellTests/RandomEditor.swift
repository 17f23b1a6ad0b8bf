/// Edits an `EditorModel` at random; says what a terminal sends for each edit.
struct RandomEditor {
  var model: EditorModel
  let isVi: Bool
  private var state: UInt64

  static let words: [EditorModel.Word] =
    [
      EditorModel.Word(label: "apple", insertion: "apple", detail: "fruit 苹果", back: 0),
      EditorModel.Word(label: "apricot", insertion: "apricot", detail: "fruit 杏", back: 0),
      EditorModel.Word(label: "avg", insertion: "avg()", detail: "function 平均", back: 1),
      EditorModel.Word(label: "渠道", insertion: "渠道", detail: "text channel", back: 0),
      EditorModel.Word(label: "渠道来源", insertion: "渠道来源", detail: "text", back: 0),
      EditorModel.Word(
        label: "a_very_long_name_that_fits_nowhere_at_all_桃", insertion: "a_long", detail: "",
        back: 0),
    ]
    + (1...60).map {
      EditorModel.Word(label: "b\($0)", insertion: "b\($0)", detail: "桃\($0)", back: 0)
    }

  static let history = [
    "apple | count", "select 渠道\n| top 5", "Salad", "其中 b1 = 2", "banana split with 桃 and more",
    "ab\n1\n2\n3\n4\n5",
  ]

  /// Longer texts would leave the screen.
  static let longest = 60

  private let pool =
    ["a", "b", "s", "sel", " ", ",", "1", "'", "(", ")", "渠", "道", "销", "。"]
    + ["，", "桃", "é", "e\u{301}", "🍑", "👩‍🌾", "👍🏽", "❤️", "select ", "其中", "b1"]
  private let pastes = ["桃子 apples", "one\ntwo", "苹果\r\n梨树，桃树", "x\r\ry\tz", "a\tb"]

  init(seed: Int, columns: Int, rows: Int, isVi: Bool) {
    model = EditorModel(columns: columns, rows: rows, words: Self.words, history: Self.history)
    self.isVi = isVi
    state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 99
  }

  /// Makes one random edit and returns what a terminal sends for it.
  mutating func edit() -> [UInt8] {
    if model.menu != nil { return Array(editInMenu().utf8) }
    if model.search != nil { return Array(editInSearch().utf8) }
    if model.text.count > Self.longest { return Array(backspace().utf8) }
    switch random(32) {
    case 0..<10: return Array(type(pool[random(pool.count)]).utf8)
    case 10: return Array(paste(pastes[random(pastes.count)]).utf8)
    case 11: return invalid()
    case 12, 13:
      model.openMenu(fromBelow: false)
      return [0x09]
    case 14:
      model.openMenu(fromBelow: true)
      return Array("\u{1B}[Z".utf8)
    case 15:
      model.search = EditorModel.Search()
      return [0x12]
    case 16:
      model.insert("\n")
      return [0x1B, 0x0D]
    default: return Array(move().utf8)
    }
  }

  private mutating func type(_ string: String) -> String {
    model.insert(string)
    return string
  }

  private mutating func paste(_ string: String) -> String {
    model.insert(string.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    return "\u{1B}[200~\(string)\u{1B}[201~"
  }

  private mutating func invalid() -> [UInt8] {
    let broken: [([UInt8], String)] = [
      ([0xFF], "\u{FFFD}"), ([0xC3, 0x28], "\u{FFFD}("), ([0xE6, 0xA1, 0x61], "\u{FFFD}a"),
      ([0xC2, 0x85], "\u{FFFD}"),
    ]
    let (bytes, text) = broken[random(broken.count)]
    model.insert(text)
    return bytes
  }

  private mutating func backspace() -> String {
    if model.cursor > 0 {
      model.cursor -= 1
      model.text.remove(at: model.cursor)
    } else if !model.text.isEmpty {
      model.text.remove(at: 0)
      return "\u{1B}[3~"
    }
    return "\u{7F}"
  }

  private mutating func move() -> String {
    switch random(12) {
    case 0, 1:
      model.cursor = max(0, model.cursor - 1)
      return "\u{1B}[D"
    case 2:
      if !model.hint.isEmpty { return accept("\u{1B}OC") }
      model.cursor = min(model.text.count, model.cursor + 1)
      return "\u{1B}OC"
    case 3:
      model.cursor = model.rowStart
      return "\u{1B}[H"
    case 4:
      if !model.hint.isEmpty { return accept("\u{5}") }
      model.cursor = model.rowEnd
      return "\u{5}"
    case 5 where model.cursor < model.text.count:
      model.text.remove(at: model.cursor)
      return "\u{1B}[3~"
    case 6:
      if let place = model.place(rowsDown: -1) {
        model.cursor = place
        return "\u{1B}[A"
      }
    case 7:
      if let place = model.place(rowsDown: 1) {
        model.cursor = place
        return "\u{1B}[B"
      }
    case 8 where isVi:
      // To the command mode and back before the character that the cursor stood behind.
      model.cursor = max(0, model.cursor - 1)
      return "\u{1B}i"
    case 9 where isVi:
      model.cursor = model.text.count
      return "\u{1B}A"
    case 8 where model.cursor > 0:
      model.text.removeSubrange(model.cursor...)
      return "\u{B}"
    default: break
    }
    return backspace()
  }

  private mutating func accept(_ key: String) -> String {
    model.insert(model.hint)
    return key
  }

  private mutating func editInMenu() -> String {
    guard let menu = model.menu else { return "" }
    let count = menu.words.count
    switch random(10) {
    case 0...2:
      model.choose(menu.chosen.map { ($0 + 1) % count } ?? 0)
      return random(2) == 0 ? "\t" : "\u{1B}[B"
    case 3:
      model.choose(menu.chosen.map { ($0 + count - 1) % count } ?? count - 1)
      return random(2) == 0 ? "\u{1B}[Z" : "\u{1B}[A"
    case 4, 5:
      let isRight = random(2) == 0
      let step = model.menuGrid().rows * (isRight ? 1 : -1)
      let target = menu.chosen.map { $0 + step } ?? 0
      if target >= 0, target < count, target != menu.chosen { model.choose(target) }
      return isRight ? "\u{1B}[C" : "\u{1B}[D"
    case 6:
      model.leaveMenu()
      return ["\u{3}", "\u{7}"][random(2)]
    case 7 where menu.chosen != nil:
      model.menu = nil
      return "\r"
    case 8:
      model.menu = nil
      return backspace()
    default:
      model.menu = nil
      return type(["a", "渠", "1"][random(3)])
    }
  }

  private mutating func editInSearch() -> String {
    guard let search = model.search else { return "" }
    let found = model.findings.count
    switch random(9) {
    case 0...3:
      let key = ["a", "n", "桃", "渠", " ", "1", "S"][random(7)]
      model.search?.query += Array(key.unicodeScalars)
      model.search?.place = 0
      return key
    case 4:
      if search.place + 1 < found { model.search?.place += 1 }
      return "\u{12}"
    case 5:
      if search.place > 0 { model.search?.place -= 1 }
      return "\u{13}"
    case 6:
      if search.query.isEmpty { model.search = nil } else { model.search?.query.removeLast() }
      model.search?.place = 0
      return "\u{7F}"
    case 7 where found > 0:
      model.text = Array(model.findings[search.place].statement.unicodeScalars)
      model.cursor = model.text.count
      model.search = nil
      return "\t"
    default:
      model.search = nil
      return "\u{7}"
    }
  }

  mutating func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
