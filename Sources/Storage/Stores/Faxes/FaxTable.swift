import ContactCenter
import Foundation

/// Faxes as rows.
enum FaxTable {
    private enum State: String {
        case sending
        case sent
        case failed
        case unknown
    }

    static let insert = """
        INSERT INTO faxes (
            fax_key, user_id, number, pbx, linkedid, start_second, client_id, document_id, title, pages, at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
        """

    static func values(of fax: Fax) -> [SQLValue] {
        [.text(fax.key), .integer(fax.user.rawValue), .text(fax.number)]
            + (fax.call.map { CallTable.values(of: $0) } ?? [.null, .null, .null])
            + [
                .integer(fax.client?.rawValue), .integer(fax.document?.rawValue), .text(fax.title),
                .integer(fax.pages), .instant(fax.at),
            ]
    }

    /// What is over stays as it ended, unless nobody knew how.
    static let end = """
        UPDATE faxes SET ended_at = $2, state = $3, pages_sent = $4, failure = $5, words = $6
        WHERE fax_key = $1 AND (state = 'sending' OR state = 'unknown' AND $3 <> 'unknown') RETURNING id
        """

    static func values(of end: FaxEnd) -> [SQLValue] {
        switch end {
        case .sent(let pages): [.text(State.sent), .integer(pages), .null, .null]
        case .failed(let failure, let pages, let words):
            [.text(State.failed), .integer(pages), .text(failure), .text(words)]
        case .unknown: [.text(State.unknown), .integer(0), .null, .null]
        }
    }

    static let select = """
        SELECT faxes.id, faxes.fax_key, faxes.user_id, faxes.number, faxes.pbx, faxes.linkedid, faxes.start_second,
            faxes.client_id, faxes.document_id, faxes.title, faxes.pages, faxes.at, users.display_name, clients.name,
            documents.number, faxes.state, faxes.pages_sent, faxes.failure, faxes.words, faxes.ended_at
        FROM faxes JOIN users ON users.id = faxes.user_id LEFT JOIN clients ON clients.id = faxes.client_id
            LEFT JOIN documents ON documents.id = faxes.document_id
        """

    static func entry(_ row: SQLRow) throws -> FaxEntry {
        var row = row
        let id = try FaxID(row.integer())
        let key: FaxKey = try row.named()
        let user = try UserID(row.integer())
        let number = try row.optionalText()
        let call = try call(from: &row)
        let fax = try Fax(
            key: key,
            user: user,
            number: number,
            call: call,
            client: row.optionalInteger().map { ClientID($0) },
            document: row.optionalInteger().map { DocumentID($0) },
            title: row.text(),
            pages: Int(row.integer()),
            at: row.instant()
        )
        var entry = try FaxEntry(
            id: id,
            fax: fax,
            userName: row.text(),
            clientName: row.optionalText(),
            documentNumber: row.optionalText()
        )
        entry.end = try end(from: &row)
        entry.endedAt = try row.optionalInstant()
        return entry
    }

    private static func call(from row: inout SQLRow) throws -> CallID? {
        let pbx: PBXName? = try row.optional()
        let linkedID: LinkedID? = try row.optional()
        let second = try row.optionalInteger()
        guard let pbx, let linkedID, let second else { return nil }
        return CallID(pbx: pbx, linkedID: linkedID, startSecond: second)
    }

    private static func end(from row: inout SQLRow) throws -> FaxEnd? {
        let state: State = try row.named()
        let pages = try Int(row.integer())
        let failure: FaxFailure? = try row.optional()
        let words = try row.optionalText()
        return switch state {
        case .sending: nil
        case .sent: .sent(pages: pages)
        case .failed: .failed(failure ?? .refused, pages: pages, words: words)
        case .unknown: .unknown
        }
    }
}
