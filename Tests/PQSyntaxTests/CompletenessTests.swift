import PQSyntax
import Testing

struct CompletenessTests {
  @Test(
    arguments: [
      ("", true), ("# comment", true), ("t | count", true), ("t |", false),
      ("t where a and", false),
      ("t where a =", false), ("t where a in (", false), ("t where a in (b,\n c)", true),
      ("t | count by a,", false), ("甲 其中 乙 且", false), ("甲（", false), ("t | take 5 #|", true),
      ("table t {", false), ("table t {\n a text\n}", true), ("print \"\"\"\na", false),
      ("print \"a", true), ("t where (a))", true), ("a\nb |", false), ("(a\n\nlet x = 1", true),
      ("t where", true), ("let a =", false), ("a datetime?", true),
    ])
  func enterEndsAStatement(text: String, isComplete: Bool) {
    #expect(Completeness.isComplete(text) == isComplete)
  }
}

struct SampleTests {
  @Test(arguments: Samples.statements)
  func everySampleIsRight(text: String) {
    #expect(codes(text) == [])
  }
}
