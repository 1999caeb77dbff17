import ContactCenter
import Foundation

/// The conversation of a list that its reader looks at: its course as a picture, and the player of its recording.
struct ChosenConversation: Sendable {
    var call: Call
    var recordings: RecordingPlayers.Content
    var contact: MatchedContactName?
    /// Somebody has said that it needs no contact.
    var needsNone: Bool
    /// The reader may open the call's own page.
    var isReadable: Bool

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let course = CallCourse(call: call, recordings: recordings, viewer: viewer).html
        let link: HTML =
            isReadable
            ? "<a class=\"button push\" href=\"\(SitePath.call(call.id))\">\(language[.callPage])</a>" : .nothing
        return """
            <section class="stack" id="chosen" aria-labelledby="chosen-title"><div class="page-head">\
            <h2 id="chosen-title">\(exactTime(call.startedAt, for: viewer))</h2>\
            <span>\(call.direction.icon.html()) \(viewer.callable(call.otherSide.number))</span>\(work(for: viewer))\(link)</div>\
            \(course)</section>
            """
    }

    /// What became of it; an inbound one of which nothing did can be made a contact by who may mend the statistics.
    private func work(for viewer: Viewer) -> HTML {
        if let contact { return "<span>\(ContactLink(contact: contact, viewer: viewer).html)</span>" }
        let words = viewer.language
        if needsNone { return "<span class=\"pill\">\(words[.reconciliationNeedsNone])</span>" }
        guard call.direction == .inbound else { return .nothing }
        let lack: HTML = "<span class=\"pill warn\">\(words[.conversationLacksContact])</span>"
        guard viewer.may(.reconciliation) else { return lack }
        return """
            \(lack)<form class="inline" method="post" action="/reconciliation/open">\(viewer.formToken)\
            <input type="hidden" name="call" value="\(call.id.description)">\
            <button class="button">\(words[.reconciliationOpenContact])</button></form>
            """
    }
}

extension Site {
    /// The rows of a list, each with what its reader may do with it.
    func conversations(_ list: ConversationList, by reader: SignedIn) async throws -> ConversationContent {
        var content = ConversationContent()
        content.answer = try await callLog.conversations(list.question)
        for row in content.answer.rows {
            let call = row.listed.call
            if try await mayRead(call, reader) { content.readable.insert(call.id) }
            if try await mayListen(to: call, reader) { content.audible.insert(call.id) }
        }
        return content
    }

    /// A conversation that an address names, if it is one of the list and the reader may know more of it than its row says.
    func chosenConversation(
        _ id: CallID?,
        by reader: SignedIn,
        where isOnList: (Call) -> Bool
    ) async throws -> ChosenConversation? {
        guard let id, let call = try await journal.calls([id]).first, call.isEnded, call.answeredAt != nil,
            isOnList(call)
        else { return nil }
        let isReadable = try await mayRead(call, reader)
        let isAudible = try await mayListen(to: call, reader)
        guard isReadable || isAudible else { return nil }
        let reconciled = try await reconciliation.call(call.id)
        return ChosenConversation(
            call: call,
            recordings: try await whatCanBeHeard(of: call, rows: journal.cdrs(of: call.id), by: reader),
            contact: reconciled?.contact,
            needsNone: reconciled?.exemption != nil,
            isReadable: isReadable
        )
    }
}
