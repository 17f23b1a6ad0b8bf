/// Suppresses groups smaller than `minimum`, and as many others as it takes that they cannot be
/// worked out from sums.
package struct ProtectPlan: Sendable {
  /// Counts whose rows are summed up to other counts: those of a pivoted table. A column of a long
  /// table stands alone.
  package struct Crosstab: Hashable, Sendable {
    package var cells: [Int]
    /// The column of the rows' sums, if there is one.
    package var total: Int?

    package init(cells: [Int], total: Int? = nil) {
      self.cells = cells
      self.total = total
    }
  }

  /// A column to suppress along with the groups that its numbers are about.
  package struct Companion: Hashable, Sendable {
    package var column: Int
    /// The counts of those groups.
    package var counts: [Int]
    /// Columns of rates that it may be computed from.
    package var rates: [Int]

    package init(column: Int, counts: [Int], rates: [Int] = []) {
      self.column = column
      self.counts = counts
      self.rates = rates
    }
  }

  /// The columns that tell one rate of each row: itself, what it divides, and by what.
  package struct RateColumns: Hashable, Sendable {
    package var rates: [Int] = []
    package var numerators: [Int] = []
    package var denominators: [Int] = []
    /// The counts of the groups that it is about.
    package var counts: [Int] = []

    package init() {}

    package var columns: [Int] { rates + numerators + denominators }
  }

  /// Rates whose numerators and denominators are summed up along rows and columns: those of a
  /// pivoted table. A rate of a long table stands alone.
  package struct RateCrosstab: Hashable, Sendable {
    package var cells: [RateColumns]
    /// The columns of the rows' sums, if there are any.
    package var total: RateColumns?

    package init(cells: [RateColumns], total: RateColumns? = nil) {
      self.cells = cells
      self.total = total
    }

    package var all: [RateColumns] { cells + [total].compactMap { $0 } }
  }

  package var minimum: Int
  package var crosstabs: [Crosstab]
  package var rates: [RateCrosstab]
  package var companions: [Companion]

  package init(
    minimum: Int, crosstabs: [Crosstab], rates: [RateCrosstab] = [], companions: [Companion]
  ) {
    self.minimum = minimum
    self.crosstabs = crosstabs
    self.rates = rates
    self.companions = companions
  }

  /// Makes a plan for a long table.
  package init(minimum: Int, counts: [Int], values: [Int]) {
    self.init(
      minimum: minimum, crosstabs: counts.map { Crosstab(cells: [$0]) },
      companions: values.map { Companion(column: $0, counts: counts) })
  }

  /// The columns that hold numbers of groups; the others are their keys.
  package var columns: [Int] {
    crosstabs.flatMap { $0.cells + [$0.total].compactMap { $0 } }
      + rates.flatMap { $0.all.flatMap(\.columns) } + companions.map(\.column)
  }
}
