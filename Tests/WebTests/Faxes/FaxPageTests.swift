import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

/// The reader, user 1, sits at 0111.
@Suite("Sending faxes from pages") struct FaxPageTests {
    private let access = SampleAccess()
    private let rights = Rights([.workspace: .own, .clients: .all, .dialling: .own, .faxing: .own])

    private func floor(sits: Bool = true) -> Floor {
        var floor = Floor.sample()
        floor.connection = .connected
        if sits { _ = floor.take([.sample("0111", 1, "Сервис")]) }
        return floor
    }

    /// 0111 speaks with a caller.
    private var talk: Call {
        Call.inbound("7", from: "89161234567").ringing("0111", at: Call.sampleStart)
            .answered(by: "0111", at: Call.sampleStart)
    }

    private struct Pages {
        var client: any TestClientProtocol
        var faxing: SampleFaxing
        var rendering: SampleRendering
        var store: DataStore
        var desk: SampleDesk

        func get(_ path: String) async throws -> Answer {
            try await client.ask(.get, path, [.cookie: SampleAccess.cookie, .accept: "text/html"])
        }

        /// Sends the form as a browser does.
        func send(
            _ fields: [(String, String)],
            file: (name: String, bytes: String)? = ("счёт.pdf", "%PDF-1.4"),
            token: String = SampleAccess.secret.formToken
        ) async throws -> Answer {
            var body = ""
            for (name, value) in [("token", token)] + fields {
                body += "--x1\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
            }
            if let file {
                body += "--x1\r\nContent-Disposition: form-data; name=\"pdf\"; filename=\"\(file.name)\"\r\n"
                body += "Content-Type: application/pdf\r\n\r\n\(file.bytes)\r\n"
            }
            return try await client.ask(
                .post,
                "/faxes",
                [
                    .cookie: SampleAccess.cookie, .accept: "text/html",
                    .contentType: "multipart/form-data; boundary=x1",
                ],
                body + "--x1--\r\n"
            )
        }

        var entries: [FaxEntry] {
            get async throws { try await store.faxes.faxes(FaxFilter(), before: nil, limit: 9) }
        }
    }

    private func with(
        _ outcome: FaxOrder = .taken,
        problem: FaxProblem? = nil,
        rights: Rights? = nil,
        sits: Bool = true,
        calls: [Call] = [],
        sends: Bool = true,
        addresses: Set<String> = [],
        printing: SamplePrinting? = nil,
        keptFor: TimeInterval? = nil,
        perMinute: Int = 10,
        _ test: @escaping @Sendable (Pages) async throws -> Void
    ) async throws {
        access.grant(rights ?? self.rights, to: UserID(1))
        let access = access
        let desk = SampleDesk(floor: floor(sits: sits), calls: calls)
        try await TestEngine.sqlite.withDatabase { store in
            for name in ["anna", "olga"] {
                let new = NewUser(
                    name: .sample(name),
                    displayName: name,
                    roles: [.operator],
                    password: PasswordHash("x")
                )
                _ = try await store.access.add(
                    new,
                    audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
                )
            }
            let (faxing, rendering) = (SampleFaxing(outcome), SampleRendering(problem))
            var rules = FaxDesk.Rules()
            if let keptFor { rules.keepFor = keptFor }
            var configuration = WebConfiguration()
            configuration.faxAddresses = addresses
            configuration.dialling.perMinute = perMinute
            let application = try sampleApplication(
                configuration: configuration,
                desk: desk,
                access: access,
                services: store.services,
                papers: store.papers,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                documents: store.documents,
                faxes: FaxDesk(
                    store: store.faxes,
                    rendering: rendering,
                    sending: sends ? faxing : nil,
                    desk: desk,
                    rules: rules,
                    now: { Call.sampleStart },
                    logger: .silent
                ),
                printing: printing
            )
            try await application.test(.router) { client in
                try await test(
                    Pages(client: client, faxing: faxing, rendering: rendering, store: store, desk: desk)
                )
            }
        }
    }

