import ContactCenter

extension OnlinePage {
    /// The whole page, as the event stream finds it.
    func html(
        at position: Position,
        address: String,
        colleagues: ColleaguesPanel?,
        for viewer: Viewer
    ) -> HTML {
        let language = viewer.language
        let view = OnlineView(viewer: viewer)
        let parts = parts(at: viewer.now)
        func region(_ region: OnlinePart.Region) -> HTML { parts.html(in: region, for: viewer) }

        let shell = Shell(
            title: language[.online],
            place: .online,
            position: position,
            follows: ["page=online"] + (colleagues == nil ? [] : [ColleaguesPanel.follows])
        )
        return shell.page(
            """
            <div class="page-head"><h1>\(language[.online])</h1><span class="muted" id="count">\(region(.count))</span></div>
            <div id="tiles">\(region(.tiles))</div>
            <div class="columns"><div class="stack">
            <section class="card"><header><h2>\(language[.callsNow])</h2></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.callsNow])"><table class="table dense">\(view.head(OnlineView.callColumns))\
            <tbody id="calls">\(region(.calls))</tbody></table></div></section>
            <section class="card"><header><h2>\(language[.lastCalls])</h2></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.lastCalls])"><table class="table dense">\(view.head(OnlineView.endedColumns))\
            <tbody id="ended">\(region(.ended))</tbody></table></div></section>
            </div>
            <aside class="stack" aria-label="\(language[.queues])"><h2 class="only-read">\(language[.queues])</h2>\
            <div class="stack" id="queues">\(region(.queues))</div>\
            \(colleagues?.html(for: viewer) ?? .nothing)</aside></div>
            """,
            address: address,
            for: viewer
        )
    }
}
