import PQDiagnostics

/// `SOURCE [where COND] { | STAGE }`; the first `where` is stored as the first stage.
package struct QuerySyntax: Sendable {
  package var source: QuerySourceSyntax
  package var stages: [StageSyntax]
  package var range: SourceRange

  package init(source: QuerySourceSyntax, stages: [StageSyntax], range: SourceRange) {
    self.source = source
    self.stages = stages
    self.range = range
  }
}

package indirect enum QuerySourceSyntax: Sendable {
  /// A table, a `let`, or `it`
  case name(NameSyntax)
  /// `(cases where repeat)`
  case query(QuerySyntax)
  /// `dates(2020)`, `rejects(cases)`
  case call(CallSyntax)
}

package struct StageSyntax: Sendable {
  package var kind: Kind
  package var range: SourceRange
  /// The range of the stage's own word.
  package var keywordRange: SourceRange

  package init(kind: Kind, range: SourceRange, keywordRange: SourceRange) {
    self.kind = kind
    self.range = range
    self.keywordRange = keywordRange
  }

  package indirect enum Kind: Sendable {
    /// `where COND`
    case filter(ExpressionSyntax)
    /// `derive NAME = EXPR, …` (the name is required)
    case derive([ItemSyntax])
    /// `select ITEM, …`
    case select([ItemSyntax])
    /// `drop COL, …`
    case drop([NameSyntax])
    /// `rename NEW = OLD, …`
    case rename([RenameItemSyntax])
    /// `count [by KEY, …] [with total] [with empty]`
    case count(GroupingSyntax)
    /// `summarise AGG, … [by KEY, …] [with total] [with empty] [with parts]`
    case summarise([ItemSyntax], GroupingSyntax)
    /// `sort KEY [asc|desc], …`
    case sort([SortKeySyntax])
    /// `take N [per KEY, …]`
    case take(ExpressionSyntax, per: [ItemSyntax])
    /// `skip N`
    case skip(ExpressionSyntax)
    /// `top N by EXPR [asc|desc] [per KEY, …]`
    case top(ExpressionSyntax, by: [SortKeySyntax], per: [ItemSyntax])
    /// `sample N [seed K]`
    case sample(ExpressionSyntax, seed: ExpressionSyntax?)
    /// `distinct [COL, …]`
    case distinct([ItemSyntax])
    /// `join [left|inner|semi|anti] TABLE on COND`; inner without a word
    case join(JoinKindSyntax, BodySyntax, on: ExpressionSyntax)
    /// `append QUERY`
    case append(BodySyntax)
    /// `pivot KEY [with total]`
    case pivot(ItemSyntax, hasTotal: Bool)
    /// `unpivot COL, …`
    case unpivot([NameSyntax])
    /// `compare to PERIOD`
    case compare(ExpressionSyntax)
    case describe
    /// `protect K`
    case protect(ExpressionSyntax)
    /// `chart bar|line|heat [COLUMN, …]`
    case chart(NameSyntax, [NameSyntax])
    /// `save [append] "f.csv" [as FORMAT]`
    case save(path: TemplateSyntax, appends: Bool, format: NameSyntax?)
    /// Not a stage; the diagnostic is given, and later names are accepted silently.
    case broken
  }
}

/// `[NAME =] EXPR`: a column to make, an aggregate, a key.
package struct ItemSyntax: Sendable {
  package var name: NameSyntax?
  package var expression: ExpressionSyntax

  package init(name: NameSyntax?, expression: ExpressionSyntax) {
    self.name = name
    self.expression = expression
  }

  package var range: SourceRange {
    name.map { $0.range.union(expression.range) } ?? expression.range
  }
}

/// `NEW = OLD`
package struct RenameItemSyntax: Sendable {
  package var newName: NameSyntax
  package var oldName: NameSyntax

  package init(newName: NameSyntax, oldName: NameSyntax) {
    self.newName = newName
    self.oldName = oldName
  }
}

/// `[by KEY, …] [with total] [with empty] [with parts]`
package struct GroupingSyntax: Sendable {
  package var keys: [ItemSyntax]
  package var hasTotal: Bool
  package var hasEmpty: Bool
  /// Whether both numbers of a ratio stand beside it.
  package var hasParts = false

  package init(keys: [ItemSyntax], hasTotal: Bool, hasEmpty: Bool) {
    self.keys = keys
    self.hasTotal = hasTotal
    self.hasEmpty = hasEmpty
  }
}

/// `EXPR [asc|desc]`
package struct SortKeySyntax: Sendable {
  package var expression: ExpressionSyntax
  /// `nil` when not written: ascending in `sort`, descending in `top` and `rank`.
  package var isDescending: Bool?

  package init(expression: ExpressionSyntax, isDescending: Bool?) {
    self.expression = expression
    self.isDescending = isDescending
  }
}

package enum JoinKindSyntax: String, Sendable, CaseIterable {
  case inner
  case left
  case semi
  case anti
}
