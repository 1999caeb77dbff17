import ContactCenter
import Foundation

/// Papers in a database.
package struct DatabasePaperStore: PaperStore {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func add(
        _ paper: Paper,
        audit: AuditEntry,
        page: @escaping @Sendable (String) -> String
    ) async throws -> PaperID {
        try await database.write { transaction in
            // Taken first: who sends the same form meanwhile waits here, and finds it made.
            let place = try NumberSeries.next(of: PaperTable.series(of: paper.kind), in: transaction)
            let earlier = try transaction.rows("SELECT id FROM papers WHERE paper_key = $1", [.text(paper.key)])
            if var row = earlier.first {
                try NumberSeries.giveBack(PaperTable.series(of: paper.kind), in: transaction)
                return PaperID(try row.integer())
            }
            let (contact, client): (ContactID?, ClientID?) =
                switch paper.subject {
                case .contact(let id): (id, nil)
                case .client(let id): (nil, id)
                }
            let number = Paper.number(place, of: paper.kind)
            var row = try transaction.rows(
                """
                INSERT INTO papers (paper_key, number, kind, title, template_id, contact_id, client_id, at, author_id, page)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
                """,
                [
                    .text(paper.key), .text(number), .text(paper.kind), .text(paper.title),
                    .integer(paper.template.rawValue), .integer(contact?.rawValue), .integer(client?.rawValue),
                    .instant(paper.at), .integer(paper.author?.rawValue), .text(page(number)),
                ]
            )[0]
            try AuditTable.note(audit, in: transaction)
            return PaperID(try row.integer())
        }
    }

    package func paper(_ id: PaperID) async throws -> KeptPaper? {
        try await database.read { transaction in
            try transaction.rows("\(PaperTable.selected) WHERE papers.id = $1", [.integer(id.rawValue)])
                .first.flatMap(PaperTable.kept)
        }
    }

    package func page(of id: PaperID) async throws -> String? {
        try await database.read { transaction in
            try transaction.rows("SELECT page FROM papers WHERE id = $1", [.integer(id.rawValue)]).first.map { row in
                var row = row
                return try row.text()
            }
        }
    }

    package func pdf(of id: PaperID) async throws -> [UInt8]? {
        try await database.read { try PaperTable.pdf(of: id, in: $0) }
    }

    package func keep(_ pdf: [UInt8], of id: PaperID) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE papers SET pdf = $2 WHERE id = $1 AND pdf IS NULL",
                [.integer(id.rawValue), .text(Data(pdf).base64EncodedString())]
            )
        }
    }

    package func papers(of subject: Paper.Subject, limit: Int) async throws -> [KeptPaper] {
        let (column, id) =
            switch subject {
            case .contact(let id): ("contact_id", id.rawValue)
            case .client(let id): ("client_id", id.rawValue)
            }
        return try await database.read { transaction in
            try transaction.rows(
                "\(PaperTable.selected) WHERE papers.\(column) = $1 ORDER BY papers.id DESC LIMIT $2",
                [.integer(id), .integer(limit)]
            ).compactMap(PaperTable.kept)
        }
    }
}
