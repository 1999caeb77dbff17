import Foundation

/// A field of a record: its name in database, API, form and history, where it stands in the value, and what it may hold.
///
/// A record's fields are listed once; table, form, checks and history follow from the list.
///
///     static let fields: [RecordField<Workshop>] = [
///         .text("name", \.name, limit: 200),
///         .reference("branch_id", \.branch, to: .branches),
///     ]
package struct RecordField<Record: Hashable & Sendable>: Sendable {
    package let name: String
    package let content: FieldContent
    package let isRequired: Bool
    /// Only one record that is shown may have the same; two have nothing in common where nothing stands.
    package private(set) var isUnique = false
    /// Given by the program and never by people: `code`.
    package private(set) var isFixed = false

    private let read: @Sendable (Record) -> FieldValue
    private let write: @Sendable (FieldValue, inout Record) -> Bool

    private init(
        _ name: String,
        _ content: FieldContent,
        isRequired: Bool,
        read: @escaping @Sendable (Record) -> FieldValue,
        write: @escaping @Sendable (FieldValue, inout Record) -> Bool
    ) {
        self.name = name
        self.content = content
        self.isRequired = isRequired
        self.read = read
        self.write = write
    }

    package func value(in record: Record) -> FieldValue { read(record) }

    /// - Returns: whether the value is of the kind that the field holds; if not, the record is as it was.
    package func set(_ value: FieldValue, in record: inout Record) -> Bool { write(value, &record) }

    /// What is wrong with what stands there, as far as it shows by itself.
    package func problem(in record: Record) -> FieldProblem? {
        let value = read(record)
        if isRequired, value == .nothing || value == .text("") { return FieldProblem(name, .required) }
        return content.problem(with: value).map { FieldProblem(name, $0) }
    }

    /// The same, of which only one may be.
    package var unique: RecordField {
        var field = self
        field.isUnique = true
        return field
    }

    /// The same, which people do not change.
    package var fixed: RecordField {
        var field = self
        field.isFixed = true
        return field
    }
}

// MARK: - Fields of each kind

extension RecordField {
    package typealias Path<Value> = WritableKeyPath<Record, Value> & Sendable

    package static func text(
        _ name: String,
        _ path: any Path<String>,
        limit: Int,
        _ form: FieldContent.TextForm = .any
    ) -> RecordField {
        text(name, .text(limit: limit, form), path)
    }

    package static func text(
        _ name: String,
        _ path: any Path<String?>,
        limit: Int,
        _ form: FieldContent.TextForm = .any
    ) -> RecordField {
        text(name, .text(limit: limit, form), path)
    }

    /// The number of a phone of the house.
    package static func phone(_ name: String, _ path: any Path<Extension?>) -> RecordField {
        RecordField(
            name,
            .text(limit: 32, .extension),
            isRequired: false,
            read: { FieldValue($0[keyPath: path]?.rawValue) },
            write: { value, record in
                if case .integer = value { return false }
                record[keyPath: path] = value.text.map(Extension.init(_:))
                return true
            }
        )
    }

    /// A day of the calendar.
    package static func day(_ name: String, _ path: any Path<Day?>, isRequired: Bool = false) -> RecordField {
        RecordField(
            name,
            .text(limit: 10, .day),
            isRequired: isRequired,
            read: { FieldValue($0[keyPath: path]?.description) },
            write: { value, record in
                let day = value.text.flatMap { Day($0) }
                guard day != nil || value == .nothing else { return false }
                record[keyPath: path] = day
                return true
            }
        )
    }

    package static func lines(_ name: String, _ path: any Path<String?>, limit: Int) -> RecordField {
        text(name, .lines(limit: limit), path)
    }

    /// A number that calls are found by.
    package static func number(_ name: String, _ path: any Path<String>, limit: Int) -> RecordField {
        text(name, .phone(limit: limit, isKeyed: true), path)
    }

    package static func number(_ name: String, _ path: any Path<String?>, limit: Int) -> RecordField {
        text(name, .phone(limit: limit, isKeyed: false), path)
    }

    package static func integer(
        _ name: String,
        _ path: any Path<Int64>,
        _ range: ClosedRange<Int64>
    ) -> RecordField {
        integer(
            name,
            .integer(range),
            isRequired: true,
            read: { $0[keyPath: path] },
            write: { integer, record in
                guard let integer else { return false }
                record[keyPath: path] = integer
                return true
            }
        )
    }

    package static func integer(
        _ name: String,
        _ path: any Path<Int64?>,
        _ range: ClosedRange<Int64>
    ) -> RecordField {
        integer(
            name,
            .integer(range),
            isRequired: false,
            path
        )
    }

    package static func flag(_ name: String, _ path: any Path<Bool>) -> RecordField {
        integer(
            name,
            .flag,
            isRequired: true,
            read: { $0[keyPath: path] ? 1 : 0 },
            write: { integer, record in
                record[keyPath: path] = integer != 0 && integer != nil
                return true
            }
        )
    }

