/// The functions of the rows around one.
enum WindowFunctions {
  static let all: [any WindowFunction.Type] = []
}