    @Test("S4.11 a chosen PDF is sent to the number that was typed; the journal and the audit log have it")
    func number() async throws {
        try await with { pages in
            let form = try await pages.get("/faxes/new?number=%2B74952139851")
            #expect(form.text.contains("value=\"+74952139851\"") && form.text.contains("type=\"file\""))
            let answer = try await pages.send([("number", "8 (495) 213-98-51")])
            #expect(answer.status == .seeOther)
            let entry = try #require(try await pages.entries.first)
            #expect(answer.headers[.location] == "/faxes/\(entry.id)")
            #expect(entry.fax.number == "+74952139851" && entry.fax.title == "счёт.pdf" && entry.fax.user == UserID(1))
            #expect(await pages.faxing.orders == [.number("84952139851")])
            let page = try await pages.get("/faxes/\(entry.id)")
            #expect(page.text.contains("Отправляется") && page.text.contains("8 (495) 213-98-51"))
            #expect(try await pages.get("/faxes").text.contains("счёт.pdf"))
        }
        let noted = try #require(try await access.auditLog(limit: 1).first)
        #expect(noted.action == .faxSent && noted.fields == ["national"])
    }

    @Test(
        "S4.11 while a client is spoken with the form offers the current conversation, says that it ends, and sends it there"
    )
    func current() async throws {
        let talk = talk
        try await with(calls: [talk]) { pages in
            let form = try await pages.get("/faxes/new")
            #expect(form.text.contains("В текущий разговор") && form.text.contains("8 (916) 123-45-67"))
            #expect(form.text.contains("Разговор на этом закончится"))
            #expect(try await pages.send([("to", talk.id.description), ("number", "")]).status == .seeOther)
            #expect(await pages.faxing.orders == [.call(talk.id, Extension("0111"))])
            let entry = try #require(try await pages.entries.first)
            #expect(entry.fax.call == talk.id && entry.fax.number == "89161234567")
            // A form of another conversation sends nothing into this one.
            let other = try await pages.send([("to", Call.id("8").description), ("number", "")])
            #expect(other.status == .unprocessableContent && other.text.contains("Этого разговора уже нет"))
            #expect(await pages.faxing.orders.count == 1)
        }
    }

    @Test(
        "S4.11 each file that becomes no fax is told in words, and nothing is sent",
        arguments: [
            (FaxProblem.notPDF, "Это не PDF"), (.encrypted, "паролем"), (.unreadable, "ни одной страницы"),
            (.tooLarge(megabytes: 10), "не больше 10 МБ"), (.tooManyPages(limit: 50), "не больше 50"),
            (.tooMuch, "слишком сложен"), (.busy, "слишком много факсов"), (.notSetUp, "администратору"),
        ]
    )
    func problems(problem: FaxProblem, words: String) async throws {
        try await with(problem: problem) { pages in
            let answer = try await pages.send([("number", "84952139851")])
            #expect(answer.status == .unprocessableContent && answer.text.contains(words))
            #expect(try await pages.entries.isEmpty)
            #expect(await pages.faxing.orders.isEmpty)
        }
    }

