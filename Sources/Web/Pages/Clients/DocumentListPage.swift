import ContactCenter
import Foundation
import Hummingbird

/// Documents of all clients, the latest first; all, or those that are not closed.
struct DocumentListPage: Sendable {
    var address: ListAddress
    var documents: [Kept<Document>]
    /// The page after this one.
    var older: ListAddress?
    var texts: RecordTexts

    static let limit = 50
    static let fields = ["kind", "open", "number", "after"]

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }

    func html(page: String) -> HTML {
        let columns: [ListTable.Column] = [
            .init(.documentNumber), .init(.documentAt), .init(.clientName), .init(.documentVehicle),
            .init(.documentResponsible), .init(.documentAmount, isNumber: true), .init(.documentState),
        ]
        let table = ListTable(
            label: language[.documentsTitle],
            columns: columns,
            rows: documents.map(row),
            newer: nil,
            older: older
        )
        let content: HTML =
            documents.isEmpty
            ? "<div class=\"card empty\">\(Icon.doc.html())<b>\(language[.documentsNone])</b></div>"
            : table.html(for: viewer)
        return Shell(title: language[.documentsTitle], place: .documents).page(
            "<div class=\"page-head\"><h1>\(language[.documentsTitle])</h1>\(sheets)</div>\(filters)\(content)",
            address: page,
            for: viewer
        )
    }

    private var sheets: HTML { SheetLinks(address: address.without("after")).html(for: viewer) }

    private var filters: HTML {
        let kinds = Document.Kind.allCases.map { kind in
            selectOption(kind.rawValue, language[kind.phrase], isChosen: address["kind"] == kind.rawValue)
        }
        let states = [("1", Phrase.documentOpen), ("0", .documentClosed)].map { value, words in
            selectOption(value, language[words], isChosen: address["open"] == value)
        }
        let any: HTML = "<option value=\"\">\(language[.documentsAll])</option>"
        return """
            <form class="record-search" method="get" action="\(SitePath.documents)">\
            <input class="input" type="search" name="number" value="\(address["number"] ?? "")" maxlength="64" \
            placeholder="\(language[.documentNumber])" aria-label="\(language[.documentNumber])" data-search>\
            <select class="input" name="kind" aria-label="\(language[.documentKind])">\(any)\(kinds)</select>\
            <select class="input" name="open" aria-label="\(language[.documentState])">\(any)\(states)</select>\
            <button class="button">\(Icon.search.html()) \(language[.recordSearch])</button></form>
            """
    }

    private func row(_ kept: Kept<Document>) -> HTML {
        let document = kept.record
        func name(_ kind: RecordKind, _ id: Int64?) -> HTML {
            id.flatMap { texts.names[RecordReference(.record(kind), $0)] }.map { foreign($0) } ?? .nothing
        }
        let client = document.client.map { id -> HTML in
            "<a href=\"\(SitePath.client(id))\">\(name(.clients, id.rawValue))</a>"
        }
        let amount = document.amount.map { FieldContent.money.typed(.integer($0), in: viewer.timeZone) } ?? ""
        let state: HTML =
            document.isOpen
            ? "<span class=\"pill warn\">\(language[.documentOpen])</span>" : language[.documentClosed]
        return """
            <tr data-row><th scope="row"><a href="\(SitePath.document(kept.id))">\(foreign(document.number, limit: 64))</a>\
            <small>\(language[document.kind.phrase])</small></th><td class="number">\(dayAndTime(document.at, for: viewer))</td>\
            <td>\(client ?? .nothing)</td><td>\(name(.vehicles, document.vehicle?.rawValue))</td>\
            <td>\(name(.employees, document.responsible?.rawValue))</td><td class="num">\(amount)</td><td>\(state)</td></tr>
            """
    }
}

extension DocumentListPage {
    /// The place of a document in the list, as an address has it: `1340274793000-2851`.
    static func text(of kept: Kept<Document>) -> String { "\(milliseconds(kept.record.at))-\(kept.id)" }

    /// - Returns: `nil` for what no list has given out.
    static func place(_ text: String) -> (at: Date, id: DocumentID)? {
        // The same form as a place in the registry; before 1970, too.
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let milliseconds = parts[0], let id = parts[1], id > 0,
            milliseconds < 253_402_300_800_000
        else { return nil }
        let seconds = Double(isNegative ? -milliseconds : milliseconds) / 1_000
        return (at: Date(timeIntervalSince1970: seconds), id: DocumentID(id))
    }
}

extension DocumentFilter {
    /// What the list asks for.
    init(_ address: ListAddress) {
        self.init()
        kind = address["kind"].flatMap(Document.Kind.init(rawValue:))
        isOpen = address["open"].map { $0 == "1" }
        number = address["number"].map { $0.uppercased().replacing("\u{410}", with: "A") }
    }
}

extension Site {
    @Sendable func showDocuments(_ request: Request, _ context: Context) async throws -> Response {
        let address = ListAddress(SitePath.documents.markup, of: request, fields: DocumentListPage.fields)
        let found = try await documents.documents(
            where: DocumentFilter(address),
            after: address["after"].flatMap(DocumentListPage.place),
            limit: DocumentListPage.limit + 1
        )
        let shown = Array(found.prefix(DocumentListPage.limit))
        let last = found.count > shown.count ? shown.last : nil
        let names = try await records.names(of: shown.reduce(into: []) { $0.formUnion($1.record.references) })
        let page = DocumentListPage(
            address: address,
            documents: shown,
            older: last.map { address.with("after", DocumentListPage.text(of: $0)) },
            texts: RecordTexts(names: names, viewer: viewer(of: request, context))
        )
        return .page(page.html(page: request.addressWithoutLanguage))
    }
}
