/// Words that name a color, drawn in it: a series called 红 is red, and so is the mark before such a
/// cell on a page.
///
///     red   yellow   green   红   黄   绿   红灯   黄灯   绿灯
enum ColorWord {
  private static let red = "#c8372d"
  private static let yellow = "#d9a300"
  private static let green = "#2e9b5f"

  /// Returns the color that a whole text names, in the spelling of SVG and CSS.
  static func color(of text: String) -> String? {
    switch text {
    case "red", "红", "红灯": red
    case "yellow", "黄", "黄灯": yellow
    case "green", "绿", "绿灯": green
    default: nil
    }
  }
}
