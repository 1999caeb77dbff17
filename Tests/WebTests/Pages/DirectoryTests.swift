import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

/// Over a real database: what is written and what is refused is its business.
@Suite("The pages of directories") struct DirectoryTests {
    private let access = SampleAccess()

    @Test("S0.13 every directory is there, counted, and opens")
    func directories() async throws {
        try await withSite { ask, _ in
            let page = try await ask(.get, "/directories", nil).text
            #expect(page.withoutTags.contains("Виды обращений"))
            for directory in Directory.allCases {
                #expect(page.contains("href=\"\(directory.path)\""))
                let list = try await ask(.get, directory.path, nil)
                #expect(list.status == .ok && list.text.contains("<h1>"), "\(directory)")
                let form = try await ask(.get, directory.newPath, nil)
                #expect(form.status == .ok && form.text.contains("data-fields"), "\(directory)")
            }
            #expect(try await ask(.get, "/directories/users", nil).status == .notFound)
            #expect(try await ask(.get, "/directories/branches/999", nil).status == .notFound)
            #expect(try await ask(.get, "/directories/branches/x", nil).status == .notFound)
        }
    }

    @Test("a photo is taken as a picture alone, shown by its tag to who is logged in, and taken away")
    func photo() async throws {
        try await withSite { ask, store in
            var employee = Employee()
            employee.name = "Рожин Олег"
            let id = try await add(employee, to: store)
            let path = "/directories/employees/\(id)"
            let file = SampleFiles.jpeg + Array("<script>alert(1)</script>".utf8)
            let form = "photo=" + SitePath.percentEncoded(Data(file).base64EncodedString())
            let answer = try await ask(.post, "/employees/1/photo", form)
            #expect(answer.headers[.location] == "\(path)?done=saved")
            let card = try await ask(.get, path, nil).text
            let address = try #require(card.firstMatch(of: /<img class="photo large" src="([^"]*)"/)?.1)
            #expect(card.withoutTags.contains("Фото нет да"))
            let picture = try await ask(.get, String(address), nil)
            #expect(picture.status == .ok && picture.headers[.contentType] == "image/jpeg")
            #expect(picture.headers[.xContentTypeOptions] == "nosniff")
            #expect(picture.headers[.cacheControl]?.contains("immutable") == true)
            #expect(!picture.text.contains("script"))
            for wrong in ["photo=", "photo=%2E", "photo=PHN2Zz4%3D", "photo=" + String(repeating: "A", count: 200_000)]
            {
                #expect(try await ask(.post, "/employees/1/photo", wrong).status == .unprocessableContent)
            }
            #expect(
                try await ask(.post, "/employees/1/photo", String(repeating: "A", count: 500_000)).status
                    == .contentTooLarge
            )
            #expect(try await ask(.post, "/employees/99/photo", form).status == .notFound)
            #expect(try await ask(.get, String(address), nil).status == .ok)
            _ = try await ask(.post, "/employees/1/photo", "remove=1&photo=")
            #expect(try await ask(.get, String(address), nil).status == .notFound)
            #expect(try await !ask(.get, path, nil).text.contains("<img"))
        }
        try await withSite(rights: Rights([.calls: .all])) { ask, _ in
            let answer = try await ask(.post, "/employees/1/photo", "remove=1")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("a channel's icon and colour are chosen in its directory, and it looks so in the registry")
    func channelLook() async throws {
        try await ContactSite.with { site in
            try await site.register()
            #expect(try await site.ask(.get, "/registry").text.contains("<span class=\"channel blue\"><svg"))
            var channel = try #require(try await site.store.records.record(ContactChannelID(1)))
            channel.record.icon = .note
            channel.record.colour = .red
            _ = try await site.store.records.change(
                channel.id,
                over: channel.version,
                to: channel.record,
                by: ContactSite.author
            )
            let page = try await site.ask(.get, "/registry").text
            #expect(
                page.contains(
                    "<span class=\"channel red\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-note\"/>"
                )
            )
            #expect(try await site.ask(.get, "/contacts/1").text.contains("<span class=\"channel red\">"))
        }
        try await withSite { ask, _ in
            let card = try await ask(.get, "/directories/contact-channels/1", nil).text
            #expect(card.contains("<option value=\"phone\" selected>трубка</option>"))
            #expect(try await ask(.get, "/directories/contact-channels", nil).text.withoutTags.contains("трубка"))
        }
    }

