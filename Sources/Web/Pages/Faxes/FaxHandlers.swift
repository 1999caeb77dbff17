import ContactCenter
import Foundation
import Hummingbird

/// Sending faxes and looking at what became of them (requirement S4.11).
extension Site {
    @Sendable func showFaxes(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let before = request.uri.queryParameters["before"].flatMap { Int64($0) }.map { FaxID($0) }
        let found = try await faxJournal(
            FaxFilter(senders: senders(for: reader)),
            before: before,
            limit: FaxListPage.limit + 1
        )
        let page = FaxListPage(
            entries: Array(found.prefix(FaxListPage.limit)),
            live: await desk.floor.faxes,
            goesOn: found.count > FaxListPage.limit,
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func showNewFax(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        func asked(_ name: Substring) -> Int64? { request.uri.queryParameters[name].flatMap { Int64($0) } }
        var page = FaxFormPage(
            number: request.uri.queryParameters["number"].map { String($0.prefix(40)) } ?? "",
            limits: configuration.faxes,
            viewer: viewer
        )
        if let call = await talk(of: reader) {
            page.conversation = FaxFormPage.Conversation(call: call.id, number: call.otherSide.number)
        }
        var client = asked("client").map { ClientID($0) }
        if reader.rights.allows(.clients), let id = asked("document").map({ DocumentID($0) }),
            let document = try await records.record(id)
        {
            page.document = (document.id, document.record.title(in: viewer.language))
            client = document.record.client
            page.printsDocument = printing != nil
        }
        if let id = asked("paper").map({ PaperID($0) }), let found = try await faxable(id, for: viewer) {
            (page.paper, client) = (found.paper, found.client)
        }
        if reader.rights.allows(.clients), let client, let kept = try await clients.client(client) {
            page.client = (kept.id, kept.record.name)
            page.proposesConversation = page.conversation.map { isNumber($0.number, of: kept.record) } ?? false
            if page.number.isEmpty { page.number = kept.record.faxNumber.map(viewer.phoneText) ?? "" }
        }
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func sendFax(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        // The file, and some room for the fields.
        let form = try await UploadForm(of: request, from: reader, upTo: configuration.faxes.megabytes << 20 + 1 << 16)
        let viewer = viewer(of: request, context)
        let language = viewer.language
        let target: FaxDesk.Wish.Target
        switch try await faxTarget(form["to"], number: form["number"] ?? "", reader, language) {
        case .success(let found): target = found
        case .failure(let refusal): return .refusal(refusal.words)
        }
        let document = try await known(form["document"].flatMap { Int64($0) }.map { DocumentID($0) }, to: reader)
        let content: FaxContent
        switch try await faxContent(form, document, viewer) {
        case .success(let found): content = found
        case .failure(let refusal): return .refusal(refusal.words)
        }
        let wish = FaxDesk.Wish(
            to: target,
            by: reader.user.id,
            client: try await known(form["client"].flatMap { Int64($0) }.map { ClientID($0) }, to: reader),
            document: document?.id,
            title: content.title
        )
        return try await send(wish, language, request, context) { try await $0.send(try await content.pdf(), wish) }
    }

    @Sendable func showFax(_ request: Request, _ context: Context) async throws -> Response {
        try await .page(faxPage(request, context).html(address: request.addressWithoutLanguage))
    }

    @Sendable func showFaxState(_ request: Request, _ context: Context) async throws -> Response {
        try await .page(faxPage(request, context).state)
    }

    @Sendable func sendFaxAgain(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let page = try await faxPage(request, context)
        let language = page.viewer.language
        let earlier = page.entry.fax
        guard page.mayBeSentAgain, let number = earlier.number else { return .refusal(language[.faxGone]) }
        let target: FaxDesk.Wish.Target
        switch try await faxTarget("number", number: number, reader, language) {
        case .success(let found): target = found
        case .failure(let refusal): return .refusal(refusal.words)
        }
        let wish = FaxDesk.Wish(
            to: target,
            by: reader.user.id,
            client: earlier.client,
            document: earlier.document,
            title: earlier.title
        )
        return try await send(wish, language, request, context) { try await $0.send(again: earlier, wish) }
    }

    // MARK: -

    private struct Refusal: Error {
        var words: HTML
    }

    private func send(
        _ wish: FaxDesk.Wish,
        _ language: Language,
        _ request: Request,
        _ context: Context,
        _ send: (FaxDesk) async throws -> FaxID
    ) async throws -> Response {
        let reader = try context.signedIn
        guard let faxes, faxes.sends else { return .refusal(language[.faxNotHere]) }
        guard await diallingLimit.take(reader.user.id, at: now()) else {
            return .refusal(language(.diallingTooMany, "\(configuration.dialling.perMinute)"))
        }
        let (place, field) =
            switch wish.target {
            case .number(let number, _): ("", number.kind.rawValue)
            case .call(let call, let own, _): (" phone:\(own) call:\(call)", "call")
            }
        let id: FaxID
        do {
            id = try await send(faxes)
        } catch {
            try await note(.faxSent, "fax\(place)", fields: [field, "not_sent"], request, context)
            guard let problem = error as? FaxProblem else { throw error }
            return .refusal(problem.words(in: language))
        }
        try await note(.faxSent, "fax:\(id)\(place)", fields: [field], request, context)
        return .redirect(to: SitePath.fax(id).markup, type: .normal)
    }

    /// - Parameter to: the call in which the reader was when the form came, or a number.
    private func faxTarget(
        _ to: String?,
        number typed: String,
        _ reader: SignedIn,
        _ language: Language
    ) async throws -> Result<FaxDesk.Wish.Target, Refusal> {
        if let to, to != "number" {
            guard let own = await desk.floor.seat(of: reader.user.id)?.phone else {
                return .failure(Refusal(words: language[.diallingNoPhone]))
            }
            // Into another conversation than the one that the form named nothing goes.
            guard let call = await talk(of: reader), call.id.description == to else {
                return .failure(Refusal(words: language[.faxCallOver]))
            }
            return .success(.call(call.id, at: own, number: call.otherSide.number.flatMap(Self.kept)))
        }
        let read = numbers.read(typed)
        guard let number = configuration.dialling.read(read) else {
            return .failure(Refusal(words: language(.diallingNoNumber, foreign(typed, limit: 40))))
        }
        guard number.kind != .inHouse else { return .failure(Refusal(words: language[.faxNotInHouse])) }
        guard reader.rights.allows(number.kind.permission) else {
            let words: Phrase =
                switch number.kind {
                case .premium: .diallingNotPremium
                case .international: .diallingNotAbroad
                case .inHouse, .local, .national, .mobile: .faxNoDialling
                }
            return .failure(Refusal(words: language[words]))
        }
        return .success(.number(number, written: read.key?.rawValue ?? number.rawValue))
    }

    /// What a caller's network has delivered for a number, as long as the journal keeps it.
    private static func kept(_ number: String) -> String? {
        number.isEmpty ? nil : String(String.UnicodeScalarView(number.unicodeScalars.prefix(64)))
    }

    /// The conversation with a client at the reader's own phone.
    private func talk(of reader: SignedIn) async -> Call? {
        let snapshot = await desk.snapshot()
        guard let own = snapshot.floor.seat(of: reader.user.id)?.phone else { return nil }
        return snapshot.calls.last { $0.isFaxable(from: own) }
    }

    /// Whose faxes a person may see.
    private func senders(for reader: SignedIn) -> Sitters? {
        switch reader.reach(of: .faxing) {
        case .everybody: nil
        case .some(let sitters): sitters
        case .nobody: .user(reader.user.id)
        }
    }

    func faxJournal(_ filter: FaxFilter, before: FaxID? = nil, limit: Int) async throws -> [FaxEntry] {
        guard let faxes else { return [] }
        return try await faxes.store.faxes(filter, before: before, limit: limit)
    }

    /// What was faxed to a client, as far as the reader may see it.
    func faxes(to client: ClientID, for reader: SignedIn) async throws -> [FaxEntry] {
        guard reader.rights.allows(.faxing) else { return [] }
        return try await faxJournal(
            FaxFilter(senders: senders(for: reader), client: client),
            limit: ClientFaxes.limit
        )
    }

    private func faxPage(_ request: Request, _ context: Context) async throws -> FaxPage {
        let reader = try context.signedIn
        let id: FaxID = try recordID(context)
        guard let faxes, let entry = try await faxes.store.fax(id, of: senders(for: reader)) else {
            throw HTTPError(.notFound)
        }
        let live = await desk.floor.faxes[entry.fax.key]
        let mayBeSentAgain: Bool =
            switch entry.end {
            case .failed,
                .unknown where entry.end(live) != nil:
                faxes.sends && entry.fax.number.map { configuration.dialling.read(numbers.read($0)) != nil } == true
                    && now().timeIntervalSince(entry.fax.at) < faxes.rules.keepFor
            case .sent, .unknown, nil: false
            }
        return FaxPage(
            entry: entry,
            live: live,
            mayBeSentAgain: mayBeSentAgain,
            viewer: viewer(of: request, context)
        )
    }

    private func known(_ client: ClientID?, to reader: SignedIn) async throws -> ClientID? {
        guard let client, reader.rights.allows(.clients) else { return nil }
        return try await clients.client(client)?.id
    }

    private func known(_ document: DocumentID?, to reader: SignedIn) async throws -> Kept<Document>? {
        guard let document, reader.rights.allows(.clients) else { return nil }
        return try await records.record(document)
    }

    /// The file that was chosen; without one the document.
    private func faxContent(
        _ form: UploadForm,
        _ document: Kept<Document>?,
        _ viewer: Viewer
    ) async throws -> Result<FaxContent, Refusal> {
        let paper = form["paper"].flatMap { Int64($0) }.map { PaperID($0) }
        if let file = form.file("pdf") {
            return file.bytes.isEmpty
                ? .failure(Refusal(words: viewer.language[.faxEmptyFile])) : .success(.file(file))
        }
        if let paper, let found = try await faxable(paper, for: viewer), let pdf = try await papers.pdf(of: paper) {
            return .success(.paper(found.paper, pdf))
        }
        guard let document, let printing else { return .failure(Refusal(words: viewer.language[.faxNoFile])) }
        return .success(.document(try await printed(document.record, for: viewer), printing))
    }

    /// A paper that is printed, and whom it is about.
    private func faxable(_ id: PaperID, for viewer: Viewer) async throws -> (paper: KeptPaper, client: ClientID?)? {
        let (kept, source) = try await paper(id, for: viewer)
        return kept.hasPDF ? (kept, source.client) : nil
    }

    /// Whether the number is one of the client's.
    private func isNumber(_ number: String?, of client: Client) -> Bool {
        guard let key = number.flatMap({ numbers.read($0).key }) else { return false }
        return client.phones.contains { numbers.read($0.number).key == key }
    }
}

/// What is faxed.
private enum FaxContent {
    case file(UploadForm.File)
    /// Printed no earlier than it is known that it goes out: that takes a while and a program.
    case document(PrintedDocument, any DocumentPrinting)
    case paper(KeptPaper, [UInt8])

    var title: String {
        switch self {
        case .file(let file): file.name
        case .document(let document, _): document.title
        case .paper(let paper, _): paper.title
        }
    }

    /// - Throws: `FaxProblem`.
    func pdf() async throws -> [UInt8] {
        switch self {
        case .file(let file): file.bytes
        case .document(let document, let printing): try await printing.pdf(of: document.html.markup)
        case .paper(_, let pdf): pdf
        }
    }
}

extension Client {
    /// The number that is marked as a fax's.
    fileprivate var faxNumber: String? { phones.first { $0.kind == .fax }?.number }
}
