import ContactCenter
import Foundation
import Hummingbird

/// The head's check: answered inbound calls of those whose calls the reader may see, that have no contact, or whose contact has
/// led to no document, each with its recording (requirement S4.8).
struct ConversationCheckPage {
    let list: ConversationList
    let lack: ConversationQuestion.Lack
    /// How many lack what.
    let totals: [ConversationQuestion.Lack: Int]
    let content: ConversationContent
    let viewer: Viewer

    static let path = "/conversations"

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let bar = list.bar(hasWholeTime: false)
        let body: HTML =
            if list.isWrong {
                bar.wrong(for: viewer)
            } else if content.answer.total == 0 {
                bar.nothingFound(language[.conversationsNone], for: viewer)
            } else {
                list.table(content, label: language[lack.phrase], for: viewer)
            }
        return Shell(
            title: language[.conversationCheck],
            place: .calls,
            statusline: ConversationList.keys(for: viewer)
        ).page(
            """
            <div class="page-head"><h1>\(language[.conversationCheck])</h1>\(tabs)\(strays)</div>
            <p class="muted">\(language[lack.advice])</p>
            \(bar.html(for: viewer))
            \(content.chosen?.html(for: viewer) ?? .nothing)
            \(body)
            """,
            address: address,
            for: viewer
        )
    }

    /// Recordings that lack a call instead.
    private var strays: HTML {
        guard viewer.may(.integrations), viewer.reader?.rights.scope(of: .recordings) == .all else { return .nothing }
        return "<a class=\"button quiet push\" href=\"\(StrayRecordingsPage.path)\">\(language[.strayRecordings])</a>"
    }

    private var tabs: HTML {
        let base = list.address.without(ConversationList.Field.place)
        let links = ConversationQuestion.Lack.allCases.map { tab -> HTML in
            let target = base.with(ConversationList.Field.lack, tab == .contact ? nil : tab.rawValue)
            let isCurrent: HTML = tab == lack ? " aria-current=\"page\"" : .nothing
            let count = totals[tab].map { count -> HTML in " <b class=\"number\">\(count)</b>" } ?? .nothing
            return "<a href=\"\(target.html)\"\(isCurrent)>\(language[tab.phrase])\(count)</a>"
        }
        return "<nav class=\"segmented\" aria-label=\"\(language[.conversationLack])\">\(links)</nav>"
    }
}

extension ConversationQuestion.Lack {
    var phrase: Phrase {
        switch self {
        case .contact: .conversationLacksContact
        case .document: .conversationLacksDocument
        }
    }

    var advice: Phrase {
        switch self {
        case .contact: .conversationLacksContactAdvice
        case .document: .conversationLacksDocumentAdvice
        }
    }
}

extension Site {
    @Sendable func showConversationCheck(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        let address = ListAddress(ConversationCheckPage.path, of: request, fields: ConversationList.Field.all)
        var list = ConversationList(address, standard: .sevenDays, for: viewer)
        let people = try await callLog.people()
        switch reader.reach(of: .calls) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: list.offer(people, for: viewer)
        case .some(let sitters):
            list.ask { $0.participants = sitters }
            if case .department(let department) = sitters {
                list.offer(people.filter { $0.department == department }, for: viewer)
            }
        }
        list.offerRecorded(for: viewer)
        let lack = address[ConversationList.Field.lack].flatMap(ConversationQuestion.Lack.init) ?? .contact
        list.ask { question in
            question.direction = .inbound
            question.lack = lack
        }
        var content = ConversationContent()
        var totals: [ConversationQuestion.Lack: Int] = [:]
        if !list.isWrong {
            try await matchNow()
            content = try await conversations(list, by: reader)
            totals[lack] = content.answer.total
            for other in ConversationQuestion.Lack.allCases where other != lack {
                var question = list.question
                (question.lack, question.turn, question.limit) = (other, .first, 0)
                totals[other] = try await callLog.conversations(question).total
            }
            content.chosen = try await chosenConversation(list.chosen, by: reader) { $0.direction == .inbound }
        }
        let page = ConversationCheckPage(list: list, lack: lack, totals: totals, content: content, viewer: viewer)
        return .page(
            page.html(address: request.addressWithoutLanguage),
            status: list.isWrong ? .badRequest : .ok
        )
    }
}
