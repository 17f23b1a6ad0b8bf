/// The functions of text.
enum TextFunctions {
  static let all: [any ScalarFunction.Type] = [
    Lower.self, Upper.self, Trim.self, Length.self, Substring.self, Left.self, Right.self,
    Replace.self, Split.self, Concat.self, Pad.self, Matches.self, Extract.self,
  ]
}