    package static func choice<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: any Path<Word>
    ) -> RecordField {
        RecordField(
            name,
            .choice(Word.allCases.map(\.rawValue)),
            isRequired: true,
            read: { .text($0[keyPath: path].rawValue) },
            write: { value, record in
                guard let word = value.text.flatMap(Word.init(rawValue:)) else { return false }
                record[keyPath: path] = word
                return true
            }
        )
    }

    package static func choice<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: any Path<Word?>
    ) -> RecordField {
        RecordField(
            name,
            .choice(Word.allCases.map(\.rawValue)),
            isRequired: false,
            read: { FieldValue($0[keyPath: path]?.rawValue) },
            write: { value, record in
                let word = value.text.flatMap(Word.init(rawValue:))
                guard word != nil || value == .nothing else { return false }
                record[keyPath: path] = word
                return true
            }
        )
    }

    /// A word that follows from other things: nobody sets it.
    package static func derived<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: any KeyPath<Record, Word?> & Sendable
    ) -> RecordField {
        RecordField(
            name,
            .choice(Word.allCases.map(\.rawValue)),
            isRequired: false,
            read: { FieldValue($0[keyPath: path]?.rawValue) },
            write: { _, _ in false }
        ).fixed
    }

    /// A record of another kind, or of the same.
    package static func reference<Other>(
        _ name: String,
        _ path: any Path<RecordID<Other>?>,
        to kind: RecordKind,
        isRequired: Bool = false
    ) -> RecordField {
        integer(
            name,
            .reference(kind),
            isRequired: isRequired,
            read: { $0[keyPath: path]?.rawValue },
            write: {
                $1[keyPath: path] = $0.map { RecordID($0) }
                return true
            }
        )
    }

    /// Several records of another kind.
    package static func references<Other>(
        _ name: String,
        _ path: any Path<[RecordID<Other>]>,
        to kind: RecordKind
    ) -> RecordField {
        RecordField(
            name,
            .references(kind),
            isRequired: false,
            read: {
                let ids = $0[keyPath: path]
                return ids.isEmpty ? .nothing : .text(ids.map(\.description).joined(separator: " "))
            },
            write: { value, record in
                guard let ids = FieldContent.ids(in: value.text ?? "") else { return false }
                record[keyPath: path] = ids.map { RecordID($0) }
                return true
            }
        )
    }

    package static func user(_ name: String, _ path: any Path<UserID?>) -> RecordField {
        integer(
            name,
            .user,
            isRequired: false,
            read: { $0[keyPath: path]?.rawValue },
            write: {
                $1[keyPath: path] = $0.map { UserID($0) }
                return true
            }
        )
    }

    package static func instant(_ name: String, _ path: any Path<Date>) -> RecordField {
        integer(
            name,
            .instant,
            isRequired: true,
            read: { milliseconds($0[keyPath: path]) },
            write: {
                guard let milliseconds = $0 else { return false }
                $1[keyPath: path] = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
                return true
            }
        )
    }

    package static func instant(_ name: String, _ path: any Path<Date?>) -> RecordField {
        integer(
            name,
            .instant,
            isRequired: false,
            read: { $0[keyPath: path].map(milliseconds) },
            write: {
                $1[keyPath: path] = $0.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
                return true
            }
        )
    }

    package static func money(_ name: String, _ path: any Path<Int64?>, isRequired: Bool = false) -> RecordField {
        integer(
            name,
            .money,
            isRequired: isRequired,
            path
        )
    }

    // MARK: -

    private static func text(_ name: String, _ content: FieldContent, _ path: any Path<String>) -> RecordField {
        RecordField(
            name,
            content,
            isRequired: true,
            read: { .text($0[keyPath: path]) },
            write: { value, record in
                if case .integer = value { return false }
                record[keyPath: path] = value.text ?? ""
                return true
            }
        )
    }

    private static func text(_ name: String, _ content: FieldContent, _ path: any Path<String?>) -> RecordField {
        RecordField(
            name,
            content,
            isRequired: false,
            read: { FieldValue($0[keyPath: path]) },
            write: { value, record in
                if case .integer = value { return false }
                record[keyPath: path] = value.text
                return true
            }
        )
    }

    private static func integer(
        _ name: String,
        _ content: FieldContent,
        isRequired: Bool,
        _ path: any Path<Int64?>
    ) -> RecordField {
        integer(
            name,
            content,
            isRequired: isRequired,
            read: { $0[keyPath: path] },
            write: {
                $1[keyPath: path] = $0
                return true
            }
        )
    }

    private static func integer(
        _ name: String,
        _ content: FieldContent,
        isRequired: Bool,
        read: @escaping @Sendable (Record) -> Int64?,
        write: @escaping @Sendable (Int64?, inout Record) -> Bool
    ) -> RecordField {
        RecordField(
            name,
            content,
            isRequired: isRequired,
            read: { FieldValue(read($0)) },
            write: { value, record in
                if case .text = value { return false }
                return write(value.integer, &record)
            }
        )
    }
}

private func milliseconds(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1_000).rounded()) }
