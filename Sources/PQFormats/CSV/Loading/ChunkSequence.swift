import PQColumnar
import PQDiagnostics

/// Puts what the workers found into the order of the file.
///
/// A worker cannot know that its chunk begins with a record: the line break before it may stand
/// between quotes. So each result waits until the one before it has told where it ended; if that is
/// elsewhere, the chunk is read again from there.
struct ChunkSequence: Sendable {
  /// What is known of the records before a place in the file.
  private struct Place {
    var offset = 0
    var line: Int
    var rereadBudget = CSVScanner.patience
  }

  private var place: Place
  private var waiting: [Int: ChunkResult] = [:]
  private(set) var nextIndex = 0
  /// Text that was read and whose last record goes on.
  private var rest: [UInt8] = []

  init(firstLine: Int) {
    place = Place(line: firstLine)
  }

  /// A result and where its first record stands.
  struct Verified {
    let result: ChunkResult
    let firstLine: Int
  }

  mutating func add(_ result: ChunkResult, at index: Int) { waiting[index] = result }

  /// Returns the next result, or `nil` if it is not there yet; `parse` reads a chunk again.
  mutating func next(
    _ parse: (TextChunk, _ rereadBudget: Int) -> ChunkResult
  ) -> Verified? {
    guard var result = waiting.removeValue(forKey: nextIndex) else { return nil }
    nextIndex += 1
    // Bytes that are no text end the reading anyway.
    guard result.isText else { return Verified(result: result, firstLine: place.line) }
    let isSameWithLess =
      place.rereadBudget == CSVScanner.patience || result.outcome.rereadCount <= place.rereadBudget
    if result.chunk.offset != place.offset || !isSameWithLess {
      result = parse(joined(result.chunk), place.rereadBudget)
    }
    return accept(result)
  }

  /// Returns what is left at the end of the file: a record whose quote is never closed, and what
  /// follows it.
  mutating func last(
    _ parse: (TextChunk, _ rereadBudget: Int) -> ChunkResult
  ) -> Verified? {
    if rest.isEmpty { return nil }
    var chunk = TextChunk(bytes: rest)
    chunk.close(offset: place.offset, isLast: true)
    return accept(parse(chunk, place.rereadBudget))
  }

  /// The rest of the last chunk and this one.
  private func joined(_ chunk: TextChunk) -> TextChunk {
    var result = TextChunk(bytes: rest)
    result.bytes.append(contentsOf: chunk.bytes[..<chunk.count])
    result.close(offset: place.offset, isLast: chunk.isLast)
    return result
  }

  private mutating func accept(_ result: ChunkResult) -> Verified {
    let verified = Verified(result: result, firstLine: place.line)
    let end = result.outcome.end
    place.offset = result.chunk.offset + end
    place.line += result.outcome.lineCount
    place.rereadBudget -= result.outcome.rereadCount
    rest = end < result.chunk.count ? Array(result.chunk.bytes[end..<result.chunk.count]) : []
    return verified
  }
}
