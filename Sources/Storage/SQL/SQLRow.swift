import Foundation

/// One row of a result, read column by column from left to right, as the statement lists them.
package struct SQLRow: Hashable, Sendable {
    private let values: [SQLValue]
    private var next = 0

    init(_ values: [SQLValue]) { self.values = values }

    package mutating func text() throws -> String {
        guard let text = try optionalText() else { throw unexpected("text") }
        return text
    }

    package mutating func optionalText() throws -> String? {
        switch try take() {
        case .null: nil
        case .text(let text): text
        case .integer: throw unexpected("text")
        }
    }

    package mutating func integer() throws -> Int64 {
        guard let integer = try optionalInteger() else { throw unexpected("a number") }
        return integer
    }

    package mutating func optionalInteger() throws -> Int64? {
        switch try take() {
        case .null: nil
        case .integer(let integer): integer
        case .text: throw unexpected("a number")
        }
    }

    package mutating func flag() throws -> Bool { try integer() != 0 }

    package mutating func instant() throws -> Date { Date(milliseconds: try integer()) }

    package mutating func optionalInstant() throws -> Date? { try optionalInteger().map(Date.init(milliseconds:)) }

    package mutating func length() throws -> Duration { .milliseconds(try integer()) }

    /// A name or one of a closed set of words.
    package mutating func named<Name: RawRepresentable<String>>(_ type: Name.Type = Name.self) throws -> Name {
        guard let name: Name = try optional() else { throw unexpected("\(Name.self)") }
        return name
    }

    package mutating func optional<Name: RawRepresentable<String>>(_ type: Name.Type = Name.self) throws -> Name? {
        guard let text = try optionalText() else { return nil }
        guard let name = Name(rawValue: text) else { throw unexpected("\(Name.self)") }
        return name
    }

    private mutating func take() throws -> SQLValue.Content {
        guard next < values.count else { throw unexpected("a column more") }
        defer { next += 1 }
        return values[next].content
    }

    private func unexpected(_ wanted: String) -> StorageError {
        let found = next > 0 && next <= values.count ? "\(values[next - 1].content)" : "\(values.count) columns"
        return StorageError(
            .unreadable,
            "The database holds something that this program did not write: \(wanted) was expected in column \(next).",
            cause: found
        )
    }
}
