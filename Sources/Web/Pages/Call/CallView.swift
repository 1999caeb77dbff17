import ContactCenter
import Foundation

/// The sections of a call's page.
struct CallView {
    var call: Call
    /// The contact that was registered for it.
    var contact: MatchedContactName?
    /// It was missed while the business was closed.
    var isOutsideHours = false
    var viewer: Viewer

    private var language: Language { viewer.language }
    /// For lengths of what is not over yet.
    private var end: Date { call.endedAt ?? viewer.now }

    var plainTitle: HTML { language(.callAt, HTML(text: viewer.phoneText(call.otherSide.number ?? ""))) }

    var outcomeWords: HTML {
        call.isEnded ? outcome(call.result, call.cause, in: language) : language[call.state.phrase]
    }

    var facts: HTML {
        var rows: [(Phrase, HTML)] = [(.direction, direction), (.subscriberNumber, subscriber)]
        if call.direction == .inbound { rows.append((.did, viewer.did(call.dialled))) }
        if call.direction == .inbound, let project = call.dialled.flatMap({ viewer.dids.project(of: $0) })?.record {
            rows.append((.projectName, foreign(project.title, limit: 240)))
        }
        if let queue = call.queue { rows.append((.queue, text(queue.rawValue))) }
        rows.append((.employee, (call.lastPerson ?? call.answeredBy)?.html(for: viewer) ?? .nothing))
        let mark: HTML =
            isOutsideHours ? " <span class=\"pill\">\(language[.missedOutsideHours])</span>" : .nothing
        rows.append((.began, "\(exactTime(call.startedAt, for: viewer))\(mark)"))
        if let answeredAt = call.answeredAt { rows.append((.answered, exactTime(answeredAt, for: viewer))) }
        if let endedAt = call.endedAt { rows.append((.finished, exactTime(endedAt, for: viewer))) }
        if let ivr = call.ivrTime(asOf: end) { rows.append((.voiceMenu, length(ivr))) }
        if let wait = call.waitTime(asOf: end) { rows.append((.waiting, length(wait))) }
        if call.answeredAt != nil { rows.append((.conversation, length(call.talkTime(asOf: end)))) }
        if let hungUp { rows.append((.hungUpFirst, hungUp)) }
        rows.append((.identity, text(call.id.description)))
        if call.direction == .inbound {
            let link = contact.map { ContactLink(contact: $0, viewer: viewer).html }
            rows.append(
                (.registeredContact, link ?? "<span class=\"muted\">\(language[.reconciliationProcessNotMade])</span>")
            )
        }

        let fields = rows.map { name, value -> HTML in "<dt>\(language[name])</dt><dd>\(value)</dd>" }
        let doubt: HTML = call.isEndKnown ? .nothing : "<p class=\"notice warn\">\(language[.endNotSeen])</p>"
        return "<dl class=\"facts\">\(fields)</dl>\(doubt)"
    }

    private var direction: HTML {
        let click: HTML = call.isClickToCall ? " · \(language[.clickToCall])" : .nothing
        return "\(language[call.direction.phrase])\(click)"
    }

    private var subscriber: HTML {
        let (number, name) = call.otherSide
        return "<span class=\"phone\">\(viewer.callable(number))</span> \(foreign(name ?? ""))"
    }

    private var hungUp: HTML? {
        call.isHungUpByCaller ? language[.theCaller] : call.hungUpBy?.html(for: viewer)
    }

    var legs: HTML {
        let columns: [Phrase] = [.employee, .rang, .answered, .conversation, .hold, .consultation, .result]
        return table(.legs, columns: columns, call.legs) { leg in
            [
                party(leg.party),
                leg.ringTime(asOf: end).map(length) ?? .nothing,
                leg.answeredAt.map { clockTime($0, for: viewer) } ?? .nothing,
                length(leg.talkTime(asOf: end)),
                length(leg.holdTime),
                length(leg.consultTime),
                leg.result.map { language[$0.phrase] } ?? .nothing,
            ]
        }
    }

    var transfers: HTML {
        let columns: [Phrase] = [.time, .transferKind, .transferFrom, .transferTo, .result]
        return table(.transfers, columns: columns, call.transfers) { transfer in
            [
                clockTime(transfer.at, for: viewer),
                language[transfer.kind.phrase],
                transfer.from.map(party) ?? .nothing,
                party(transfer.to),
                language[transfer.outcomePhrase],
            ]
        }
    }

    private func party(_ party: Party) -> HTML {
        switch party {
        case .phone: party.html(for: viewer)
        case .outside(let number): viewer.callable(number)
        }
    }

    private func text(_ text: String?) -> HTML { foreign(text ?? "", limit: 200) }

    private func table<Row>(_ title: Phrase, columns: [Phrase], _ rows: [Row], cells: (Row) -> [HTML]) -> HTML {
        guard !rows.isEmpty else { return .nothing }
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(language[column])</th>" }
        let body = rows.map { row -> HTML in
            "<tr>\(cells(row).map { cell -> HTML in "<td>\(cell)</td>" })</tr>"
        }
        return """
            <section class="card"><header><h2>\(language[title])</h2></header><div class="scroll">\
            <table class="table"><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div></section>
            """
    }
}

extension Transfer {
    fileprivate var outcomePhrase: Phrase {
        if isReturned { return .transferReturned }
        return isAnswered ? .transferDone : .transferFailed
    }
}

/// The PBX's own call records, in the PBX's own words: they are what a doubt is checked against.
struct CDRTable {
    var rows: [CDRRow]
    var viewer: Viewer
    var title = Phrase.cdrRows
    /// What is said where there is none.
    var none = Phrase.noCDR

    var html: HTML {
        let title = viewer.language[title]
        guard !rows.isEmpty else {
            let none = viewer.language[none]
            return """
                <section class="card"><header><h2>\(title)</h2></header><p class="body muted">\(none)</p></section>
                """
        }
        let columns = [
            "start", "answer", "end", "src", "dst", "clid", "channel", "dstchannel", "lastapp", "duration", "billsec",
            "disposition", "sequence", "uniqueid", "linkedid",
        ]
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(column)</th>" }
        let body = rows.map { row -> HTML in
            "<tr>\(cells(row).map { cell -> HTML in "<td>\(foreign(cell))</td>" })</tr>"
        }
        return """
            <section class="card"><header><h2>\(title)</h2></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(title)"><table class="table dense"><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div></section>
            """
    }

    private func cells(_ row: CDRRow) -> [String] {
        [
            row.start, row.answer, row.end, row.source, row.destination, row.callerID, row.channel,
            row.destinationChannel, row.lastApplication, row.duration, row.billableSeconds, row.disposition,
            row.sequence.map { String($0) } ?? "",
            row.uniqueID, row.linkedID?.rawValue ?? "",
        ]
    }
}

extension CallID {
    /// Reads back what `description` writes: `office:1795364806.15:1795364806`. A PBX's name may hold a colon, its ids do not.
    init?(description text: String) {
        let parts = text.split(separator: ":")
        guard parts.count >= 3, let second = parts.last.flatMap({ Int64($0) }) else { return nil }
        let pbx = parts.dropLast(2).joined(separator: ":")
        self.init(pbx: PBXName(pbx), linkedID: LinkedID(String(parts[parts.count - 2])), startSecond: second)
    }
}
