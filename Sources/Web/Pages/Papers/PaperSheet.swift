import ContactCenter
import Crypto
import Foundation

/// What a template makes of a contact or a client: a sheet of A4 that names nothing outside of itself (requirement S3.4).
///
/// The markup is ours alone: whatever stands in the template or in a place of it is text.
struct PaperSheet: Sendable {
    var title: String
    var text: TemplateText
    /// What is not known stands for nothing.
    var values: [TemplatePlaceholder: String]
    var services: [RenderedService]
    /// Of the heads of tables.
    var language: Language

    /// - Parameter number: `nil` where it has none yet.
    func html(number: String?) -> HTML {
        var filled = self
        filled.values[.number] = number ?? "________"
        return """
            <!doctype html>
            <html lang="\(language.code.rawValue)"><head><meta charset="utf-8"><title>\(title) \(number ?? "")</title>\
            <style>\(Self.style)</style></head><body>\(text.blocks.map(filled.block))</body></html>
            """
    }

    /// Tells whether it still says what somebody has looked at.
    var digest: String {
        SHA256.hash(data: Data(html(number: nil).markup.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    // MARK: - Blocks

    private func block(_ block: TemplateText.Block) -> HTML {
        switch block {
        case .heading(let level, let runs): "<h\(level)>\(html(runs))</h\(level)>"
        case .paragraph(let lines):
            lines.contains(where: says) ? "<p>\(lines.filter(says).map(html).joined("<br>"))</p>" : .nothing
        case .list(let items):
            items.contains(where: says)
                ? "<ul>\(items.filter(says).map { "<li>\(html($0))</li>" as HTML })</ul>" : .nothing
        case .table(let table): html(table)
        case .services: serviceTable
        case .rule: "<hr>"
        }
    }

    /// A line of places for which there is nothing says nothing.
    private func says(_ line: [TemplateText.Run]) -> Bool {
        line.contains { !filled($0.piece).allSatisfy(\.isWhitespace) }
    }

    private func html(_ table: TemplateText.Table) -> HTML {
        func cells(_ row: [[TemplateText.Run]], _ tag: HTML) -> HTML {
            let cells = row.enumerated().map { place, runs -> HTML in
                let look: HTML = table.atRight.contains(place) ? " class=\"sum\"" : .nothing
                return "<\(tag)\(look)>\(html(runs))</\(tag)>"
            }
            return "<tr>\(cells)</tr>"
        }
        let head: HTML = table.head.isEmpty ? .nothing : "<thead>\(cells(table.head, "th"))</thead>"
        return "<table>\(head)<tbody>\(table.rows.map { cells($0, "td") })</tbody></table>"
    }

    private var serviceTable: HTML {
        guard !services.isEmpty else { return "<p>\(language[.serviceNone])</p>" }
        let rows = services.map { service -> HTML in
            """
            <tr><td>\(service.serviceName)</td><td>\(service.providerName)</td><td class="sum">\(service.pieces)</td>\
            <td class="sum">\(sumText(service.price))</td><td class="sum">\(sumText(service.amount))</td></tr>
            """
        }
        return """
            <table><thead><tr><th>\(language[.serviceName])</th><th>\(language[.providerName])</th>\
            <th class="sum">\(language[.servicePiecesInShort])</th><th class="sum">\(language[.servicePrice])</th>\
            <th class="sum">\(language[.serviceSum])</th></tr></thead><tbody>\(rows)</tbody>\
            <tfoot><tr><th colspan="4">\(language[.serviceTotal])</th><td class="sum"><b>\(Self.total(of: services))</b></td></tr></tfoot></table>
            """
    }

    static func total(of services: [RenderedService]) -> String { sumText(services.reduce(0) { $0 + $1.amount }) }

    // MARK: - Lines

    private func html(_ runs: [TemplateText.Run]) -> HTML {
        var html = HTML.nothing
        for run in runs {
            let lines = filled(run.piece).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let words = lines.map { HTML(text: String($0)) }.joined("<br>")
            html += run.isBold ? "<b>\(words)</b>" : words
        }
        return html
    }

    private func filled(_ piece: TextPiece) -> String {
        switch piece {
        case .text(let text): text
        case .place(let name): TemplatePlaceholder(rawValue: name).flatMap { values[$0] } ?? ""
        }
    }

    private static let style: HTML = """
        @page { size: A4; margin: 20mm 18mm } \
        body { margin: 0; font: 11pt/1.4 "DejaVu Sans", "Liberation Sans", sans-serif; color: #000; overflow-wrap: anywhere } \
        @media screen { body { margin: 24px; background: #fff } } \
        h1 { font-size: 17pt; margin: 8mm 0 4mm } h2 { font-size: 14pt; margin: 6mm 0 3mm } h3 { font-size: 12pt; margin: 5mm 0 2mm } \
        p, ul { margin: 0 0 4mm } hr { margin: 5mm 0; border: 0; border-top: 0.3mm solid #000 } \
        table { width: 100%; margin: 0 0 5mm; border-collapse: collapse } thead { display: table-header-group } tr { break-inside: avoid } \
        th, td { padding: 1.5mm 2mm; border: 0.3mm solid #000; text-align: left; vertical-align: top } \
        .sum { text-align: right; white-space: nowrap }
        """
}
