import PQDiagnostics
import Synchronization

/// What a shell's meta commands have set.
final class ShellSettings: Sendable {
  /// Whether every statement says how long it took.
  let isTimed = Atomic<Bool>(false)
}

extension MetaCommand {
  static let timer = MetaCommand(
    name: LocalizedText("timer", zh: "计时"),
    argument: LocalizedText("[on | off]", zh: "[开 | 关]"),
    summary: LocalizedText(
      "says after each statement how long it took, how many rows it scanned, and how many blocks "
        + "it skipped",
      zh: "每条语句之后显示用时、扫描的行数和跳过的块数"),
    run: { argument, context in
      switch argument.lowercased() {
      case "on", "开": context.settings.isTimed.store(true, ordering: .relaxed)
      case "off", "关": context.settings.isTimed.store(false, ordering: .relaxed)
      case "":
        let isOn = context.settings.isTimed.load(ordering: .relaxed)
        context.writer.show(ShellHelp.timer(isOn: isOn))
      default:
        context.writer.show(.timerForm())
        return .failed
      }
      return .done
    })
}
