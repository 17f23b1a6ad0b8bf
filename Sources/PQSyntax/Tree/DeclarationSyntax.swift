import PQDiagnostics

/// `table NAME ["中文"] [key COLUMN] { column … }`
package struct TableSyntax: Sendable {
  package var name: NameSyntax
  package var chineseName: StringSyntax?
  package var key: NameSyntax?
  package var columns: [ColumnDeclarationSyntax]

  package init(
    name: NameSyntax, chineseName: StringSyntax?, key: NameSyntax?,
    columns: [ColumnDeclarationSyntax]
  ) {
    self.name = name
    self.chineseName = chineseName
    self.key = key
    self.columns = columns
  }
}

/// `channel enum { … }? "信访形式" [key] [private [as KIND]] [apart from COLUMN] [default EXPR]`
package struct ColumnDeclarationSyntax: Sendable {
  package var name: NameSyntax
  package var type: TypeSyntax
  package var chineseName: StringSyntax?
  /// Whether its values point at single rows.
  package var isKey = false
  package var privacy: PrivacySyntax?
  /// The columns that never stand beside it in one result.
  package var apart: [NameSyntax] = []
  /// What stands for a value that the file lacks.
  package var defaultValue: ExpressionSyntax?

  package init(name: NameSyntax, type: TypeSyntax) {
    self.name = name
    self.type = type
  }
}

/// `private` or `private as KIND`
package struct PrivacySyntax: Hashable, Sendable {
  /// `nil` when only `private` is written.
  package var kind: MaskingKind?

  package init(kind: MaskingKind?) {
    self.kind = kind
  }
}

/// What a private column holds, which tells how much of a value may be shown.
package enum MaskingKind: String, Sendable, CaseIterable {
  case name
  case idNumber = "id_number"
  case phone
  case address
  case notes

  package var chinese: String {
    switch self {
    case .name: "姓名"
    case .idNumber: "证件号码"
    case .phone: "电话"
    case .address: "住址"
    case .notes: "文本"
    }
  }

  /// Returns the kind that a word spells, in either language.
  package init?(spelled word: String) {
    let found = Self.allCases.first { $0.rawValue == word || $0.chinese == word }
    guard let found else { return nil }
    self = found
  }
}

/// `field cases.days ["办理天数"] = EXPR`
package struct FieldDeclarationSyntax: Sendable {
  package var table: NameSyntax
  package var name: NameSyntax
  package var chineseName: StringSyntax?
  package var definition: ExpressionSyntax

  package init(
    table: NameSyntax, name: NameSyntax, chineseName: StringSyntax?, definition: ExpressionSyntax
  ) {
    self.table = table
    self.name = name
    self.chineseName = chineseName
    self.definition = definition
  }
}

/// `measure cases.on_time_rate ["按期办结率"] = EXPR [as percent] [dated EXPR] [because "…" ["…"]]`
package struct MeasureSyntax: Sendable {
  package var table: NameSyntax
  package var name: NameSyntax
  package var chineseName: StringSyntax?
  package var definition: ExpressionSyntax
  /// `percent` or `number`, as written after `as`.
  package var format: NameSyntax?
  /// The date by which a row belongs to a period of the measure.
  package var cohort: ExpressionSyntax?
  package var reason: ReasonSyntax?

  package init(
    table: NameSyntax, name: NameSyntax, chineseName: StringSyntax?, definition: ExpressionSyntax,
    format: NameSyntax?, cohort: ExpressionSyntax?, reason: ReasonSyntax?
  ) {
    self.table = table
    self.name = name
    self.chineseName = chineseName
    self.definition = definition
    self.format = format
    self.cohort = cohort
    self.reason = reason
  }
}

/// `secret cases where COND [because "…" ["…"]]`
package struct SecretSyntax: Sendable {
  package var table: NameSyntax
  package var condition: ExpressionSyntax
  package var reason: ReasonSyntax?

  package init(table: NameSyntax, condition: ExpressionSyntax, reason: ReasonSyntax?) {
    self.table = table
    self.condition = condition
    self.reason = reason
  }
}

/// `check cases.closed_early ["先结后受理"] = COND [because "…" ["…"]]`
package struct CheckSyntax: Sendable {
  package var table: NameSyntax
  package var name: NameSyntax
  package var chineseName: StringSyntax?
  package var condition: ExpressionSyntax
  package var reason: ReasonSyntax?

  package init(
    table: NameSyntax, name: NameSyntax, chineseName: StringSyntax?, condition: ExpressionSyntax,
    reason: ReasonSyntax?
  ) {
    self.table = table
    self.name = name
    self.chineseName = chineseName
    self.condition = condition
    self.reason = reason
  }
}