    @Test("who may not edit directories sees none and changes none")
    func rights() async throws {
        try await withSite(rights: Rights([.calls: .all])) { ask, _ in
            for path in ["/directories", "/directories/branches", "/directories/branches/new"] {
                let answer = try await ask(.get, path, nil)
                #expect(answer.status == .forbidden)
            }
            let answer = try await ask(.post, "/directories/branches/new", "name=x")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("S0.32 an employee is added with extension, mobile, workshop and schedule, and shown in the list")
    func adding() async throws {
        try await withSite { ask, store in
            let workshop = try await add(Workshop.named("3 Кузовной"), to: store)
            let form = """
                name=+Рожин+Олег+&workshop_id=\(workshop)&phone=0115&mobile=9037906350&work_schedule=пн-пт+9-18&job_position_id=
                """
            let answer = try await ask(.post, "/directories/employees/new", form.encoded)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/directories/employees/1?done=added")
            let list = try await ask(.get, "/directories/employees", nil).text.withoutTags
            for text in ["Рожин Олег", "0115", "8 (903) 790-63-50", "3 Кузовной", "пн-пт 9-18"] {
                #expect(list.contains(text), "\(text)")
            }
            // A master may have none of them.
            #expect(try await ask(.post, "/directories/employees/new", "name=Тарасов".encoded).status == .seeOther)
        }
    }

    @Test("what is wrong is told beside its field, and nothing that was typed is lost")
    func refused() async throws {
        try await withSite { ask, store in
            let form = "name=&mobile=<b>звонить</b>&work_schedule=как+придётся&branch_id=77&phone=01+15"
            let answer = try await ask(.post, "/directories/employees/new", form.encoded)
            #expect(answer.status == .unprocessableContent)
            let page = answer.text
            #expect(page.contains("value=\"как придётся\""))
            #expect(page.contains("value=\"&lt;b&gt;звонить&lt;/b&gt;\""))
            #expect(page.components(separatedBy: "aria-invalid=\"true\"").count - 1 == 3)
            #expect(page.contains("Без этого нельзя") && page.contains("Напишите дни и часы"))
            #expect(page.contains("Внутренний номер пишется без пробелов"))
            #expect(try await store.records.records(of: Employee.self, includingHidden: true).isEmpty)

            // What only the database can know, too.
            let gone = try await ask(.post, "/directories/employees/new", "name=Рожин&branch_id=77".encoded)
            #expect(gone.status == .unprocessableContent && gone.text.contains("Такого больше нет"))
            _ = try await ask(.post, "/directories/dids/new", "number=6467171")
            let taken = try await ask(.post, "/directories/dids/new", "number=646-71-71&name=Радио".encoded)
            #expect(taken.text.contains("Уже занято") && taken.text.contains("value=\"Радио\""))
        }
    }

    @Test("a stale edit shows both versions, keeps what was typed, and writes what the person chooses")
    func stale() async throws {
        try await withSite { ask, store in
            let id = try await add(Branch.named("Центр"), to: store)
            let path = "/directories/branches/\(id)"
            func form(_ version: Int, _ fields: String) -> String { "version=\(version)&\(fields)".encoded }
            let first = try await ask(.post, path, form(1, "name=Центр&address=Тверская,+1&time_zone="))
            #expect(first.status == .seeOther)
            let second = try await ask(.post, path, form(1, "name=Центральный&address=Арбат,+2&time_zone=Asia/Omsk"))
            #expect(second.status == .conflict)
            let text = second.text.withoutTags
            #expect(text.contains("Пока Вы правили, запись изменили") && text.contains("Рогова Мария"))
            #expect(text.contains("Сейчас записано: Тверская, 1") && text.contains("Ваше: Арбат, 2"))
            // The name was changed by this reader alone: nothing to choose.
            #expect(!second.text.contains("take.name"))
            #expect(second.text.contains("value=\"Центральный\"") && second.text.contains("value=\"Арбат, 2\""))
            #expect(second.text.contains("name=\"version\" value=\"2\""))
            #expect(try await branch(id, in: store).address == "Тверская, 1")

            let choice = "name=Центральный&address=Арбат,+2&take.address=theirs&time_zone=Asia/Omsk"
            #expect(try await ask(.post, path, form(2, choice)).status == .seeOther)
            let kept = try await branch(id, in: store)
            #expect(kept.name == "Центральный" && kept.address == "Тверская, 1" && kept.timeZone == "Asia/Omsk")
        }
    }

    @Test("what the reader left alone and another changed is the other's by default")
    func untouched() async throws {
        try await withSite { ask, store in
            let id = try await add(Branch.named("Центр"), to: store)
            let path = "/directories/branches/\(id)"
            _ = try await ask(.post, path, "version=1&name=Центр&address=Тверская".encoded)
            let page = try await ask(.post, path, "version=1&name=Центр&address=&directions=Пешком".encoded).text
            #expect(page.contains("name=\"take.address\" value=\"theirs\" checked"))
        }
    }

    @Test("D21 hiding is in the history with who and when, and can be taken back")
    func hiding() async throws {
        try await withSite { ask, store in
            let id = try await add(Branch.named("Старый <двор>"), to: store)
            let path = "/directories/branches/\(id)"
            #expect(try await ask(.post, path + "/hide", "version=1").status == .seeOther)
            let list = try await ask(.get, "/directories/branches", nil).text
            #expect(!list.contains("двор"))
            let all = try await ask(.get, "/directories/branches?hidden=1", nil).text
            #expect(all.contains("Старый &lt;двор&gt;") && all.withoutTags.contains("скрыто"))
            #expect(try await ask(.post, path + "/restore", "version=2").status == .seeOther)
            let card = try await ask(.get, path, nil).text.withoutTags
            for text in ["Скрыто", "Возвращено", "Добавлено", "Рогова Мария", "03.04 15:02"] {
                #expect(card.contains(text), "\(text)")
            }
            // Pressed on a page that is not true any more.
            #expect(try await ask(.post, path + "/hide", "version=1").status == .conflict)
        }
    }

    @Test("the history tells each field in words: references by name, flags, choices")
    func history() async throws {
        try await withSite { ask, store in
            let department = try await add(Department.named("Отдел з/ч"), to: store)
            let form = """
                version=1&category=shop&caption=Запчасти&registry_caption=Запасные+части&client_type=corporate\
                &route=employee&department_id=\(department)&place=5
                """
            #expect(try await ask(.post, "/directories/reasons/5", form.encoded).status == .seeOther)
            let card = try await ask(.get, "/directories/reasons/5", nil).text.withoutTags
            for text in [
                "корпоративный", "Отдел з/ч", "Считать первичным или повторным", "Интересуется запасными частями",
            ] {
                #expect(card.contains(text), "\(text)")
            }
            #expect(card.contains("да") && card.contains("нет"))
            // The program's own name of it stays.
            #expect(try await store.records.record(ReasonID(5))?.record.code == "parts")
        }
    }

    @Test(
        "S0.26 a make is found by both spellings, also with the wrong keyboard layout",
        arguments: ["mazda", "МАЗДА", "мазд", "хенд", "vfplf", "ьфявф"]
    )
    func makes(text: String) async throws {
        try await withSite { ask, _ in
            let found = try await ask(.get, "/directories/vehicle-makes?q=\(SitePath.percentEncoded(text))", nil).text
            #expect(found.contains(text == "хенд" ? "HYUNDAI" : "MAZDA"))
            #expect(!found.contains("OPEL"))
        }
    }

    @Test("S0.50 calls to a number show what the directory calls it, or its source")
    func dids() async throws {
        let journal = SampleJournal()
        let call = Call.inbound("1", to: "6467171").ringing("0111", at: Call.sampleStart).ended(
            at: Call.sampleStart + 30
        )
        await journal.note(call)
        try await withSite(journal: journal) { ask, store in
            let page = "/calls/\(SitePath.percentEncoded(call.id.description))"
            let before = try await ask(.get, page, nil).text
            #expect(!before.contains("class=\"did\""))
            var source = Source()
            source.name = "Радио <Максимум>"
            let id = try await add(source, to: store)
            _ = try await ask(.post, "/directories/dids/new", "number=%2B7+495+646-71-71&source_id=\(id)".encoded)
            _ = try await ask(.post, "/directories/dids/new", "number=646-71-71&source_id=\(id)".encoded)
            #expect(try await ask(.get, page, nil).text.contains("<bdi>Радио &lt;Максимум&gt;</bdi>"))
        }
    }

    @Test("every field of every directory has a label, and every word that may be chosen in it")
    func words() {
        for directory in Directory.allCases { check(directory.type) }
        check(fieldsOf: Webhook.self)
    }

    private func check<Record: DirectoryRecord>(_ type: Record.Type) {
        check(fieldsOf: type)
        for name in Record.listed { #expect(Record.field(name) != nil, "\(Record.self).\(name)") }
    }

    private func check<Record: KeptRecord>(fieldsOf type: Record.Type) {
        for field in Record.fields {
            #expect(RecordWords.label(of: field.name, in: Record.kind) != nil, "\(Record.self).\(field.name)")
            if case .choice(let words) = field.content {
                for word in words { #expect(RecordWords.word(word, in: field.name) != nil, "\(field.name) \(word)") }
            }
        }
    }

    // MARK: -

    private typealias Ask = @Sendable (HTTPRequest.Method, String, String?) async throws -> Answer

    private func withSite(
        rights: Rights = Rights([.directories: .all, .integrations: .all, .calls: .all]),
        journal: SampleJournal = SampleJournal(),
        _ test: @escaping @Sendable (Ask, DataStore) async throws -> Void
    ) async throws {
        access.grant(rights, to: UserID(1))
        try await TestEngine.sqlite.withDatabase { store in
            let user = NewUser(
                name: .sample("rogova"),
                displayName: "Рогова Мария",
                roles: [.supervisor],
                password: PasswordHash("x")
            )
            let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
            #expect(try await store.access.add(user, audit: audit).id == UserID(1))
            let application = try sampleApplication(journal: journal, access: access, records: store.records)
            try await application.test(.router) { client in
                try await test(
                    { method, path, form in
                        let body = form.map { "token=\(SampleAccess.secret.formToken)&\($0)" }
                        return try await client.ask(
                            method,
                            path,
                            [.cookie: SampleAccess.cookie, .accept: "text/html"],
                            body
                        )
                    },
                    store
                )
            }
        }
    }

    private func add<Record: KeptRecord>(_ record: Record, to store: DataStore) async throws -> Int64 {
        let actor = RecordAuthor(UserID(1), at: Call.sampleStart)
        guard case .saved(let kept) = try await store.records.add(record, by: actor) else {
            throw HTTPError(.internalServerError)
        }
        return kept.id.rawValue
    }

    private func branch(_ id: Int64, in store: DataStore) async throws -> Branch {
        try #require(try await store.records.record(BranchID(id))).record
    }
}

extension String {
    /// Letters beyond ASCII as a form sends them.
    fileprivate var encoded: String {
        utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16) }.joined()
    }
}

extension Branch {
    fileprivate static func named(_ name: String) -> Branch {
        var branch = Branch()
        branch.name = name
        return branch
    }
}

extension Department {
    fileprivate static func named(_ name: String) -> Department {
        var department = Department()
        department.name = name
        return department
    }
}

extension Workshop {
    fileprivate static func named(_ name: String) -> Workshop {
        var workshop = Workshop()
        workshop.name = name
        return workshop
    }
}
