import ContactCenter

/// The page of one call: what happened, leg by leg, and what the PBX itself recorded of it.
struct CallPage: Sendable {
    var call: Call
    var rows: [CDRRow]

    func html(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let view = CallView(call: call, viewer: viewer)
        let title = language(.callAt, exactTime(call.startedAt, for: viewer))
        return Shell(title: view.plainTitle, place: nil).page(
            """
            <div class="page-head"><h1>\(title)</h1>\
            <span class="outcome \(tone(of: call.result))">\(view.outcomeWords)</span></div>
            <div class="columns even"><section class="card"><header><h2>\(language[.call])</h2></header>\
            <div class="body">\(view.facts)</div></section>
            <div class="stack">\(view.legs)\(view.transfers)\(view.recordings)</div></div>
            \(CDRTable(rows: rows, viewer: viewer).html)
            """,
            address: address,
            for: viewer
        )
    }
}
