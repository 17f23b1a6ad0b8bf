import Glibc
import PQColumnar
import PQFormats
import PQSession

/// Ctrl-C and its kin while queries or a script run.
enum Interruption {
  /// How long a run may take to end by itself: blocks take milliseconds, and only a read that
  /// waits for standard input does not come back.
  private static let patience = 1

  /// From now on, SIGINT, SIGTERM and SIGHUP end the run under way; a second one, or a run that
  /// does not end soon, ends the program at once, leaving no half file behind.
  ///
  /// The signals are blocked in every thread and taken by one of its own, so that nothing has to
  /// be safe inside a handler. To be called before other threads start.
  static func watch(_ cancellation: SessionCancellation) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    BackgroundThread.start { [signals] in
      var signals = signals
      var number: Int32 = 0
      sigwait(&signals, &number)
      cancellation.cancel()
      var time = timespec(tv_sec: patience, tv_nsec: 0)
      sigtimedwait(&signals, nil, &time)
      UnfinishedFiles.discardAll()
      _exit(ExitStatus.interrupted.rawValue)
    }
  }
}
