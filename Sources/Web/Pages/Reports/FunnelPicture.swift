import ContactCenter

/// The funnel as a picture: how many of those who express demand get an appointment, and how many come, of first-time and of repeat
/// ones (requirement S0.71).
struct FunnelPicture {
    let page: ReportPage
    let table: ReportTable
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let cards = page.report.bands.enumerated().dropFirst().map { card($1) }
        return "<div class=\"columns even\">\(cards)</div>"
    }

    private func card(_ band: Report.Band) -> HTML {
        let stages: [Report.ColumnName] = [.inquiries, .appointments, .arrivals]
        let counts = stages.map { stage -> (Report.ColumnName, Int64) in
            let figure = band.columns.first { $0.name == stage }.flatMap { table.total.figure($0) }
            if case .count(let count)? = figure { return (stage, count) }
            return (stage, 0)
        }
        let widest = max(counts.map(\.1).max() ?? 0, 1)
        let first = counts[0].1
        let steps = counts.map { stage, count -> HTML in
            // Of the inquiries; there may be more arrivals than those, and it is said.
            let share: HTML =
                stage == .inquiries || first == 0
                ? .nothing
                : "<br><small class=\"muted\">\(Figure.percent(count, of: first).text(for: viewer))\u{00A0}%</small>"
            return """
                <li><span class="second">\(language[stage.phrase])\(share)</span>\
                <svg class="chart" viewBox="0 0 600 32" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="lane" width="600" height="32"/><rect class="\(stage == .inquiries ? "b1" : "b4")" \
                width="\(600 * count / widest)" height="32"/></svg>\
                <span class="number">\(grouped(Int(count)))</span></li>
                """
        }
        return """
            <section class="card" data-funnel><header><h2>\(language[band.name.phrase])</h2></header>\
            <div class="body"><ol class="funnel">\(steps)</ol></div></section>
            """
    }
}
