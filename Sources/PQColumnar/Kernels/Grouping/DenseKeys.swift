/// Numbers groups by arithmetic on their keys' codes: no row is looked up anywhere.
///
///     boolean, enum of 3    false/0 0   false/1 1   false/2 2   false/missing 3   true/0 4 …
///
/// Each key has a slot for each value it may have, and one more for missing. Numbers are in the
/// order of the keys, texts in the order of their codes.
struct DenseKeys: Sendable {
  /// The values that one key may have.
  enum Slots: Sendable {
    case boolean
    case integers(ClosedRange<Int64>)
    case texts(TextDictionary)

    /// Without the one for missing.
    var count: Int {
      switch self {
      case .boolean: 2
      case .integers(let range): Int(range.upperBound - range.lowerBound) + 1
      case .texts(let dictionary): dictionary.count
      }
    }
  }

  private(set) var slots: [Slots]
  /// The product of the keys' slots.
  let groupCount: Int

  /// One group: without keys all rows are alike.
  init() {
    slots = []
    groupCount = 1
  }

  /// Returns `nil` if there would be more than `limit` groups.
  init?(_ slots: [Slots], limit: Int) {
    var product = 1
    for key in slots {
      let (next, overflows) = product.multipliedReportingOverflow(by: key.count + 1)
      if overflows || next > limit { return nil }
      product = next
    }
    self.slots = slots
    groupCount = product
  }

  /// Returns what these keys need, going on from what earlier batches needed; `nil` if they are
  /// not of a kind that has codes.
  static func slots(
    for keys: [Column], types: [DataType], earlier: DenseKeys?, limit: Int
  ) -> [Slots]? {
    var result: [Slots] = []
    for (position, key) in keys.enumerated() {
      guard
        let slots = slots(
          for: key, type: types[position], earlier: earlier?.slots[position], limit: limit)
      else { return nil }
      result.append(slots)
    }
    return result
  }

  private static func slots(
    for key: Column, type: DataType, earlier: Slots?, limit: Int
  ) -> Slots? {
    switch type {
    case .boolean: return .boolean
    case .text:
      if let constant = constantSlots(key, earlier) { return constant }
      guard case .dictionary(let column) = key else { return nil }
      if case .texts(let dictionary) = earlier, dictionary !== column.dictionary { return nil }
      return .texts(column.dictionary)
    case .enumeration(let enumeration):
      return enumeration.codes.isEmpty ? nil : .integers(0...Int64(enumeration.codes.count - 1))
    case .float, .ratio, .unknown: return nil
    default:
      return integerSlots(key, earlier, limit: limit)
    }
  }

  /// All rows missing asks for no slot; another constant text is in no dictionary.
  private static func constantSlots(_ key: Column, _ earlier: Slots?) -> Slots? {
    guard case .constant(let column) = key, column.value.isMissing else { return nil }
    return earlier
  }

  private static func integerSlots(_ key: Column, _ earlier: Slots?, limit: Int) -> Slots? {
    guard let range = IntegerBounds.present(in: key) else { return earlier ?? .integers(0...0) }
    guard case .integers(let known) = earlier else { return slots(range, limit: limit) }
    if known.contains(range) { return earlier }
    let union =
      min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
    guard let needed = slots(union, limit: limit) else { return nil }
    // Keys that grow from block to block would move the groups at every block; so there is room
    // for twice as many, if that is not too many.
    let extra = union.upperBound - union.lowerBound
    let (lower, underflows) = union.lowerBound.subtractingReportingOverflow(
      range.lowerBound < known.lowerBound ? extra : 0)
    let (upper, overflows) = union.upperBound.addingReportingOverflow(
      range.upperBound > known.upperBound ? extra : 0)
    if underflows || overflows { return needed }
    return slots(lower...upper, limit: limit) ?? needed
  }

  private static func slots(_ range: ClosedRange<Int64>, limit: Int) -> Slots? {
    let (width, overflows) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    return overflows || width >= Int64(limit) ? nil : .integers(range)
  }

  // MARK: - From groups to keys

  /// Returns one column of each key for some groups.
  func keyColumns(of groups: [Int32]) -> [Column] {
    var stride = groupCount
    return slots.map { slots in
      let count = slots.count
      stride /= count + 1
      let places = groups.map { Int($0) / stride % (count + 1) }
      let present = Bitmap(count: places.count) { places[$0] < count }
      return DenseKeys.column(slots, places, present)
    }
  }

  private static func column(_ slots: Slots, _ places: [Int], _ present: Bitmap) -> Column {
    let validity = present.isAllSet ? nil : present
    switch slots {
    case .boolean:
      return .boolean(
        BooleanColumn(values: Bitmap(count: places.count) { places[$0] == 1 }, validity: validity))
    case .integers(let range):
      let values = places.indices.map {
        present[$0] ? range.lowerBound + Int64(places[$0]) : 0
      }
      return .integer(IntegerColumn(values: values, validity: validity))
    case .texts(let dictionary):
      let codes = places.indices.map { present[$0] ? UInt32(places[$0]) : 0 }
      return .dictionary(
        DictionaryColumn(
          storage: CodeVector(codes, entryCount: dictionary.count), dictionary: dictionary,
          validity: validity))
    }
  }

  /// Whether groups of lower number come first in key order, which texts do not.
  var isInKeyOrder: Bool {
    slots.allSatisfy { slots in
      if case .texts = slots { false } else { true }
    }
  }

  /// Returns this one's number for each of another's groups; -1 where it has none.
  ///
  /// - Precondition: both have slots of the same kinds and the same dictionaries.
  func map(from other: DenseKeys) -> [Int32] {
    var map: [Int32] = [0]
    for (own, others) in zip(slots, other.slots) {
      let places = DenseKeys.places(of: others, in: own)
      let count = Int32(truncatingIfNeeded: own.count + 1)
      map = map.flatMap { prefix in places.map { $0 < 0 || prefix < 0 ? -1 : prefix * count + $0 } }
    }
    return map
  }

  private static func places(of others: Slots, in own: Slots) -> [Int32] {
    var places = Array(0..<Int32(truncatingIfNeeded: others.count))
    if case .integers(let range) = own, case .integers(let other) = others {
      places = places.map { place in
        let number = other.lowerBound + Int64(place)
        return range.contains(number) ? Int32(truncatingIfNeeded: number - range.lowerBound) : -1
      }
    }
    return places + [Int32(truncatingIfNeeded: own.count)]
  }

  /// Returns the slots that hold both, or `nil` if two keys' texts have different codes.
  func union(_ other: DenseKeys) -> [Slots]? {
    var result: [Slots] = []
    for (own, others) in zip(slots, other.slots) {
      switch (own, others) {
      case (.boolean, .boolean): result.append(.boolean)
      case (.integers(let left), .integers(let right)):
        result.append(
          .integers(
            min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound)))
      case (.texts(let left), .texts(let right)) where left === right: result.append(own)
      default: return nil
      }
    }
    return result
  }

  func hasSameSlots(as other: DenseKeys) -> Bool {
    zip(slots, other.slots).allSatisfy { own, others in
      switch (own, others) {
      case (.boolean, .boolean): true
      case (.integers(let left), .integers(let right)): left == right
      case (.texts(let left), .texts(let right)): left === right
      default: false
      }
    }
  }
}