    @Test(
        "S4.11 what cannot be is told before anything is drawn: no file, no number, a house's number, no right, another server"
    )
    func refused() async throws {
        func told(_ number: String, file: Bool = true, sends: Bool = true) async throws -> String {
            nonisolated(unsafe) var text = ""
            try await with(sends: sends) { pages in
                let answer = try await pages.send([("number", number)], file: file ? ("a.pdf", "%PDF-") : nil)
                #expect(answer.status == .unprocessableContent)
                #expect(pages.rendering.keys.isEmpty)
                text = answer.text
            }
            return text
        }
        #expect(try await told("84952139851", file: false).contains("Выберите файл"))
        let hostile = try await told("<b>0111\r\nAction: Hangup")
        #expect(hostile.contains("Это не номер телефона") && !hostile.contains("<b>"))
        #expect(try await told("0125").contains("Внутренние номера"))
        #expect(try await told("+442079460000").contains("за границу"))
        #expect(try await told("84952139851", sends: false).contains("с этого сервера нельзя"))
        try await with(rights: Rights([.workspace: .own, .dialling: .own])) { pages in
            let (sent, list) = try await (pages.send([("number", "84952139851")]), pages.get("/faxes"))
            #expect(sent.status == .forbidden && list.status == .forbidden)
        }
        try await with { pages in
            let answer = try await pages.send([("number", "84952139851")], token: "x")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("S4.11 what the PBX did not do, and what it did, is told on the fax's page, with its own words as text")
    func results() async throws {
        try await with { pages in
            _ = try await pages.send([("number", "84952139851")], file: ("<script>.pdf", "%PDF-"))
            let entry = try #require(try await pages.entries.first)
            #expect(try await !pages.get("/faxes/\(entry.id)").text.contains("<script>.pdf"))
            await pages.desk.publish(.floor(Floor.sample().faxing(entry.fax.key, .sending)))
            let state = try await pages.get("/faxes/\(entry.id)/state").text
            #expect(state.contains("Передаётся") && !state.contains("data-over"))
            try await pages.store.faxes.end(
                entry.fax.key,
                .failed(.dropped, pages: 1, words: "<i>The call dropped</i>"),
                at: Call.sampleStart
            )
            let over = try await pages.get("/faxes/\(entry.id)/state").text
            #expect(
                over.contains("связь оборвалась") && over.contains("Передано страниц: 1") && over.contains("data-over")
            )
            #expect(over.contains("The call dropped") && !over.contains("<i>"))
            #expect(over.contains("/faxes/\(entry.id)/again"))
            #expect(over.contains("data-sending=\"Готовим") && over.contains("data-failed=\"Факс не отправлен"))
            let again = try await pages.client.ask(
                .post,
                "/faxes/\(entry.id)/again",
                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                "token=\(SampleAccess.secret.formToken)"
            )
            #expect(again.status == .seeOther)
            #expect(await pages.faxing.orders.count == 2)
        }
    }

    @Test(
        "S4.11 it is offered to be sent again for as long as its pages are kept",
        arguments: [4, 6].map { $0 * 86_400.0 }
    )
    func keptFor(time: TimeInterval) async throws {
        let sent = Fax(
            key: .random(),
            user: UserID(1),
            number: "+74952139851",
            title: "счёт",
            pages: 1,
            at: Call.sampleStart - 5 * 86_400
        )
        try await with(keptFor: time) { pages in
            let id = try await pages.store.faxes.add(sent)
            try await pages.store.faxes.end(sent.key, .unknown, at: Call.sampleStart)
            let page = try await pages.get("/faxes/\(id)").text
            #expect(page.contains("/faxes/\(id)/again") == (time > 5 * 86_400))
        }
    }

    @Test("S4.11 it is over once the journal says so, with what may be done next; what nobody knew and goes on is not")
    func over() async throws {
        try await with { pages in
            _ = try await pages.send([("number", "84952139851")])
            let entry = try #require(try await pages.entries.first)
            let key = entry.fax.key
            func state() async throws -> String { try await pages.get("/faxes/\(entry.id)/state").text }
            await pages.desk.publish(.floor(Floor.sample().faxing(key, .over(.failed(.busy, pages: 0, words: nil)))))
            let told = try await state()
            #expect(told.contains("занято") && !told.contains("data-over") && !told.contains("/again"))
            try await pages.store.faxes.end(key, .unknown, at: Call.sampleStart)
            await pages.desk.publish(.floor(Floor.sample().faxing(key, .sending)))
            let goesOn = try await state()
            #expect(goesOn.contains("Передаётся") && !goesOn.contains("data-over") && !goesOn.contains("/again"))
        }
    }

    @Test("S4.11 what did not arrive in a conversation is sent again to the number, where one was delivered")
    func againToNumber() async throws {
        let sent = ["89161234567", nil, "anonymous"].map { number in
            Fax(
                key: .random(),
                user: UserID(1),
                number: number,
                call: Call.id("7"),
                title: "счёт",
                pages: 1,
                at: Call.sampleStart
            )
        }
        try await with { pages in
            for fax in sent {
                let id = try await pages.store.faxes.add(fax)
                try await pages.store.faxes.end(fax.key, .failed(.dropped, pages: 0, words: nil), at: Call.sampleStart)
                let page = try await pages.get("/faxes/\(id)").text
                #expect(page.contains("Отправить ещё раз: ") == (fax.number == "89161234567"))
                #expect(page.contains("/faxes/\(id)/again") == (fax.number == "89161234567"))
            }
            pages.rendering.add(sent[0].key)
            let first = try #require(try await pages.entries.last)
            let again = try await pages.client.ask(
                .post,
                "/faxes/\(first.id)/again",
                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                "token=\(SampleAccess.secret.formToken)"
            )
            #expect(again.status == .seeOther)
            #expect(await pages.faxing.orders == [.number("89161234567")])
        }
    }

    @Test("S4.11 who speaks with another client is proposed a number for this one, not that conversation")
    func otherClient() async throws {
        let talk = talk
        try await with(calls: [talk]) { pages in
            func form(_ number: String) async throws -> String {
                var client = Client()
                (client.name, client.phones) = ("Ромашка", [ClientPhone(number: number)])
                let author = RecordAuthor(UserID(1), at: Call.sampleStart)
                let id = try kept(try await pages.store.clients.add(client, by: author))
                return try await pages.get("/faxes/new?client=\(id)").text
            }
            let into = "value=\"\(talk.id)\" checked"
            let toNumber = "name=\"to\" value=\"number\" checked"
            let own = try await form("8 (916) 123-45-67")
            #expect(own.contains(into) && !own.contains(toNumber))
            let other = try await form("8 (495) 213-98-51")
            #expect(!other.contains(into) && other.contains(toNumber))
            #expect(other.contains("type=\"tel\"") && other.contains(" required></div>"))
        }
    }

    @Test("S4.11 an empty file is told apart from none, also where the document would be printed")
    func empty() async throws {
        let printing = SamplePrinting()
        try await with(printing: printing) { pages in
            let author = RecordAuthor(UserID(1), at: Call.sampleStart)
            var document = Document()
            document.kind = .invoice
            let id = try kept(try await pages.store.documents.add(document, by: author))
            for fields in [[("number", "84952139851")], [("number", "84952139851"), ("document", "\(id)")]] {
                let answer = try await pages.send(fields, file: ("счёт.pdf", ""))
                #expect(answer.status == .unprocessableContent && answer.text.contains("Этот файл пуст"))
            }
            let none = try await pages.send([("number", "84952139851")], file: ("", ""))
            #expect(none.text.contains("Выберите файл"))
            #expect(printing.pages.isEmpty)
        }
    }

    @Test("S4.11 who sends too many has nothing printed; what could not be made is in the audit log as not sent")
    func limited() async throws {
        let printing = SamplePrinting()
        try await with(printing: printing, perMinute: 0) { pages in
            let author = RecordAuthor(UserID(1), at: Call.sampleStart)
            var document = Document()
            document.kind = .invoice
            let id = try kept(try await pages.store.documents.add(document, by: author))
            let answer = try await pages.send([("number", "84952139851"), ("document", "\(id)")], file: nil)
            #expect(answer.status == .unprocessableContent && printing.pages.isEmpty)
        }
        try await with(problem: .unreadable) { pages in
            _ = try await pages.send([("number", "84952139851")])
        }
        let noted = try #require(try await access.auditLog(limit: 1).first)
        #expect(noted.action == .faxSent && noted.fields == ["national", "not_sent"])
    }

    @Test("S4.11 one sees one's own faxes; all of them who may see all")
    func scope() async throws {
        let other = Fax(key: .random(), user: UserID(2), number: "1", title: "чужой", pages: 1, at: Call.sampleStart)
        try await with { pages in
            let id = try await pages.store.faxes.add(other)
            #expect(try await pages.get("/faxes/\(id)").status == .notFound)
            #expect(try await !pages.get("/faxes").text.contains("чужой"))
        }
        try await with(rights: Rights([.faxing: .all])) { pages in
            let id = try await pages.store.faxes.add(other)
            #expect(try await pages.get("/faxes/\(id)").text.contains("чужой"))
            #expect(try await pages.get("/faxes").text.contains("чужой"))
        }
    }

    @Test("S4.11 a document leads to the form with its client, and the client's card shows what was faxed")
    func document() async throws {
        try await with { pages in
            var client = Client()
            client.name = "ООО «Ромашка»"
            client.phones = [ClientPhone(kind: .fax, number: "8 (495) 213-98-51")]
            let author = RecordAuthor(UserID(1), at: Call.sampleStart)
            let clients = try kept(try await pages.store.clients.add(client, by: author))
            var document = Document()
            (document.kind, document.client) = (.invoice, clients)
            let documents = try kept(try await pages.store.documents.add(document, by: author))
            #expect(try await pages.get("/documents/\(documents)").text.contains("/faxes/new?document=\(documents)"))
            let form = try await pages.get("/faxes/new?document=\(documents)").text
            #expect(form.contains("ООО «Ромашка»") && form.contains("value=\"8 (495) 213-98-51\""))
            #expect(form.contains("name=\"document\" value=\"\(documents)\""))
            let fields = [
                ("number", "84952139851"), ("client", "\(clients)"), ("document", "\(documents)"),
            ]
            #expect(try await pages.send(fields).status == .seeOther)
            let entry = try #require(try await pages.entries.first)
            #expect(entry.fax.client == clients && entry.fax.document == documents)
            let card = try await pages.get("/clients/\(clients)").text
            #expect(card.contains("id=\"client-faxes\"") && card.contains("счёт.pdf"))
        }
    }

    @Test("S4.11 in a conversation an open invoice is sent by one press: printed, with all that is foreign as text")
    func printed() async throws {
        let talk = talk
        let printing = SamplePrinting()
        try await with(calls: [talk], printing: printing) { pages in
            var client = Client()
            client.name = "ООО «<b>Ромашка</b>»"
            let author = RecordAuthor(UserID(1), at: Call.sampleStart)
            let clients = try kept(try await pages.store.clients.add(client, by: author))
            var document = Document()
            (document.kind, document.client, document.amount) = (.invoice, clients, 1_250_000)
            document.works = "Замена масла\n<script>"
            let documents = try kept(try await pages.store.documents.add(document, by: author))
            let form = try await pages.get("/faxes/new?document=\(documents)").text
            #expect(form.contains("Без файла уйдёт") && form.contains("/documents/\(documents)/printed"))
            #expect(!form.contains("type=\"file\" name=\"pdf\" accept=\"application/pdf,.pdf\" required"))
            let fields = [("to", talk.id.description), ("number", ""), ("document", "\(documents)")]
            #expect(try await pages.send(fields, file: nil).status == .seeOther)
            #expect(await pages.faxing.orders == [.call(talk.id, Extension("0111"))])
            let entry = try #require(try await pages.entries.first)
            #expect(entry.fax.document == documents && entry.fax.title.hasPrefix("Счёт"))
            let page = try #require(printing.pages.first)
            #expect(page.contains("Ромашка") && page.contains("Замена масла") && page.contains("12"))
            #expect(!page.contains("<b>Ромашка") && !page.contains("<script>") && !page.contains("http"))
            let shown = try await pages.get("/documents/\(documents)/printed")
            #expect(shown.status == .ok && shown.headers[.contentType] == "application/pdf")
        }
        try await with { pages in
            let answer = try await pages.get("/documents/1/printed")
            #expect(answer.status == .notFound)
        }
    }

    @Test("S3.4 a paper that was made from a template is faxed as it was printed; what is not printed is not")
    func paper() async throws {
        try await with { pages in
            var client = Client()
            client.name = "Штыльков"
            let author = RecordAuthor(UserID(1), at: Call.sampleStart)
            let clients = try kept(try await pages.store.clients.add(client, by: author))
            let paper = Paper(
                key: .random(),
                subject: .client(clients),
                template: DocumentTemplateID(2),
                title: "Счёт",
                kind: .invoice,
                at: Call.sampleStart,
                author: UserID(1)
            )
            let audit = AuditEntry(at: Call.sampleStart, user: UserID(1), action: .paperMade)
            let id = try await pages.store.papers.add(paper, audit: audit) { $0 }
            let fields = [("number", "84952139851"), ("client", "\(clients)"), ("paper", "\(id)")]
            #expect(try await pages.send(fields, file: nil).status == .unprocessableContent)
            #expect(try await !pages.get("/faxes/new?paper=\(id)").text.contains("name=\"paper\""))
            try await pages.store.papers.keep(Array("%PDF-1.7".utf8), of: id)
            let form = try await pages.get("/faxes/new?paper=\(id)").text
            #expect(form.contains("name=\"paper\" value=\"\(id)\"") && form.contains("Без файла уйдёт"))
            #expect(form.contains("name=\"client\" value=\"\(clients)\"") && form.contains("/papers/\(id)/page"))
            #expect(try await pages.send(fields, file: nil).status == .seeOther)
            let entry = try #require(try await pages.entries.first)
            #expect(entry.fax.title == "Счёт СЧ-00001" && entry.fax.client == clients)
        }
    }

    @Test("S4.11 the card has the button while one talks, and tells how far the fax is")
    func card() {
        var viewer = Viewer.sample(at: Call.sampleStart)
        viewer.reader = .sample(1, rights)
        viewer.hasFaxes = true
        func card(_ call: Call, fax: FaxTransmission? = nil) throws -> String {
            let phoneCall = try #require(PhoneCall(call, on: Extension("0111")))
            var card = CallCard(call: phoneCall, opened: call.id, sitter: UserID(1))
            card.fax = fax
            return CardView(card: card, viewer: viewer).html.markup
        }
        do {
            #expect(try card(talk).contains("href=\"/faxes/new\""))
            let fax = FaxTransmission(
                key: .random(),
                call: talk.id.linkedID,
                stage: .over(.sent(pages: 2)),
                since: Call.sampleStart
            )
            #expect(try card(talk, fax: fax).contains("Факс: передан, страниц: 2"))
            viewer.hasFaxes = false
            #expect(try !card(talk).contains("/faxes/new"))
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("S4.11 a PBX on another machine takes the pages once, from a named address, and gets nothing else")
    func byHTTP() async throws {
        try await with(addresses: [""]) { pages in
            _ = try await pages.send([("number", "84952139851")])
            let key = try #require(try await pages.entries.first).fax.key
            let taken = try await pages.client.ask(.get, "/pbx/fax/\(key).tif")
            #expect(taken.status == .ok && taken.text == "II*" && taken.headers[.contentType] == "image/tiff")
            for path in ["\(key).tif", "\(FaxKey.random())", "..%2F..%2Fetc%2Fpasswd", ""] {
                let answer = try await pages.client.ask(.get, "/pbx/fax/\(path)")
                #expect(answer.status == .notFound && answer.text == "")
            }
        }
        try await with { pages in
            _ = try await pages.send([("number", "84952139851")])
            let key = try #require(try await pages.entries.first).fax.key
            let answer = try await pages.client.ask(.get, "/pbx/fax/\(key).tif")
            #expect(answer.status == .forbidden && answer.text == "")
            #expect(try await pages.store.faxes.takePages(of: key, at: Call.sampleStart, oldest: Call.sampleStart))
        }
    }
}

/// The number of a record that was saved.
private func kept<Record>(_ saving: Saving<Record>) throws -> RecordID<Record> {
    guard case .saved(let kept) = saving else { throw HTTPError(.conflict) }
    return kept.id
}
