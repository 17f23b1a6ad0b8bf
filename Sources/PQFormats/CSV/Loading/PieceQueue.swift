/// Pieces of columns that wait until their block has all its rows.
struct PieceQueue: Sendable {
  /// Rows of one block in the pieces of some chunks.
  struct Block: Sendable {
    let number: Int
    /// For each chunk, a piece for each plan.
    let chunks: [[ColumnPiece]]
    /// The block's rows, counted from the first of the pieces.
    let rows: Range<Int>
  }

  private let blockRowCount: Int
  private var chunks: [(pieces: [ColumnPiece], rowCount: Int)] = []
  /// Rows of the first chunk that are in earlier blocks.
  private var usedRowCount = 0
  /// Rows that wait.
  private var rowCount = 0
  private var blockCount = 0

  init(blockRowCount: Int) {
    self.blockRowCount = max(1, blockRowCount)
  }

  /// Takes in a chunk's pieces, and returns the blocks that have become whole.
  mutating func add(_ pieces: [ColumnPiece], rowCount added: Int) -> [Block] {
    if added == 0 { return [] }
    chunks.append((pieces, added))
    rowCount += added
    var blocks: [Block] = []
    while rowCount >= blockRowCount { blocks.append(takeBlock(of: blockRowCount)) }
    return blocks
  }

  /// The last block, which has fewer rows than the others; `nil` if there are none left.
  var rest: Block? {
    var copy = self
    return rowCount > 0 ? copy.takeBlock(of: rowCount) : nil
  }

  private mutating func takeBlock(of count: Int) -> Block {
    let start = usedRowCount
    var end = 0
    var taken = 0
    while end < start + count {
      end += chunks[taken].rowCount
      taken += 1
    }
    let block = Block(
      number: blockCount, chunks: chunks[..<taken].map(\.pieces), rows: start..<start + count)
    // A chunk may go on in the next block.
    let leftOver = end - (start + count)
    usedRowCount = leftOver > 0 ? chunks[taken - 1].rowCount - leftOver : 0
    chunks.removeFirst(leftOver > 0 ? taken - 1 : taken)
    rowCount -= count
    blockCount += 1
    return block
  }
}
