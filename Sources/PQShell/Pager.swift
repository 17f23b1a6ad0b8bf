import Glibc

/// What shows long texts page by page.
enum Pager {
  /// Returns the command: `$PAGER`, else `less`, which cuts long lines and keeps colors; `nil` if there
  /// is neither.
  static func command(
    environment: (String) -> String? = environmentVariable,
    isThere: (String) -> Bool = { access($0, X_OK) == 0 }
  ) -> String? {
    if let pager = environment("PAGER") { return pager.isEmpty ? nil : pager }
    let folders = (environment("PATH") ?? "").split(separator: ":")
    return folders.contains { isThere("\($0)/less") } ? "less -S -R" : nil
  }
}
