import ContactCenter
import Foundation

/// The table of papers.
enum PaperTable {
    static let selected = """
        SELECT papers.id, papers.number, papers.paper_key, papers.contact_id, papers.client_id, papers.template_id, papers.title,
            papers.kind, papers.at, papers.author_id, users.display_name, CASE WHEN papers.pdf IS NULL THEN 0 ELSE 1 END
        FROM papers LEFT JOIN users ON users.id = papers.author_id
        """

    /// - Returns: `nil` for what only a newer program knows.
    static func kept(_ row: SQLRow) throws -> KeptPaper? {
        var row = row
        let (id, number, key) = try (PaperID(row.integer()), row.text(), ContactLetterKey(rawValue: row.text()))
        let contact = try row.optionalInteger().map { Paper.Subject.contact(ContactID($0)) }
        let client = try row.optionalInteger().map { Paper.Subject.client(ClientID($0)) }
        let (template, title) = try (DocumentTemplateID(row.integer()), row.text())
        let (kind, at) = try (DocumentTemplate.Kind(rawValue: row.text()), row.instant())
        let (author, name) = try (row.optionalInteger().map(UserID.init(_:)), row.optionalText())
        guard let key, let kind, let subject = contact ?? client else { return nil }
        return KeptPaper(
            id: id,
            number: number,
            paper: Paper(
                key: key,
                subject: subject,
                template: template,
                title: title,
                kind: kind,
                at: at,
                author: author
            ),
            authorName: name,
            hasPDF: try row.integer() == 1
        )
    }

    /// The name of a series of numbers, see `NumberSeries`.
    static func series(of kind: DocumentTemplate.Kind) -> String { "paper_\(kind.rawValue)" }

    static func pdf(of id: PaperID, in transaction: any Transaction) throws -> [UInt8]? {
        let rows = try transaction.rows("SELECT pdf FROM papers WHERE id = $1", [.integer(id.rawValue)])
        guard var row = rows.first, let text = try row.optionalText() else { return nil }
        return Data(base64Encoded: text).map { [UInt8]($0) }
    }

    /// - Returns: `nil` where it is not printed.
    static func attachment(_ id: PaperID, in transaction: any Transaction) throws -> MailAttachment? {
        let rows = try transaction.rows("\(selected) WHERE papers.id = $1", [.integer(id.rawValue)])
        guard let paper = try rows.first.flatMap(kept), let pdf = try pdf(of: id, in: transaction) else { return nil }
        return MailAttachment(
            name: "\(paper.title).pdf",
            latinName: "document-\(id).pdf",
            contentType: "application/pdf",
            bytes: pdf
        )
    }
}
