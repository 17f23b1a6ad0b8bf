import Testing

@testable import PQFunctions

struct FunctionRegistryTests {
  @Test func everyNameIsUsedOnce() {
    var seen: Set<String> = []
    for function in FunctionRegistry.scalars {
      for name in Set([function.name, function.chineseName]) {
        #expect(seen.insert(name).inserted, "\(name) is used twice")
      }
    }
  }

  @Test func everyFunctionIsFoundByBothNames() {
    for function in FunctionRegistry.scalars {
      #expect(FunctionRegistry.scalar(named: function.name) == function)
      #expect(FunctionRegistry.scalar(named: function.chineseName) == function)
    }
  }
}
