import Testing

/// A run that is asked something reads only the files of the declared tables that it is about.
struct LateReadingTests {
  /// The model declares both tables, of which one refers to the other.
  private let model = Folder([
    "model.pq": """
    table sorts "品种" key name {
      name text "名称"
      sweet bool "甜"
    }
    table fruit "水果" key id {
      id text "编号"
      sort -> sorts "种类"
      weight int "重量"
    }
    """
  ])
  private let data = Folder(["fruit.csv": "id,sort,weight\na,gala,150\nb,fuji,120\n"])

  private func run(_ query: String, sorts: String) -> ProgramRun {
    data.write(sorts, to: "sorts.csv")
    return ProgramRun.shell("pq --model model.pq -c '\(query)' \(data.path)", in: model.path)
  }

  /// The heading has a quote that never ends.
  private let damaged = "name,\"sweet\ngala,true\n"

  @Test func whatIsNotAskedForIsNotRead() {
    let run = run("fruit | count", sorts: damaged)
    #expect(run.status == 0 && run.output == "count\n2\n" && !run.errors.contains("sorts.csv"))
  }

  @Test func aDamagedFileThatIsAskedForFails() {
    for query in ["sorts | count", "fruit where sort.sweet | count", "水果 | 派生 s = 种类.甜"] {
      let run = run(query, sorts: damaged)
      #expect(run.status == 3 && run.output == "", "\(query): \(run.output)")
      #expect(run.errors.contains("error["), "\(query): \(run.errors)")
      #expect(run.errors.contains("sorts.csv") && !run.errors.contains("warning"))
    }
  }

  @Test func whatWasLeftOutIsToldBeforeTheAnswer() {
    let sorts = "name,sweet\ngala,true\nfuji,perhaps\nx,true,1,2\n"
    #expect(!run("fruit | count", sorts: sorts).errors.contains("sorts.csv"))
    let run = run("fruit where sort.sweet | count", sorts: sorts)
    #expect(run.output == "count\n1\n")
    #expect(run.errors.contains("warning[rows-rejected]: 2 of 3 rows of"), "\(run.errors)")
  }

  @Test func theShellReadsAllAtOnce() {
    data.write(damaged, to: "sorts.csv")
    let run = ProgramRun.shell(
      "echo 'fruit | count' | pq --model model.pq \(data.path)", in: model.path)
    #expect(run.status == 3 && run.errors.contains("sorts.csv"))
  }

  @Test func aTableThatOnlyAReferenceReachesIsRead() {
    let listed = run(
      "fruit | select id, sort.sweet", sorts: "name,sweet\ngala,true\nfuji,false\n")
    #expect(listed.output.hasSuffix("a,true\nb,false\n"), "\(listed.output) \(listed.errors)")
  }
}
