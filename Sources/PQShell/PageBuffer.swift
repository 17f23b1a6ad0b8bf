import PQDiagnostics
import Synchronization

/// What a statement shows, kept back as long as it may have to be shown page by page.
///
/// Nothing is kept where there is no terminal. From the first line that does not fit the screen on
/// everything is kept, so that nothing changes places.
final class PageBuffer: Sendable {
  /// The rows of the screen; `nil` where nothing is shown page by page.
  let screenRows: @Sendable () -> Int?
  private let isOn: @Sendable () -> Bool
  private let kept = Mutex(Kept())

  private struct Kept {
    var text = ""
    var isOpen = false
    var movesSideways = false
  }

  /// What was kept back.
  struct Pages {
    let text: String
    /// Whether some of it would not be seen on one screen.
    let needsPager: Bool
  }

  /// More than anybody turns the pages of goes to the screen as it comes.
  private static let most = 1 << 23
  /// The prompt and a line of the statement stay on the screen.
  private static let rowsAround = 2

  init(
    screenRows: @escaping @Sendable () -> Int? = { nil },
    isOn: @escaping @Sendable () -> Bool = { false }
  ) {
    self.screenRows = screenRows
    self.isOn = isOn
  }

  /// Keeps everything from here on; what is too wide is better moved sideways than broken into
  /// lines if it `movesSideways`.
  func begin(movesSideways: Bool = false) {
    guard isOn(), screenRows() != nil else { return }
    kept.withLock { kept in
      kept.isOpen = true
      kept.movesSideways = movesSideways
    }
  }

  /// Takes a text; returns what is to go to the screen now.
  func take(_ text: String) -> String? {
    guard isOn(), let rows = screenRows() else { return text }
    return kept.withLock { kept in
      let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
      guard kept.isOpen || lines > rows - Self.rowsAround else { return text }
      kept.isOpen = true
      kept.text += text
      guard kept.text.utf8.count > Self.most else { return nil }
      let rest = kept.text
      kept.text = ""
      return rest
    }
  }

  /// Returns what was kept, and keeps nothing more.
  func takeAll(columns: Int) -> Pages? {
    let taken = kept.withLock { kept in
      let before = kept
      kept = Kept()
      return before
    }
    if taken.text.isEmpty { return nil }
    let lines = taken.text.split(separator: "\n", omittingEmptySubsequences: false)
    let isTall = lines.count - 1 > (screenRows() ?? .max) - Self.rowsAround
    let isWide = taken.movesSideways && lines.contains { Self.cells(of: $0) > columns }
    return Pages(text: taken.text, needsPager: isTall || isWide)
  }

  /// The cells of a line without its colors.
  private static func cells(of line: Substring) -> Int {
    guard line.contains("\u{1B}") else { return DisplayWidth.cells(of: String(line)) }
    let pieces = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
    let texts = pieces.dropFirst().map { $0.drop { $0 != "m" }.dropFirst() }
    return ((pieces.first.map { [$0] } ?? []) + texts).reduce(0) {
      $0 + DisplayWidth.cells(of: String($1))
    }
  }
}
