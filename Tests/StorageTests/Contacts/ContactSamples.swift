import ContactCenter
import Foundation
import Testing

@testable import Storage

extension RecordAuthor {
    static func sample(_ user: User? = nil, _ second: Double = 100) -> RecordAuthor {
        RecordAuthor(user?.id, at: .sample(second))
    }
}

extension DataStore {
    /// Writes a row with these columns.
    func add<Record>(
        _ table: String,
        _ columns: [(String, SQLValue)],
        as kind: Record.Type = Record.self
    ) async throws -> RecordID<Record> {
        try await database.write { transaction in
            let names = columns.map(\.0).joined(separator: ", ")
            let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            var row = try transaction.rows(
                "INSERT INTO \(table) (\(names)) VALUES (\(places)) RETURNING id",
                columns.map(\.1)
            )[0]
            return RecordID(try row.integer())
        }
    }

    func addClient(_ name: String = "Боровков Сергей") async throws -> ClientID {
        try await add(
            "clients",
            [("kind", .text("person")), ("name", .text(name)), ("client_type", .text("private"))],
            as: Client.self
        )
    }

    func reason(_ code: String) async throws -> ReasonID {
        try await database.read { transaction in
            var row = try transaction.rows("SELECT id FROM reasons WHERE code = $1", [.text(code)])[0]
            return try row.id()
        }
    }

    /// A contact of a sample call, with this reason, registered.
    @discardableResult
    func register(
        _ number: Int,
        caller: String? = "9535237271",
        reason code: String = "private_repair",
        by user: User? = nil,
        _ change: (inout Contact) -> Void = { _ in }
    ) async throws -> Kept<Contact> {
        var call = Call.sample(number)
        call.caller.number = caller
        call.answeredAt = .sample(Double(number))
        let begun = try await contacts.begin(call, at: nil, by: .sample(user))
        var contact = begun.record
        contact.reason = try await reason(code)
        change(&contact)
        let saved = try await contacts.save(contact, begun.id, over: begun.version, by: .sample(user)).kept
        return try await contacts.register(saved.id, over: saved.version, by: .sample(user)).kept
    }
}

extension Saving {
    struct NotSaved: Error {
        var saving: Saving
    }

    var kept: Kept<Record> {
        get throws {
            guard case .saved(let kept) = self else { throw NotSaved(saving: self) }
            return kept
        }
    }
}
