/// Finds the names that a misspelled one may have meant.
package enum SpellingSuggestion {
  /// Returns at most `limit` candidates, those nearest to the name, in the order given: beside a
  /// name that is one slip away, one that is two slips away is noise.
  ///
  /// A candidate is near if its edit distance (a swap of neighbours counts as one) is at most a
  /// third of the longer length, rounded up for short names.
  ///
  ///     nearest(to: "onlin", among: ["online", "letter"])    ["online"]
  package static func nearest(
    to name: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let scalars = Array(name.lowercased().unicodeScalars)
    // A pasted paragraph is not a misspelling, and the distance is quadratic.
    guard !scalars.isEmpty, scalars.count <= 64 else { return [] }
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates where candidate != name {
      let other = Array(candidate.lowercased().unicodeScalars)
      let allowed = max(1, (max(scalars.count, other.count) + 1) / 3)
      if abs(other.count - scalars.count) > allowed { continue }
      let distance = editDistance(scalars, other)
      if distance <= allowed, distance < max(scalars.count, other.count) {
        found.append((distance, candidate))
      }
    }
    let least = found.map(\.distance).min()
    return found.filter { $0.distance == least }.prefix(limit).map(\.name)
  }

  /// The number of insertions, deletions, substitutions and neighbour swaps between two names.
  package static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(substitution, previous[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { best = min(best, beforePrevious[column - 1] + 1) }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
