import PQColumnar

/// How one column of a file is to be read.
struct ColumnPlan: Sendable {
  enum Kind: Sendable {
    case integers(StoredIntegerReader)
    case codes(CodeTable)
    case floats
    case booleans
    case ratios
    /// `cleans`: blanks around a text mean nothing, and a text of blanks is missing.
    case text(cleans: Bool, encodes: Bool)
  }

  /// The column's place in the file.
  let position: Int
  let field: Field
  /// Whether a missing value is a reason to reject the row.
  let isRequired: Bool
  let kind: Kind
  /// Whether the types of all cells are noted while they are read.
  let needsEvidence: Bool

  var isText: Bool {
    if case .text = kind { true } else { false }
  }

  var isEncoded: Bool {
    if case .text(_, encodes: true) = kind { true } else { false }
  }
}

/// The values of one column in the rows of one chunk.
struct ColumnPiece: Sendable {
  enum Values: Sendable {
    case integers([Int64])
    case floats([Double])
    case booleans([Bool])
    case ratios([Ratio])
    case text(TextColumn)
    /// Codes of the dictionary that one worker keeps for the column.
    case codes(CodeVector, worker: Int)
  }

  var values: Values
  /// The rows that are present, or `nil` if all are.
  var validity: Bitmap?
}

/// A record of a chunk that is not taken into the table.
struct ChunkReject: Sendable {
  enum Reason: Sendable {
    case misshapen
    case total
    /// A cell does not fit its column.
    case cell(CSVCell, plan: Int, CellProblem)
  }

  /// Its line is counted from 0, the chunk's first.
  let record: CSVRecord
  let reason: Reason
}

/// What a worker found in a chunk.
struct ChunkResult: Sendable {
  var chunk: TextChunk
  var outcome = RecordSplitter.Outcome()
  var rowCount = 0
  /// One for each plan, of `rowCount` rows.
  var pieces: [ColumnPiece] = []
  /// One for each plan; lines are counted from 1.
  var evidence: [ColumnEvidence] = []
  var rejects: [ChunkReject] = []
  /// How many cells of each column hold long digits that a spreadsheet has rounded.
  var lostDigitCounts: [Int] = []
  var isText = true
  /// A plan whose dictionary has become too large for one.
  var overflow: Int?
}
