import Testing

/// The key of `pseudonym`: where it is looked for, and which are refused.
struct PseudonymTests {
  private let folder = Folder()

  private func run(
    _ options: String, before: String = ":", environment: [String: String] = [:]
  ) -> ProgramRun {
    ProgramRun.shell(
      "printf 'v\nplum\n' > t.csv; \(before); "
        + "pq \(options) --quiet -c 't | derive p = pseudonym(v)' t.csv", in: folder.path,
      environment: environment)
  }

  /// HMAC-SHA-256 of `plum` under 32 letters `k`.
  private static let rows = "v,p\nplum,a0966da00a421c23\n"
  private static let makeKey = "printf 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk' > a.key; chmod 600 a.key"

  @Test func theNamedKeyIsUsed() {
    let named = run("--key a.key", before: Self.makeKey)
    #expect(named.output == Self.rows)
    #expect(named.status == 0)
  }

  @Test func theUsualKeyIsUsedWithoutOne() {
    let before = "mkdir -p c/pq && \(Self.makeKey) && mv a.key c/pq/pseudonym.key"
    let home = run("", before: before, environment: ["XDG_CONFIG_HOME": folder.path + "/c"])
    #expect(home.output == Self.rows)
    let user = run("", before: "mv c .config", environment: ["HOME": folder.path])
    #expect(user.output == Self.rows)
    // Whoever may only read the data may not try out guesses with the office's key.
    let safe = run("--safe", environment: ["HOME": folder.path])
    #expect(safe.status == 1)
    #expect(safe.errors.contains("error[no-pseudonym-key]: there is no key for pseudonyms\n"))
  }

  @Test func withoutAKeyThereIsNoPseudonym() {
    let lost = run("--key lost.key")
    #expect(lost.output == "")
    #expect(lost.status == 1)
    #expect(lost.errors.contains("error[no-pseudonym-key]"))
    #expect(lost.errors.contains("head -c 32 /dev/urandom > lost.key"))
    #expect(run("", environment: ["XDG_CONFIG_HOME": "relative"]).status == 1)
  }

  @Test(arguments: [
    ("chmod 644 a.key", "open to other users"), ("chmod 620 a.key", "open to other users"),
    ("printf short > a.key", "has 5 bytes, fewer than 32"), (": > a.key", "has 0 bytes"),
    ("head -c 5000 /dev/zero > a.key", "too long to be a key"),
    ("rm a.key; mkdir a.key", "cannot be read"),
  ])
  func aKeyThatCannotServeIsRefused(change: String, message: String) {
    let result = run("--key a.key", before: Self.makeKey + "; " + change)
    #expect(result.errors.contains("error[unusable-key]"))
    #expect(result.errors.contains(message))
    #expect(result.output == "")
    #expect(result.status == 3)
  }

  @Test func theGroupMayShareAKey() {
    #expect(run("--key a.key", before: Self.makeKey + "; chmod 640 a.key").output == Self.rows)
  }

  @Test func aQueryWithoutPseudonymsNeedsNoKey() {
    let result = ProgramRun.shell(
      "printf 'v\nplum\n' > t.csv; pq --key lost.key --quiet -c t t.csv", in: folder.path)
    #expect(result.status == 0)
  }
}
