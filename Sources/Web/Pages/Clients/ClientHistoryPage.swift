import ContactCenter
import Foundation
import Hummingbird

/// The tab of a client's card with all that there was with that client, whichever employees it was with (requirements S3.3, S3.26).
struct ClientHistoryPage: Sendable {
    let client: Kept<Client>
    let list: ClientHistoryList
    let answer: ClientHistoryAnswer
    let lines: ClientHistoryLines
    let viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let body: HTML =
            if list.isWrong {
                list.bar.wrong(for: viewer)
            } else if answer.entries.isEmpty {
                list.bar.nothingFound(language[.clientStoryNone], for: viewer)
            } else {
                table
            }
        return Shell(
            title: "\(HTML(text: shortened(client.record.name, to: 60))) · \(language[.clientStory])",
            place: .clients,
            statusline: ConversationList.keys(for: viewer)
        ).page(
            """
            <div class="page-head"><h1>\(foreign(client.record.name, limit: 200))</h1>\
            \(ClientTabs(client: client.id, current: .history, viewer: viewer).html)</div>
            \(list.bar.html(for: viewer))
            \(body)
            """,
            address: address,
            for: viewer
        )
    }

    private var table: HTML {
        ListTable(
            label: language[.clientStory],
            columns: [
                .init(.time), .init(.clientStoryKind), .init(.contactReason), .init(.clientStoryWhat), .init(.employee),
            ],
            rows: answer.entries.map(lines.row),
            older: answer.hasEarlier ? answer.entries.last.map { list.address(after: $0) } : nil
        ).html(for: viewer)
    }
}

/// Entries of a client's history, as rows of their page and in short.
struct ClientHistoryLines: Sendable {
    let topics: TopicTree
    let viewer: Viewer

    private var language: Language { viewer.language }

    func row(_ entry: ClientHistoryEntry) -> HTML {
        let about = topics.names(of: entry.topics).map { foreign($0) }.joined(", ")
        return """
            <tr data-row><th scope="row">\(link(to: entry, dayAndTime(entry.at, for: viewer)))</th>\
            <td>\(kind(of: entry))</td><td>\(foreign(entry.reason ?? ""))<small>\(about)</small></td>\
            <td class="wrap">\(words(of: entry, limit: 4_000))</td><td>\(people(of: entry))</td></tr>
            """
    }

    /// One beside a contact or a call.
    func line(_ entry: ClientHistoryEntry) -> HTML {
        let about = [kind(of: entry), foreign(entry.reason ?? "")].joined(" ")
        return """
            <li><span class="grow">\(link(to: entry, dayAndTime(entry.at, for: viewer))) \(about)\
            <small>\(words(of: entry, limit: 200))</small><small>\(people(of: entry))</small></span></li>
            """
    }

    private func kind(of entry: ClientHistoryEntry) -> HTML {
        let number = [.note, .service, .questionnaire].contains(entry.kind) ? nil : entry.number
        let outcome = entry.outcome.map { outcome -> HTML in "<small>\(language[outcome.phrase])</small>" } ?? .nothing
        let words = language[entry.documentKind?.phrase ?? entry.kind.phrase]
        return "\(words) \(foreign(number ?? "", limit: 64))\(outcome)\(standing(of: entry))"
    }

    /// How a task stands.
    private func standing(of entry: ClientHistoryEntry) -> HTML {
        guard let task = entry.task else { return .nothing }
        if let doneAt = task.doneAt {
            return
                " <span class=\"pill good\">\(language[.taskDone])</span><small>\(dayAndTime(doneAt, for: viewer))</small>"
        }
        guard let dueAt = task.dueAt else {
            return " <span class=\"pill info\">\(language[.clientStoryTaskOpen])</span>"
        }
        let until = language(.taskUntil, dayAndTime(dueAt, for: viewer))
        let isLate = dueAt < viewer.now
        let look: HTML = isLate ? "bad" : "info"
        return """
             <span class="pill \(look)">\(language[isLate ? .clientStoryTaskLate : .clientStoryTaskOpen])</span><small>\(until)</small>
            """
    }

