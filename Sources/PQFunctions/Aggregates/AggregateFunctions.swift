/// The functions of a group's rows.
enum AggregateFunctions {
  static let all: [any AggregateFunction.Type] = []
}
