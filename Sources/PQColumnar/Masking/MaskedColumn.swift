extension Masking {
  /// Returns a column of texts that shows what may be shown of each value; missing rows stay missing.
  ///
  ///     name, text       王小明  –  李四    →    王**  –  李**
  ///     name, integer    42      –          →    ***   –
  ///
  /// Numbers and days have no part that could be shown. A text in dictionary encoding is masked once
  /// for each distinct value.
  package func column(_ column: Column, type: DataType) -> Column {
    guard type == .text, self != .whole else { return Masking.hidden(column) }
    switch column {
    case .dictionary(let column): return .dictionary(masked(column))
    case .text(let column): return .text(masked(column))
    case .constant(let column):
      guard case .text(let text) = column.value else { return .constant(column) }
      return .constant(ConstantColumn(.text(shown(text)), count: column.count))
    case .boolean, .integer, .float, .ratio: return Masking.hidden(column)
    }
  }

  /// Returns what may be shown of a text; an empty one has nothing to hide.
  package func shown(_ text: String) -> String {
    if text.isEmpty { return text }
    switch self {
    case .name: return MaskedText.name(text)
    case .idNumber: return MaskedText.idNumber(text)
    case .phone: return MaskedText.phone(text)
    case .address: return MaskedText.address(text)
    case .notes: return NoteScanner.masked(text)
    case .whole: return MaskedText.whole
    }
  }

  private func masked(_ column: TextColumn) -> TextColumn {
    var result = TextColumn(rowCapacity: column.count, validity: column.validity)
    for row in 0..<column.count {
      result.append(column.validity?[row] == false ? "" : shown(column.string(at: row)))
    }
    return result
  }

  /// Of a dictionary that is larger than the column, only the entries in use are looked at.
  private func masked(_ column: DictionaryColumn) -> DictionaryColumn {
    var builder = DictionaryBuilder()
    let entryCount = column.dictionary.count
    let codes = column.codes
    // Several values may look the same, and a dictionary holds each text once.
    var known = [UInt32](repeating: .max, count: entryCount <= codes.count ? entryCount : 0)
    var rows: [UInt32] = []
    rows.reserveCapacity(codes.count)
    for (row, code) in codes.enumerated() {
      if column.validity?[row] == false {
        rows.append(0)
      } else if known.isEmpty {
        rows.append(builder.code(of: shown(column.dictionary.string(at: Int(code)))))
      } else {
        if known[Int(code)] == .max {
          known[Int(code)] = builder.code(of: shown(column.dictionary.string(at: Int(code))))
        }
        rows.append(known[Int(code)])
      }
    }
    return DictionaryColumn(
      storage: CodeVector(rows, entryCount: builder.count),
      dictionary: TextDictionary(builder.dictionary), validity: column.validity)
  }

  /// Shows of every present value only that it is there.
  static func hidden(_ column: Column) -> Column {
    guard let validity = column.validity else {
      if case .constant(let constant) = column, constant.value.isMissing { return column }
      return .constant(ConstantColumn(.text(MaskedText.whole), count: column.count))
    }
    var dictionary = TextColumn()
    dictionary.append(MaskedText.whole)
    return .dictionary(
      DictionaryColumn(
        codes: Array(repeating: 0, count: column.count), dictionary: dictionary,
        validity: validity))
  }
}

extension Table {
  /// Returns the table as it may be shown: private columns hold texts with the telling parts masked.
  ///
  /// Whoever shows only the first rows says how many; of the others nothing is looked at.
  package func masked(limit: Int = .max) -> Table {
    let hidden = schema.fields.indices.filter { schema.fields[$0].masking != nil }
    if hidden.isEmpty { return self }
    var fields = schema.fields
    for position in hidden {
      fields[position].type = .text
      fields[position].masking = nil
    }
    var first = 0
    var blocks: [Batch] = []
    for (number, rowCount) in blockRowCounts.enumerated() {
      let block = arrangement?.batch(number) ?? self.blocks[number]
      blocks.append(masked(block, hidden, isShown: first < limit))
      first += rowCount
    }
    return Table(
      name: name, schema: Schema(fields), blocks: blocks,
      total: total.map { masked($0, hidden, isShown: true) })
  }

  private func masked(_ block: Batch, _ hidden: [Int], isShown: Bool) -> Batch {
    let block = block.compacted()
    var columns = block.columns
    for position in hidden {
      let field = schema.fields[position]
      guard let masking = field.masking else { continue }
      columns[position] =
        isShown
        ? masking.column(columns[position], type: field.type) : Masking.hidden(columns[position])
    }
    return Batch(columns: columns, rowCount: block.rowCount)
  }
}
