import ContactCenter
import Foundation

/// Values of fields in JSON.
extension FieldContent {
    /// - Returns: what a request says, or what is wrong with its type or form. How long it may be and the like is checked with
    ///   the record.
    func value(_ json: JSON) -> Result<FieldValue, FieldError.Reason> {
        switch (json, self) {
        case (.null, .flag): .failure(.wrongType(.boolean))
        case (.null, _): .success(.nothing)
        case (.string(let text), .text), (.string(let text), .lines), (.string(let text), .phone),
            (.string(let text), .choice):
            typed(text)
        case (.string(let text), .instant):
            Date(iso: text).map { .success(.integer(milliseconds($0))) } ?? .failure(.field(.malformed, self))
        case (.bool(let flag), .flag): .success(.integer(flag ? 1 : 0))
        case (.number(let digits), .integer), (.number(let digits), .reference), (.number(let digits), .user):
            Int64(digits).map { .success(.integer($0)) } ?? .failure(.wrongType(.integer))
        case (.number(let digits), .money): typed(digits)
        case (.array(let items), .references): references(items)
        case (_, _): .failure(.wrongType(kind))
        }
    }

    /// Blanks and control characters are treated as those of a form.
    private func typed(_ text: String) -> Result<FieldValue, FieldError.Reason> {
        value(typed: text, in: .gmt).mapError { _ in .field(.malformed, self) }
    }

    private func references(_ items: [JSON]) -> Result<FieldValue, FieldError.Reason> {
        let ids = items.compactMap { item in
            if case .number(let digits) = item { Int64(digits) } else { nil }
        }
        guard ids.count == items.count else { return .failure(.wrongType(.integer)) }
        return typed(ids.map(String.init).joined(separator: " "))
    }

    func json(_ value: FieldValue) -> JSON {
        switch (value, self) {
        case (.nothing, .references): .array([])
        case (.nothing, _): .null
        case (.text(let text), .references): .array((Self.ids(in: text) ?? []).map { JSON($0) })
        case (.text(let text), _): .string(text)
        case (.integer(let integer), .flag): .bool(integer != 0)
        case (.integer(let integer), .instant):
            .string(Date(timeIntervalSince1970: Double(integer) / 1_000).iso)
        case (.integer(let hundredths), .money):
            .number("\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)")
        case (.integer(let integer), _): JSON(integer)
        }
    }

    private var kind: JSON.Kind {
        switch self {
        case .text, .lines, .phone, .choice, .instant: .string
        case .flag: .boolean
        case .integer, .reference, .user: .integer
        case .money: .number
        case .references: .array
        }
    }
}

extension JSON {
    init(_ instant: Date?) { self = instant.map { .string($0.iso) } ?? .null }
}
