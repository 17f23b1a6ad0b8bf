// swift-tools-version: 6.2
import PackageDescription

// The only place where the module graph is written. Targets stand in layer order: an import goes
// only to a lower layer, and two targets of one layer never know each other (`scripts/layers`).

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func layer(
  _ number: Int, _ name: String, _ dependencies: [Target.Dependency] = [],
  resources: [Resource] = [], linking: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: strict,
    linkerSettings: linking)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func testSupport(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tests/Support/\(name)", swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "pq",
  products: [
    .executable(name: "pq", targets: ["pq"]),
    // With the modules whose types a session's results are made of.
    .library(name: "PQSession", targets: ["PQSession", "PQColumnar", "PQDiagnostics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // 0: C libraries, as module maps and the smallest shims.
    .systemLibrary(
      name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CAllocator"),
    .target(name: "CTerminal"),

    // 1: source text, ranges, diagnostics, how they are drawn, spelling suggestions.
    layer(1, "PQDiagnostics"),
    // 1: types, columns, batches, kernels, hashing: all loops over rows.
    layer(1, "PQColumnar", ["CAllocator"], linking: [.linkedLibrary("m")]),
    // 1: digests of bytes: SHA-256, HMAC.
    layer(1, "PQDigest", ["CNettle"]),

    // 2: text to syntax tree, and back; the one keyword table, English and Chinese.
    layer(2, "PQSyntax", ["PQDiagnostics"]),
    // 2: scalar, aggregate and window functions: signature, summary, examples, implementation.
    layer(2, "PQFunctions", ["CPCRE2", "PQDiagnostics", "PQColumnar", "PQDigest"]),
    // 2: bytes to batches and batches to bytes or text; the screen table; charts.
    layer(2, "PQFormats", ["CCMark", "CZlib", "PQDiagnostics", "PQColumnar", "PQDigest"]),

    // 3: catalog, model declarations, binder, logical plan, rewrites.
    layer(3, "PQPlan", ["PQDiagnostics", "PQColumnar", "PQSyntax", "PQFunctions"]),
    // 3: the words of petition work: the prelude in PQ, the workday calendar.
    layer(
      3, "PQPetitions", ["PQColumnar", "PQDiagnostics", "PQFunctions"],
      resources: [
        .embedInCode("Prelude/deadlines.pq"),
        .embedInCode("Prelude/tables.pq"), .embedInCode("Prelude/fields.pq"),
        .embedInCode("Prelude/measures.pq"), .embedInCode("Prelude/checks.pq"),
        .embedInCode("Calendar/public-holidays.csv"),
        .embedInCode("Profiles/report-2020.pq"), .embedInCode("Profiles/provincial-2020.pq"),
        .embedInCode("Profiles/law-2005.pq"), .embedInCode("Profiles/law-2022.pq"),
      ]),

    // 4: logical plan to physical operators to batches; parallel driver, cancellation, limits.
    layer(4, "PQExecution", ["PQDiagnostics", "PQColumnar", "PQFunctions", "PQFormats", "PQPlan"]),
    // 4: highlighting and help as pure functions of text and catalog.
    layer(4, "PQAssist", ["PQDiagnostics", "PQColumnar", "PQSyntax", "PQFunctions", "PQPlan"]),

    // 5: the façade: tables, model and settings; run a script, get results.
    layer(
      5, "PQSession",
      [
        "PQDiagnostics", "PQColumnar", "PQDigest", "PQSyntax", "PQFunctions", "PQFormats",
        "PQPlan", "PQPetitions", "PQExecution",
      ]),

    // 6: the loop, meta commands, history; libedit behind a protocol.
    layer(
      6, "PQShell",
      [
        "CEditline", "CTerminal", "PQDiagnostics", "PQColumnar", "PQSyntax", "PQFunctions",
        "PQFormats",
        "PQPlan", "PQAssist", "PQSession",
      ]),

    // 7: command-line flags and exit codes, nothing else.
    .executableTarget(
      name: "pq",
      dependencies: [
        argumentParser, "CTerminal", "PQDiagnostics", "PQColumnar", "PQSyntax", "PQFormats",
        "PQSession", "PQShell",
      ],
      swiftSettings: strict),
    // 7: writes the sample register.
    .executableTarget(
      name: "make-sample",
      dependencies: [argumentParser, "PQDiagnostics", "PQFormats", "PQPetitions"],
      swiftSettings: strict),

    testSupport(
      "PQTestSupport",
      [
        "CTerminal", "PQDiagnostics", "PQColumnar", "PQSyntax", "PQFunctions", "PQFormats",
        "PQPlan", "PQExecution", "PQSession",
      ]),
    testSupport(
      "PQReference", ["PQDiagnostics", "PQColumnar", "PQSyntax", "PQFunctions", "PQPlan"]),
    // The line editor alone, which the shell's tests drive at a pseudoterminal.
    .executableTarget(
      name: "line-editor-demo",
      dependencies: [
        "PQDiagnostics", "PQColumnar", "PQFormats", "PQPlan", "PQSession", "PQShell",
      ],
      path: "Tests/Support/LineEditorDemo",
      swiftSettings: strict),
    tests(
      "PQAssistTests",
      ["PQDiagnostics", "PQColumnar", "PQSyntax", "PQPlan", "PQAssist", "PQSession"]),
    tests(
      "PQShellTests",
      [
        "CTerminal", "PQAssist", "PQDiagnostics", "PQColumnar", "PQFormats", "PQPlan", "PQSession",
        "PQShell",
        "line-editor-demo", "pq",
      ]),
    tests("PQDiagnosticsTests", ["PQDiagnostics"]),
    tests("PQDigestTests", ["PQDigest"]),
    tests("PQColumnarTests", ["PQColumnar"]),
    tests("PQFunctionsTests", ["PQFunctions", "PQColumnar", "PQDiagnostics"]),
    tests("PQFormatsTests", ["PQDiagnostics", "PQColumnar", "PQFormats", "PQTestSupport"]),
    tests(
      "PQPetitionsTests",
      [
        "PQColumnar", "PQDiagnostics", "PQExecution", "PQFormats", "PQFunctions", "PQPetitions",
        "PQPlan", "PQReference", "PQSession", "PQSyntax",
      ]),
    tests("PQSyntaxTests", ["PQDiagnostics", "PQSyntax"]),
    tests("GoldenTests", ["PQDiagnostics", "PQFormats", "PQPlan", "PQSession", "PQSyntax"]),
    tests(
      "ExampleTests",
      [
        "PQAssist", "PQColumnar", "PQDiagnostics", "PQSyntax", "PQFunctions", "PQFormats",
        "PQPlan", "PQExecution", "PQSession", "PQShell",
      ]),
    tests(
      "PropertyTests",
      [
        "PQColumnar", "PQDiagnostics", "PQExecution", "PQFunctions", "PQPlan", "PQReference",
        "PQSession", "PQSyntax", "PQTestSupport",
      ]),
    tests(
      "PQPlanTests", ["PQDiagnostics", "PQColumnar", "PQSyntax", "PQFunctions", "PQPlan"]),
    tests(
      "PQExecutionTests",
      ["PQDiagnostics", "PQColumnar", "PQFunctions", "PQPlan", "PQExecution"]),
    tests(
      "PQSessionTests",
      [
        "PQDiagnostics", "PQColumnar", "PQExecution", "PQFormats", "PQPetitions", "PQSession",
        "PQSyntax",
      ]),
    tests("CommandLineTests", []),
  ]
)
