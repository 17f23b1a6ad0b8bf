import PQFunctions
import PQPetitions
import Synchronization

/// The workday calendar of a session: the built-in one until a `holidays` statement names a file.
final class CurrentCalendar: Sendable {
  private let state = Mutex(HolidayCalendar.china)

  var value: WorkdayCalendar {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
