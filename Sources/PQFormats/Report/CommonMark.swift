import CCMark
import Glibc

/// Turns Markdown into HTML by libcmark, which this file wraps.
enum CommonMark {
  /// Returns the blocks of a text as HTML.
  ///
  ///     Ripe **plums**, 12 kg     <p>Ripe <strong>plums</strong>, 12 kg</p>
  ///
  /// HTML in the text and links that would run something are left out: what stands in the data
  /// cannot become part of the page.
  static func html(_ markdown: String) -> String {
    var markdown = markdown
    let result = markdown.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        cmark_markdown_to_html(text.baseAddress, text.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let result else { return "" }
    defer { free(result) }
    return String(cString: result)
  }

  /// Returns a line of Markdown as HTML without a paragraph around it.
  static func inlineHTML(_ markdown: String) -> String {
    var html = html(markdown)
    while html.hasSuffix("\n") { html.removeLast() }
    guard html.hasPrefix("<p>"), html.hasSuffix("</p>") else { return html }
    return String(html.dropFirst(3).dropLast(4))
  }
}
