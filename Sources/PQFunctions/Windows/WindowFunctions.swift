/// The functions of the rows around one.
enum WindowFunctions {
  static let all: [any WindowFunction.Type] = [
    Rank.self, RowNumber.self, Lag.self, Lead.self, Cumulative.self, Moving.self,
  ]
}
