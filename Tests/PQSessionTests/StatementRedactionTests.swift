import PQDiagnostics
import Testing

/// What is left out of a statement before it is kept.
@Suite struct StatementRedactionTests {
  private let register = PrivateRegister(.english)

  @Test(
    arguments: [
      // Nothing private: nothing is left out.
      ("orders where kind = plum and place = \"Paris\"", nil),
      ("orders where weight > 123456 | top 5 by weight", nil),
      ("import \"fruit.csv\" as basket", nil),
      ("orders where place = 巴黎", nil),
      ("people | top 5 by name", nil),
      // Private columns, in either language, in words and lists.
      ("people where name = \"Wang\"", "people where name = …"),
      ("人 where 姓名 = 王芳", "人 where 姓名 = …"),
      ("people where name in (\"a\", \"b\") | count", "people where name in (…, …) | count"),
      ("people where phone = 13800001111", "people where phone = …"),
      ("people where born = 1970-01-01", "people where born = …"),
      ("people where score > 90 | take 3", "people where score > … | take 3"),
      (
        "orders where kind = plum and person.name = \"Wang\" or place = \"Paris\"",
        "orders where kind = plum and person.name = … or place = \"Paris\""
      ),
      ("people where \"a\" <= name and \"b\" > name", "people where … <= name and … > name"),
      // What is made of a private column.
      ("people where tag = \"WANG\"", "people where tag = …"),
      (
        "people | derive who = upper(name) | where who = \"WANG\"",
        "people | derive who = upper(name) | where who = …"
      ),
      // Names that mean nothing.
      ("people where nmae = \"Wang\"", "people where nmae = …"),
      ("people where nmae = 王芳 and score2 = 12", "people where nmae = … and score2 = 12"),
      ("nonsense \"Wang\" 123456 12", "nonsense … … 12"),
      // Numbers of persons, wherever they stand.
      ("orders where place = \"13800001111\"", "orders where place = …"),
      ("orders where id = 110105194912310021", "orders where id = …"),
      // What is not even a statement.
      ("people where name = \"Wang", "people where name = …"),
      ("", nil), ("| |", nil),
    ] as [(String, String?)])
  func literalsOnPrivateColumnsAreLeftOut(statement: String, kept: String?) {
    #expect(register.redacted(statement) == kept ?? statement)
  }
}
