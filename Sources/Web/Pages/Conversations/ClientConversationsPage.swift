import ContactCenter
import Foundation
import Hummingbird

/// The tab of a client's card with the conversations of all employees with that client (requirement S4.9).
struct ClientConversationsPage {
    let client: Kept<Client>
    let list: ConversationList
    let content: ConversationContent
    let viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let bar = list.bar(hasWholeTime: true)
        let total: HTML =
            list.isWrong
            ? .nothing : "<span class=\"muted\">\(language.count(content.answer.total, .conversations))</span>"
        let body: HTML =
            if list.isWrong {
                bar.wrong(for: viewer)
            } else if content.answer.total == 0 {
                bar.nothingFound(language[.conversationsNone], for: viewer)
            } else {
                list.table(content, label: language[.conversations], for: viewer)
            }
        return Shell(
            title: "\(HTML(text: shortened(client.record.name, to: 60))) · \(language[.conversations])",
            place: .clients,
            statusline: ConversationList.keys(for: viewer)
        ).page(
            """
            <div class="page-head"><h1>\(foreign(client.record.name, limit: 200))</h1>\
            \(ClientTabs(client: client.id, current: .conversations, viewer: viewer).html)\(total)</div>
            \(bar.html(for: viewer))
            \(content.chosen?.html(for: viewer) ?? .nothing)
            \(body)
            """,
            address: address,
            for: viewer
        )
    }
}

/// The parts of a client's card between which its reader chooses.
struct ClientTabs {
    enum Tab: CaseIterable {
        case card
        case history
        case conversations
    }

    let client: ClientID
    let current: Tab
    let viewer: Viewer

    /// Conversations for who may see calls.
    var html: HTML {
        let tabs = Tab.allCases.filter { $0 != .conversations || viewer.may(.calls) }
        let links = tabs.map { tab -> HTML in
            let isCurrent: HTML = tab == current ? " aria-current=\"page\"" : .nothing
            let (address, words): (HTML, Phrase) =
                switch tab {
                case .card: (SitePath.client(client), .clientCard)
                case .history: (SitePath.history(of: client), .clientStory)
                case .conversations: (SitePath.conversations(with: client), .conversations)
                }
            return "<a href=\"\(address)\"\(isCurrent)>\(viewer.language[words])</a>"
        }
        return "<nav class=\"segmented\" aria-label=\"\(viewer.language[.clientTabs])\">\(links)</nav>"
    }
}

extension Site {
    @Sendable func showClientConversations(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        guard reader.rights.allows(.calls) else { throw HTTPError(.forbidden) }
        guard let client = try await clients.client(try recordID(context)) else { throw HTTPError(.notFound) }
        let viewer = viewer(of: request, context)
        let path = SitePath.conversations(with: client.id).markup
        let keys = Set(client.record.phones.compactMap(\.key))
        let address = ListAddress(path, of: request, fields: ConversationList.Field.all)
        var list = ConversationList(address, standard: nil, for: viewer)
        list.offerDirection(for: viewer)
        list.offer(try await callLog.people(), for: viewer)
        list.offerRecorded(for: viewer)
        list.ask { $0.numbers = keys }
        var content = ConversationContent()
        if !list.isWrong {
            content = try await conversations(list, by: reader)
            content.chosen = try await chosenConversation(list.chosen, by: reader) { call in
                call.otherSide.number.flatMap { numbers.read($0).key }.map(keys.contains) ?? false
            }
        }
        let page = ClientConversationsPage(client: client, list: list, content: content, viewer: viewer)
        return .page(
            page.html(address: request.addressWithoutLanguage),
            status: list.isWrong ? .badRequest : .ok
        )
    }
}
