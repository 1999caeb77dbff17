import ContactCenter

/// A client's documents on a panel.
struct PanelDocuments {
    private static let mostRows = 20

    var documents: ClientDocuments
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var none: HTML { "<p class=\"muted\">\(language[.clientNone])</p>" }

    /// Documents one by one, with what they come to.
    func list(_ chosen: [Kept<Document>]) -> HTML {
        guard !chosen.isEmpty else { return none }
        let rows = chosen.prefix(Self.mostRows).map { kept -> HTML in
            let document = kept.record
            return """
                <tr><th scope="row"><a href="\(SitePath.document(kept.id))">\(language[document.kind.phrase]) \
                \(foreign(document.number, limit: 64))</a></th><td>\(dayAndTime(document.at, for: viewer))</td>\
                <td>\(foreign(document.works ?? "", limit: 120))</td><td class="num">\(document.amount.map(money) ?? "—")</td></tr>
                """
        }
        let left = chosen.count - rows.count
        let more: HTML = left > 0 ? " · \(language(.panelMore, "\(left)"))" : .nothing
        let sum = ClientDocuments.amount(of: chosen.map(\.record))
        return table(
            [(.documentNumber, false), (.documentAt, false), (.documentWorks, false), (.documentAmount, true)],
            rows,
            """
            <tr><th scope="row" colspan="3">\(language[.panelTotal]): \(chosen.count)\(more)</th>\
            <td class="num">\(money(sum))</td></tr>
            """
        )
    }

    var latest: HTML { list(Array(documents.latest.prefix(Self.mostRows))) }

    /// How many there are of each kind, and what they come to.
    var sums: HTML {
        let sums = documents.sums
        guard !sums.isEmpty else { return none }
        let rows = sums.map { sum -> HTML in
            """
            <tr><th scope="row">\(language[sum.kind.phrase])</th><td class="num">\(sum.count)</td>\
            <td class="num">\(money(sum.amount))</td><td class="num">\(sum.openCount)</td>\
            <td class="num">\(money(sum.openAmount))</td></tr>
            """
        }
        return table(
            [
                (.documentKind, false), (.panelCount, true), (.documentAmount, true), (.panelOpenCount, true),
                (.panelOpenAmount, true),
            ],
            rows,
            .nothing
        )
    }

    private func table(_ columns: [(words: Phrase, isFigure: Bool)], _ rows: [HTML], _ foot: HTML) -> HTML {
        let head = columns.map { column -> HTML in
            "<th scope=\"col\"\(column.isFigure ? " class=\"num\"" as HTML : .nothing)>\(language[column.words])</th>"
        }
        let cut: HTML =
            documents.isCut
            ? "<p class=\"muted\">\(language(.panelCut, "\(ClientDocuments.most)"))</p>" : .nothing
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.clientDocuments])"><table class="table">\
            <thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody><tfoot>\(foot)</tfoot></table></div>\(cut)
            """
    }

    private func money(_ hundredths: Int64) -> HTML {
        HTML(text: FieldContent.money.typed(.integer(hundredths), in: viewer.timeZone))
    }
}
