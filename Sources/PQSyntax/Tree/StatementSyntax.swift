import PQDiagnostics

/// A whole text: its statements in order, and what could not be read.
package struct ScriptSyntax: Sendable {
  package let source: SourceText
  package var statements: [StatementSyntax]

  package init(source: SourceText, statements: [StatementSyntax]) {
    self.source = source
    self.statements = statements
  }
}

/// A name as written, or a name that is missing after an error (`text` is then empty).
package struct NameSyntax: Hashable, Sendable {
  package var text: String
  package var range: SourceRange
  /// Whether it stood between back quotes, which keeps a code from hiding a column.
  package var isQuoted: Bool

  package init(_ text: String, range: SourceRange, isQuoted: Bool = false) {
    self.text = text
    self.range = range
    self.isQuoted = isQuoted
  }
}

/// A string literal's text, after its escapes are read.
package struct StringSyntax: Hashable, Sendable {
  package var text: String
  package var range: SourceRange

  package init(_ text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// `"60 days from acceptance" ["自受理之日起六十日"]`: why something is declared, in English and in
/// Chinese; one text alone stands for both.
package struct ReasonSyntax: Hashable, Sendable {
  package var text: StringSyntax
  package var chinese: StringSyntax?

  package init(_ text: StringSyntax, chinese: StringSyntax?) {
    self.text = text
    self.chinese = chinese
  }

  package var texts: [StringSyntax] { [text] + (chinese.map { [$0] } ?? []) }

  package var localized: LocalizedText {
    LocalizedText(text.text, zh: (chinese ?? text).text)
  }
}

/// What a session runs at once.
package struct StatementSyntax: Sendable {
  package var kind: Kind
  package var range: SourceRange
  /// Whether the parser found nothing wrong in it; a broken statement is never run or reformatted.
  package var isComplete: Bool

  package init(kind: Kind, range: SourceRange, isComplete: Bool) {
    self.kind = kind
    self.range = range
    self.isComplete = isComplete
  }

  package indirect enum Kind: Sendable {
    /// `cases where repeat | count`, or an expression such as `1 + 2`
    case query(BodySyntax)
    /// `let NAME = …` and `let NAME(a, b: TYPE) = …`
    case letBinding(LetSyntax)
    /// `param NAME [: TYPE] = DEFAULT`
    case parameter(name: NameSyntax, type: TypeSyntax?, defaultValue: ExpressionSyntax)
    /// `import "f.csv" [as NAME] [with OPTION, …]`
    case importFile(path: TemplateSyntax, name: NameSyntax?, options: [ImportOptionSyntax])
    /// `include "f.pq"`
    case include(path: StringSyntax)
    /// `print "… {EXPR} …"`
    case print(TemplateSyntax)
    /// `assert EXPR ["why"]`
    case assert(condition: ExpressionSyntax, reason: TemplateSyntax?)
    case table(TableSyntax)
    case field(FieldDeclarationSyntax)
    case measure(MeasureSyntax)
    case secret(SecretSyntax)
    case check(CheckSyntax)
    /// `holidays "calendar.csv"`
    case holidays(path: StringSyntax)
    /// Nothing could be read.
    case broken
  }
}

/// `let NAME ["中文"] = …` and `let NAME ["中文"](a, b: TYPE) = …`
package struct LetSyntax: Sendable {
  package var name: NameSyntax
  package var chineseName: StringSyntax?
  /// `nil` without parentheses.
  package var parameters: [ParameterSyntax]?
  package var body: BodySyntax

  package init(
    name: NameSyntax, chineseName: StringSyntax?, parameters: [ParameterSyntax]?, body: BodySyntax
  ) {
    self.name = name
    self.chineseName = chineseName
    self.parameters = parameters
    self.body = body
  }
}

/// `NAME [: TYPE]` among the parameters of a function.
package struct ParameterSyntax: Sendable {
  package var name: NameSyntax
  package var type: TypeSyntax?

  package init(name: NameSyntax, type: TypeSyntax?) {
    self.name = name
    self.type = type
  }
}

/// Either a query or an expression; a lone name may turn out to be either.
package indirect enum BodySyntax: Sendable {
  case query(QuerySyntax)
  case expression(ExpressionSyntax)

  package var range: SourceRange {
    switch self {
    case .query(let query): query.range
    case .expression(let expression): expression.range
    }
  }
}

/// An option after `with` of `import`:
///
///     amount as text            column(name, type)       keeps or sets a column's type
///     day first                 setting("dates", "day first")
///     delimiter ";"             setting("delimiter", ";")
///     no header                 setting("header", "no")
///     encoding "gbk"            setting("encoding", "gbk")
package enum ImportOptionSyntax: Sendable {
  case column(NameSyntax, TypeSyntax)
  case setting(name: NameSyntax, value: StringSyntax)
}

/// Text with `{…}` parts: of `print`, `assert` and file names.
package struct TemplateSyntax: Sendable {
  package var parts: [Part]
  package var range: SourceRange

  package init(parts: [Part], range: SourceRange) {
    self.parts = parts
    self.range = range
  }

  package enum Part: Sendable {
    case text(String)
    case interpolation(BodySyntax)
  }
}

/// The type of a declared column or parameter.
package struct TypeSyntax: Sendable {
  package var kind: Kind
  package var range: SourceRange
  /// Whether `?` follows it.
  package var isOptional: Bool

  package init(kind: Kind, range: SourceRange, isOptional: Bool = false) {
    self.kind = kind
    self.range = range
    self.isOptional = isOptional
  }

  package enum Kind: Sendable {
    /// `text`, `int`, `number`, `bool`, `date`, `datetime`, `duration`, `period`
    case named(NameSyntax)
    /// `enum { online "网上", letter "来信" }`
    case enumeration([EnumCodeSyntax])
    /// `-> petitioners`
    case reference(NameSyntax)
  }
}

package struct EnumCodeSyntax: Sendable {
  package var code: NameSyntax
  package var label: StringSyntax?

  package init(code: NameSyntax, label: StringSyntax?) {
    self.code = code
    self.label = label
  }
}
