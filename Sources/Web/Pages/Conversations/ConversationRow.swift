import ContactCenter
import Foundation

/// A list's conversations, and how much of each its reader may know.
struct ConversationContent: Sendable {
    var answer = ConversationAnswer(total: 0)
    /// Conversations whose page the reader may open.
    var readable: Set<CallID> = []
    /// Conversations that the reader may hear (decision D22).
    var audible: Set<CallID> = []
    var chosen: ChosenConversation?
}

/// One conversation of a list: when, who of ours, with which number, how long, what became of it, and whether it can be heard.
struct ConversationRow {
    let conversation: ListedConversation
    let list: ConversationList
    let content: ConversationContent
    let viewer: Viewer

    private var language: Language { viewer.language }
    private var call: Call { conversation.listed.call }
    private var isAudible: Bool { content.audible.contains(call.id) }
    private var address: ListAddress { list.address.with(ConversationList.Field.call, call.id.description) }

    var html: HTML {
        let row = CallListRow(conversation.listed)
        let isChosen = content.chosen?.call.id == call.id
        let moment = exactTime(row.startedAt, for: viewer)
        let mayChoose = isAudible || content.readable.contains(call.id)
        let cells: [HTML] = [
            "\(call.direction.icon.html()) \(language[call.direction.phrase])", people(row), number(row),
        ]
        let rest: [HTML] = [
            conversation.contact.map { ContactLink(contact: $0, viewer: viewer).html } ?? .nothing,
            mark(call.recording),
        ]
        return """
            <tr data-row\(isChosen ? " aria-selected=\"true\"" as HTML : .nothing)><th scope="row">\
            \(mayChoose ? "<a href=\"\(address.html)#chosen\">\(moment)</a>" as HTML : moment)</th>\
            \(cells.map(cell))<td class="num">\(row.talkTime.map { length($0) } ?? .nothing)</td>\(rest.map(cell))</tr>
            """
    }

    private func cell(_ content: HTML) -> HTML { "<td>\(content)</td>" }

    /// Who spoke first, and below whom the call went to.
    private func people(_ row: CallListRow) -> HTML {
        guard let person = row.person else { return .nothing }
        var small = [person.name, person.department].compactMap(\.self).map { foreign($0, limit: 40) }
        if row.second.isAnswered == true, let second = row.second.person {
            small.append("→ \(second.name.map { foreign($0, limit: 40) } ?? second.party.html(for: viewer))")
        }
        let below: HTML = small.isEmpty ? .nothing : "<small>\(small.joined(" · "))</small>"
        return "<b>\(person.party.html(for: viewer))</b>\(below)"
    }

    private func number(_ row: CallListRow) -> HTML {
        let name = row.name.map { name -> HTML in "<small>\(foreign(name, limit: 60))</small>" } ?? .nothing
        guard let number = row.number else { return "<span class=\"muted\">\(language[.numberNotDelivered])</span>" }
        return "<span class=\"phone\">\(viewer.callable(number))</span>\(name)"
    }

    /// That there is a recording stands there for everybody; it leads to the player those who may listen.
    private func mark(_ recording: Recording?) -> HTML {
        guard let recording else { return .nothing }
        let words: HTML = """
            \(Icon.recording.html())<span class="only-read">\(language(.recordingOf, length(recording.length)))</span>\
            <span aria-hidden="true">\(length(recording.length))</span>
            """
        guard isAudible else { return "<span class=\"recorded\">\(words)</span>" }
        return "<a class=\"recorded\" href=\"\(address.html)#chosen\">\(words)</a>"
    }
}
