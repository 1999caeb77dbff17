import ContactCenter
import Foundation

/// Contacts that come in writing: nobody has talked with whom they are of.
extension ContactWriting {
    /// Registers what has come, so that those are asked to take it whom its reason and its project name.
    ///
    /// - Parameters:
    ///   - channel: its code, where the contact names none.
    ///   - email: by which the client is found where the telephone number finds none.
    ///   - prefix: of its number.
    func receive(_ contact: Contact, channel: String, email: MailAddress?, prefix: String) throws -> Kept<Contact> {
        var contact = contact
        if contact.channel == nil { contact.channel = try self.channel(coded: channel) }
        contact.client = try client(phone: contact.contactPhone, email: email)
        guard case .saved(let begun) = try begin(contact) else {
            throw StorageError(.failed, "What has come in could not become a contact.")
        }
        var writing = self
        writing.isAwaited = true
        if case .saved(let kept) = try writing.register(begun.id, over: begun.version, prefix: prefix) { return kept }
        // Its reason asks for what only people can say: it stands in the registry unfinished, and people are told all the same.
        try NotificationTable.tell(of: begun.id, at: author.at, in: zone, transaction)
        return begun
    }

    /// Who turned to us has written again: whoever was done with it goes on with it, and is told.
    func hear(of id: ContactID) throws {
        guard let kept = try ContactTable.find(id, in: transaction) else { return }
        if kept.record.work?.stage == .processed { _ = try reopen(id, over: kept.version) }
        try NotificationTable.tell(of: id, at: author.at, in: zone, transaction)
    }

    /// Whose number it is, else whose address; nobody's where it is that of several.
    private func client(phone: String?, email: MailAddress?) throws -> ClientID? {
        if let key = phone.flatMap({ numbers.read($0).key }),
            let client = try onlyClient(in: "client_phones", where: "number_key = $1", .text(key))
        {
            return client
        }
        return try email.flatMap {
            try onlyClient(in: "client_emails", where: "lower(email) = $1", .text($0.description.lowercased()))
        }
    }

    private func onlyClient(in table: String, where condition: String, _ value: SQLValue) throws -> ClientID? {
        let found = try transaction.rows(
            """
            SELECT DISTINCT clients.id FROM \(table) JOIN clients ON clients.id = client_id AND clients.is_hidden = 0
            WHERE \(condition) LIMIT 2
            """,
            [value]
        )
        guard found.count == 1, var row = found.first else { return nil }
        return try row.id()
    }
}
