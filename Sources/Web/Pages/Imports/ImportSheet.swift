import ContactCenter
import Foundation

/// What has become of each row of an import, as a file: the row's own cells, which are text whatever they look like, beside the outcome.
struct ImportSheet: Sendable {
    let one: Import
    let words: ImportWords
    let viewer: Viewer

    private static let portion = 500

    func export(of store: any ImportStore) -> SheetExport {
        let language = viewer.language
        let columns =
            [
                Sheet.Column("row", language[.importRow].words, .number),
                Sheet.Column("outcome", language[.importOutcome].words, .text),
                Sheet.Column("remarks", language[.importRemarks].words, .text),
                Sheet.Column("client_id", language[.importClientNumber].words, .number),
                Sheet.Column("undo", language[.importUndo].words, .text),
            ]
            + one.mapping.columns.enumerated().map { Sheet.Column("column_\($0 + 1)", $1.title, .text) }
        let (id, first): (ImportID, Int64) = (one.id, one.mapping.hasHeads ? 1 : 0)
        let sheet = Sheet(title: one.name, columns: columns, timeZone: viewer.timeZone) { take in
            try await readAhead(try await store.lines(of: id, after: first, where: .all, limit: Self.portion)) { page in
                guard let last = page.last else { return nil }
                return try await store.lines(of: id, after: last.place, where: .all, limit: Self.portion)
            } take: { page in
                try await take(page.map(row))
            }
        }
        return SheetExport(
            "import-\(one.id)",
            HTML(text: one.name),
            nil,
            ListAddress("\(ImportListPage.path(of: one.id))/rows"),
            besides: [],
            sheet: sheet
        )
    }

    private func row(_ line: ImportedLine) -> Sheet.Row {
        let language = viewer.language
        let undo: HTML =
            switch line.undo {
            case .undone: language[.importRowsUndone]
            case .left: language[.importRowsLeft]
            case nil: .nothing
            }
        let remarks = line.remarks.map { words.remark($0).words }.joined(separator: "; ")
        let cells: [Sheet.Cell] = [
            .number(Int64(line.row.number)),
            line.outcome.map { .text(words.outcome($0).words) } ?? .nothing,
            remarks.isEmpty ? .nothing : .text(remarks),
            line.client.map { .number($0.rawValue) } ?? .nothing,
            undo == .nothing ? .nothing : .text(undo.words),
        ]
        return Sheet.Row(cells + line.row.cells.map { $0.isEmpty ? .nothing : .text($0) })
    }
}
