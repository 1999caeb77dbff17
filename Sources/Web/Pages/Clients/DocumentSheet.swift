import ContactCenter
import Foundation
import Hummingbird

/// The list of documents as a file: the columns of the page, all of its pages.
struct DocumentSheet: Sendable {
    let address: ListAddress
    let viewer: Viewer

    /// Reads what a page's documents refer to.
    typealias Names = @Sendable ([Kept<Document>]) async throws -> [RecordReference: String]

    func export(of documents: any DocumentStore, names: @escaping Names) -> SheetExport {
        let language = viewer.language
        let sheet = Sheet(
            title: language[.documentsTitle].words,
            remarks: remarks,
            columns: Self.columns.map { Sheet.Column($0.name, language[$0.title].words, $0.kind) },
            timeZone: viewer.timeZone,
            rows: rows(of: documents, names)
        )
        return SheetExport(
            "documents",
            language[.documentsTitle],
            nil,
            address,
            besides: ["after"],
            sheet: sheet
        )
    }

    private var remarks: [String] {
        let language = viewer.language
        let filter = DocumentFilter(address)
        let words: [HTML?] = [
            filter.kind.map { language[$0.phrase] },
            filter.isOpen.map { language[$0 ? .documentOpen : .documentClosed] },
            filter.number.map { "\(language[.documentNumber]): \($0)" },
        ]
        return words.compactMap { $0?.words }
    }

    private static let columns: [(name: String, title: Phrase, kind: Sheet.Column.Kind)] = [
        ("number", .documentNumber, .text), ("kind", .documentKind, .text), ("at", .documentAt, .instant),
        ("client", .clientName, .text), ("vehicle", .documentVehicle, .text),
        ("responsible", .documentResponsible, .text), ("amount", .documentAmount, .money),
        ("state", .documentState, .text),
    ]

    private static let portion = 500

    private struct Portion: Sendable {
        var rows: [Sheet.Row]
        var next: (at: Date, id: DocumentID)?
    }

    private func rows(of documents: any DocumentStore, _ names: @escaping Names) -> Sheet.Rows {
        let filter = DocumentFilter(address)
        let read: @Sendable ((at: Date, id: DocumentID)?) async throws -> Portion = { place in
            let found = try await documents.documents(where: filter, after: place, limit: Self.portion)
            let known = try await names(found)
            let last = found.count == Self.portion ? found.last : nil
            return Portion(rows: found.map { row($0, known) }, next: last.map { ($0.record.at, $0.id) })
        }
        return { take in
            try await readAhead(read(nil)) { before in
                guard let place = before.next else { return nil }
                return try await read(place)
            } take: {
                try await take($0.rows)
            }
        }
    }

    private func row(_ kept: Kept<Document>, _ names: [RecordReference: String]) -> Sheet.Row {
        let document = kept.record
        func name(_ kind: RecordKind, _ id: Int64?) -> Sheet.Cell {
            id.flatMap { names[RecordReference(.record(kind), $0)] }.map { .text($0) } ?? .nothing
        }
        return Sheet.Row([
            .text(document.number), .text(viewer.language[document.kind.phrase].words), .instant(document.at),
            name(.clients, document.client?.rawValue), name(.vehicles, document.vehicle?.rawValue),
            name(.employees, document.responsible?.rawValue), document.amount.map { .money($0) } ?? .nothing,
            .text(viewer.language[document.isOpen ? .documentOpen : .documentClosed].words),
        ])
    }
}

extension Site {
    func exportDocuments(as form: SheetForm) -> Handler {
        { request, context in
            let viewer = viewer(of: request, context)
            let address = ListAddress(SitePath.documents.markup, of: request, fields: DocumentListPage.fields)
            let export = DocumentSheet(address: address, viewer: viewer).export(of: documents) { page in
                try await records.names(of: page.reduce(into: []) { $0.formUnion($1.record.references) })
            }
            return try await send(export, as: form, request, context)
        }
    }
}
