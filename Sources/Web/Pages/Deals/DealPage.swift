import ContactCenter
import Foundation

/// The card of a deal: how far it has come, its inquiries, its fields and its history (requirements S2.11, S2.27). Also the form for
/// a new one.
struct DealPage {
    /// What the reader has just done here.
    enum Done: String, Sendable {
        case saved
        case moved
        /// Somebody else was quicker.
        case stale
        case joined
        case left
        case hidden
        case restored
    }

    var card: RecordCard<Deal>
    /// Of all pipelines.
    var stages: [Kept<FunnelStage>]
    /// The latest first.
    var inquiries: [RegistryRow] = []
    /// The contact that a new deal is made of.
    var contact: (id: ContactID, name: String)?
    var done: Done?

    private var kept: Kept<Deal>? { card.kept }
    private var viewer: Viewer { card.texts.viewer }
    private var language: Language { viewer.language }
    private var address: String { kept.map { DealList.path(of: $0.id) } ?? DealList.path }

    var html: HTML {
        let title = kept.map { foreign($0.record.name, limit: 200) } ?? language[.dealNew]
        let plain = kept.map { HTML(text: shortened($0.record.name, to: 60)) } ?? title
        return Shell(title: plain, place: .deals, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(DealList.path)" aria-label="\(language[.recordToList])" \
            title="\(language[.recordToList])">\(Icon.back.html())</a><h1>\(title)</h1>\(card.state)\(of)\(next)</div>\
            \(card.notices)\(stageBar)<div class="stack">\(kept == nil ? .nothing : inquiryTable)\
            \(card.form(to: address, given: given))\(card.changes)</div>\(toast)
            """,
            address: address,
            for: viewer
        )
    }

    /// Whose the deal is; what a new one is made of.
    private var of: HTML {
        if let contact {
            return
                "<a href=\"\(SitePath.contact(contact.id))\">\(language(.dealOfContact, foreign(contact.name, limit: 40)))</a>"
        }
        guard let client = kept?.record.client else { return .nothing }
        let name = foreign(card.texts.names[RecordReference(.record(.clients), client.rawValue)] ?? "№ \(client)")
        guard viewer.may(.clients) else { return name }
        return "<a href=\"\(SitePath.client(client))\">\(Icon.person.html()) \(name)</a>"
    }

    private var given: [HTML] {
        contact.map { ["<input type=\"hidden\" name=\"contact\" value=\"\($0.id.rawValue)\">"] } ?? []
    }

    private var keys: HTML {
        let move: HTML = nextStage == nil ? .nothing : "<span><kbd>N</kbd> \(language[.dealNext])</span>"
        return "\(move)<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
    }

    // MARK: - Stages

    private var nextStage: Kept<FunnelStage>? {
        guard let kept, !kept.isHidden else { return nil }
        return kept.record.stage.flatMap(stages.next)
    }

    private var next: HTML {
        guard let kept, let stage = nextStage else { return .nothing }
        return """
            <form class="push" method="post" action="\(DealList.path(of: kept.id))/stage">\(viewer.formToken)\
            <input type="hidden" name="version" value="\(kept.version)"><button class="button" name="stage" value="\(stage.id.rawValue)" \
            data-key="KeyN">\(foreign(stage.record.name, limit: 40)) \(Icon.right.html()) <kbd>N</kbd></button></form>
            """
    }

    /// Every stage is one click away; where the deal stands is marked.
    private var stageBar: HTML {
        guard let kept, let present = stages.first(where: { $0.id == kept.record.stage }) else { return .nothing }
        let all = stages.inOrder(of: present.record.pipeline).filter { !$0.isHidden || $0.id == present.id }
        let place = all.firstIndex { $0.id == present.id } ?? 0
        let steps = all.enumerated().map { index, stage -> HTML in
            let current: HTML = stage.id == present.id ? " aria-current=\"step\"" : .nothing
            let passed: HTML = index < place && present.record.kind != .lost ? " passed" : .nothing
            return """
                <li><button class="\(stage.record.kind.look)\(passed)" name="stage" value="\(stage.id.rawValue)"\(current)\
                \(kept.isHidden ? " disabled" as HTML : .nothing)>\(foreign(stage.record.name, limit: 60))</button></li>
                """
        }
        return """
            <form method="post" action="\(DealList.path(of: kept.id))/stage" aria-label="\(language[.dealStages])">\(viewer.formToken)\
            <input type="hidden" name="version" value="\(kept.version)"><ol class="stage-bar">\(steps)</ol></form>
            """
    }

    // MARK: - Inquiries

    private var inquiryTable: HTML {
        let count: HTML = inquiries.isEmpty ? .nothing : "<span class=\"count\">\(inquiries.count)</span>"
        let head: HTML = "<header><h2>\(language[.dealInquiries])</h2>\(count)</header>"
        guard !inquiries.isEmpty else {
            return
                "<section class=\"card\" id=\"inquiries\">\(head)<p class=\"body muted\">\(language[.dealNoInquiries])</p></section>"
        }
        let columns: [RegistryColumn] = [
            .number, .date, .inquiryKind, .reason, .callStatus, .manager, .quality, .channel, .info,
        ]
        let heads = columns.map { "<th scope=\"col\">\(language[$0.phrase])</th>" as HTML }
        return """
            <section class="card list" id="inquiries">\(head)<div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.dealInquiries])"><table class="table dense registry"><thead><tr>\(heads)</tr></thead>\
            <tbody>\(inquiries.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ row: RegistryRow) -> HTML {
        let cells = LeadCells(row: row, viewer: viewer)
        let number =
            row.number.map { HTML(text: $0) } ?? "<span class=\"pill warn\">\(language[.contactUnfinished])</span>"
        let channel =
            row.channelName.map { name -> HTML in "\(channelMark(row.channelLook)) \(foreign(name))" } ?? .nothing
        return """
            <tr data-row><th scope="row"><a href="\(SitePath.contact(row.id))">\(number)</a></th>\
            <td>\(dayAndTime(row.place.at, for: viewer))</td>\(cells.cell(.inquiryKind))<td class="clip">\(foreign(row.reason ?? ""))</td>\
            \(cells.cell(.callStatus))\(cells.cell(.manager))\(cells.cell(.quality))<td>\(channel)</td>\(cells.cell(.info))</tr>
            """
    }

    // MARK: - What was done

    private var toast: HTML {
        guard let done else { return .nothing }
        let stage = stages.first { $0.id == kept?.record.stage }.map { foreign($0.record.name, limit: 60) } ?? .nothing
        let words =
            switch done {
            case .saved: language[.dealSaved]
            case .moved: language(.dealMoved, stage)
            case .stale: language[.dealStale]
            case .joined: language[.dealJoined]
            case .left: language[.dealLeft]
            case .hidden: language[.dealHidden]
            case .restored: language[.dealRestored]
            }
        let (tone, icon): (HTML, Icon) = done == .stale ? ("bad", .warn) : ("good", .check)
        return """
            <div class="toasts" role="status"><div class="toast \(tone)" data-toast>\(icon.html())<b>\(words)</b></div></div>
            """
    }
}
