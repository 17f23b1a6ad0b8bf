import Glibc
import PQColumnar
import PQExecution
import Synchronization

/// Ends a run before the process takes more memory than it may, whatever takes it: a file that is
/// read, a query, or what earlier ones have left.
///
/// A thread looks while a run is under way, and sleeps between runs. It lives as long as the
/// program, as the one session of a program does.
final class MemoryWatch: Sendable {
  /// 20 ms: then a tenth of a gigabyte at most is taken unseen, and a look costs microseconds.
  private static let interval: useconds_t = 20_000

  private let limit: Int
  private let flag: CancellationFlag
  private let measure: @Sendable () -> Int
  private let isActive = Atomic<Bool>(false)
  private let isStarted = Atomic<Bool>(false)
  // A semaphore is made for several threads.
  private nonisolated(unsafe) let wake = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  /// - Parameter measure: how many bytes the process takes now.
  init(limit: Int, flag: CancellationFlag, measure: @escaping @Sendable () -> Int) {
    self.limit = limit
    self.flag = flag
    self.measure = measure
    sem_init(wake, 0, 0)
  }

  deinit {
    sem_destroy(wake)
    wake.deallocate()
  }

  /// A run begins: one that begins over the limit ends at once.
  func begin() {
    look()
    isActive.store(true, ordering: .relaxed)
    if !isStarted.exchange(true, ordering: .relaxed) {
      BackgroundThread.start { [self] in
        while true {
          sem_wait(wake)
          while isActive.load(ordering: .relaxed) {
            usleep(Self.interval)
            look()
          }
        }
      }
    }
    sem_post(wake)
  }

  func end() {
    isActive.store(false, ordering: .relaxed)
  }

  private func look() {
    guard measure() > limit else { return }
    // What was freed but not given back yet does no harm.
    ProcessMemory.giveBack()
    if measure() > limit { flag.refuse(memoryLimit: limit) }
  }
}

/// What the process takes, and what the machine has.
enum ProcessMemory {
  /// The part of the machine that the program may fill unless `--memory` says otherwise: the rest
  /// is for everything else, so that nothing swaps.
  private static let usualPercent = 80

  /// Bytes of the process that only it has; files that are mapped do not count.
  static func used() -> Int {
    // Pages: size, resident, shared, …
    let words = text(of: "/proc/self/statm")?.split(separator: " ") ?? []
    guard words.count > 2, let resident = Int(words[1]), let shared = Int(words[2]) else {
      return 0
    }
    return (resident - shared) * pageSize
  }

  /// Gives what was freed back to the machine. glibc has a function for it, but Swift's module of
  /// its headers does not.
  static func giveBack() {
    guard let address = dlsym(nil, "malloc_trim") else { return }
    typealias Trim = @convention(c) (Int) -> Int32
    _ = unsafeBitCast(address, to: Trim.self)(0)
  }

  /// The usual limit: a part of the machine's memory, or of its group's if that is less.
  static func usualLimit() -> Int {
    let machine = Int(sysconf(Int32(_SC_PHYS_PAGES))) * pageSize
    let whole = groupFiles().compactMap { limit(in: $0) }.reduce(machine, min)
    return whole / 100 * usualPercent
  }

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// The files that may limit the process's group, in either version of control groups.
  private static func groupFiles() -> [String] {
    let root = "/sys/fs/cgroup"
    var files = ["\(root)/memory.max", "\(root)/memory/memory.limit_in_bytes"]
    for line in text(of: "/proc/self/cgroup")?.split(separator: "\n") ?? []
    where line.hasPrefix("0::/") && line.utf8.count > 4 {
      files.append("\(root)\(line.dropFirst(3))/memory.max")
    }
    return files
  }

  /// `nil` for no file, and for `max`.
  private static func limit(in file: String) -> Int? {
    text(of: file).flatMap { Int($0.prefix { $0.isNumber }) }
  }

  private static func text(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}