    private func answers(of questionnaire: ClientHistoryEntry.Questionnaire) -> [HTML] {
        let local = language.local
        let answers = questionnaire.answers.map { answer -> HTML in
            "\(foreign(answer.question.text(in: local), limit: 200)): \(foreign(answer.answer.text(in: local), limit: 400))"
        }
        let total = questionnaire.total.map { language(.questionnaireTotal, "\($0)") }
        return ["<b>\(foreign(questionnaire.name.text(in: local)))</b>"] + answers + [total].compactMap(\.self)
    }

    private func words(of entry: ClientHistoryEntry, limit: Int) -> HTML {
        let texts = entry.texts.map { foreign($0, limit: limit) }
        let amount = entry.amount.map { HTML(text: sumText($0)) }
        let answers = entry.questionnaire.map(answers) ?? []
        return (texts + [amount].compactMap(\.self) + answers).joined(" · ")
    }

    private func people(of entry: ClientHistoryEntry) -> HTML {
        [entry.author, entry.responsible].compactMap(\.self).map { foreign($0, limit: 60) }.joined(" → ")
    }

    private func link(to entry: ClientHistoryEntry, _ words: HTML) -> HTML {
        let address: HTML?
        switch entry.kind {
        case .document: address = SitePath.document(DocumentID(entry.place.record))
        case .paper:
            let isSeen = entry.contact == nil || viewer.may(.contacts)
            address = isSeen ? SitePath.paper(PaperID(entry.place.record)) : nil
        case .questionnaire:
            address = viewer.may(.contacts) ? SitePath.questionnaire(QuestionnaireID(entry.place.record)) : nil
        case .task: address = viewer.may(.contacts) ? entry.case.map { HTML(text: CasePage.path(of: $0)) } : nil
        case .contact, .note, .reminder, .service:
            let place: HTML =
                switch entry.kind {
                case .note: "#entries"
                case .service: "#services"
                default: .nothing
                }
            address = viewer.may(.contacts) ? entry.contact.map { "\(SitePath.contact($0))\(place)" } : nil
        }
        return address.map { "<a href=\"\($0)\">\(words)</a>" } ?? words
    }
}

extension Site {
    @Sendable func showClientHistory(_ request: Request, _ context: Context) async throws -> Response {
        guard let client = try await clients.client(try recordID(context)) else { throw HTTPError(.notFound) }
        let viewer = viewer(of: request, context)
        let options = try await registry.options()
        let lines = ClientHistoryLines(topics: options.topics, viewer: viewer)
        if request.uri.queryParameters["as"] == "lines" {
            // What is typed so far; with no word in it yet everything is shown.
            var filter = ClientHistoryFilter()
            filter.text = ListAddress("", of: request, fields: ["q"])["q"].flatMap(SoughtText.init(typed:))
            let answer = try await clients.history(
                of: client.id,
                where: filter,
                before: nil,
                limit: ContactPage.historyLines
            )
            let none: HTML = "<li class=\"muted\">\(viewer.language[.clientStoryNone])</li>"
            return .page(answer.entries.isEmpty ? none : "\(answer.entries.map(lines.line))")
        }
        let address = ListAddress(
            SitePath.history(of: client.id).markup,
            of: request,
            fields: ClientHistoryList.Field.all
        )
        let list = ClientHistoryList(address, options: options, for: viewer)
        var answer = ClientHistoryAnswer(entries: [], hasEarlier: false)
        if !list.isWrong {
            let limit = ClientHistoryList.rowsOnPage
            answer = try await clients.history(of: client.id, where: list.filter, before: list.place, limit: limit)
        }
        let page = ClientHistoryPage(client: client, list: list, answer: answer, lines: lines, viewer: viewer)
        return .page(page.html(address: request.addressWithoutLanguage), status: list.isWrong ? .badRequest : .ok)
    }
}
