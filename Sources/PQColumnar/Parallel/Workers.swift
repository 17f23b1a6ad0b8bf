import Synchronization

/// How many threads a kernel may share its rows out to, and whether it should give up.
package struct Workers: Sendable {
  /// A number of threads, at least one.
  package let count: Int
  private let stops: @Sendable () -> Bool

  /// - Parameter stops: Asked between two pieces of work. Once it says yes, what a kernel returns
  ///   has the right size and no meaning; the caller throws it away.
  package init(count: Int, stops: @escaping @Sendable () -> Bool = { false }) {
    self.count = max(1, count)
    self.stops = stops
  }

  /// The caller's own thread.
  package static let one = Workers(count: 1)

  package var isStopped: Bool { stops() }

  /// Calls `body` with 0 up to `pieceCount` - 1, in any order, and returns when all are done.
  package func run(_ pieceCount: Int, _ body: @escaping @Sendable (Int) -> Void) {
    if count == 1 || pieceCount <= 1 {
      for piece in 0..<pieceCount where !isStopped { body(piece) }
      return
    }
    let next = PieceCounter()
    WorkerThreads.run(min(count, pieceCount)) { _ in
      while let piece = next.take(below: pieceCount), !isStopped { body(piece) }
    }
  }

  /// Returns what `body` makes of each number below `pieceCount`, in that order; `nil` where it was
  /// stopped before.
  package func map<Result: Sendable>(
    _ pieceCount: Int, _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result?] {
    let results = Mutex([Result?](repeating: nil, count: pieceCount))
    run(pieceCount) { piece in
      let result = body(piece)
      results.withLock { $0[piece] = result }
    }
    return results.withLock { $0 }
  }

  /// Returns an array whose parts are filled by pieces of work, each its own; zeros after a stop.
  func filling<Number: FixedWidthInteger & Sendable>(
    _ elementCount: Int, pieces: Int,
    _ body: @escaping @Sendable (Int, UnsafeMutablePointer<Number>) -> Void
  ) -> [Number] {
    if elementCount == 0 { return [] }
    // Unsafe: a Span cannot be handed to threads. Every piece writes places of its own.
    return Array(unsafeUninitializedCapacity: elementCount) { buffer, initializedCount in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let start = base
      run(pieces) { body($0, start) }
      if isStopped { buffer.initialize(repeating: 0) }
      initializedCount = elementCount
    }
  }
}

private final class PieceCounter: Sendable {
  private let position = Atomic<Int>(0)

  func take(below limit: Int) -> Int? {
    let piece = position.wrappingAdd(1, ordering: .relaxed).oldValue
    return piece < limit ? piece : nil
  }
}
