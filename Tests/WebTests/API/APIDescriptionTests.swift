import ContactCenter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The description of the API is true") struct APIDescriptionTests {
    @Test("every operation that is described is there, and answers as it says")
    func operations() async throws {
        // What other programs are asked, and where, is the administrator's.
        try await APISite.with(roles: [.supervisor, .administrator]) { site in
            try await site.askEverything()
            let operations = try site.api.operations
            let described = Set(operations.map(\.id))
            #expect(described.subtracting(site.carriedOut.union(["readDescription"])) == [])
            #expect(described.count > 80 && described.count == operations.count)
        }
    }

    @Test("whatever is not described is not there: other methods at the same addresses, other addresses")
    func nothingElse() async throws {
        try await APISite.with { site in
            let api = try site.api
            let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
            for path in Set(api.operations.map(\.path)) {
                let address = path.replacing("{id}", with: "1").replacing("{number}", with: "1")
                for method in methods
                where !api.operations.contains(where: { $0.path == path && $0.method == method.rawValue }) {
                    let answer = try await site.client.ask(method, Site.apiPath + address)
                    #expect(answer.status == .methodNotAllowed, "\(method) \(path)")
                }
            }
        }
    }

    @Test("it holds together: every reference leads somewhere, every path says what is in its braces")
    func references() async throws {
        try await APISite.with { site in
            let api = try site.api
            #expect(api.document["openapi"] == "3.1.0")
            let text = api.document.description
            for match in text.matches(of: /"\$ref":"#\/components\/schemas\/(\w+)"/) {
                #expect(api.document["components"]?["schemas"]?[String(match.1)] != nil, "\(match.1)")
            }
            for operation in api.operations {
                let names = operation.description["parameters"]?.elements?.filter { $0["in"] == "path" }.count
                #expect(names == operation.path.count { $0 == "{" }, "\(operation.id)")
                #expect(operation.description["responses"]?["default"] == nil)
                #expect(operation.id == "readDescription" || operation.description["x-permission"] != nil)
            }
            let names = api.document["components"]?["schemas"]?.members?.map(\.name) ?? []
            #expect(Set(names).count == names.count)
        }
    }

    @Test("what its schemas of bodies allow is what is taken: fields that are read only are not in them")
    func bodies() async throws {
        try await APISite.with { site in
            let schemas = try site.api.document["components"]?["schemas"]
            let fields = schemas?["NewDocument"]?["properties"]?.members?.map(\.name) ?? []
            #expect(fields == Document.fields.map(\.name))
            let changed = schemas?["ChangedDocument"]?["properties"]?.members?.map(\.name) ?? []
            #expect(changed == ["version"] + Document.fields.filter { !$0.isFixed }.map(\.name))
            #expect(schemas?["NewEmployee"]?["required"] == ["name"])
            #expect(schemas?["NewVehicle"]?["required"] == nil)
            #expect(schemas?["Document"]?["properties"]?["number"]?["readOnly"] == nil)
            #expect(schemas?["Reason"]?["properties"]?["code"]?["readOnly"] == true)
        }
    }
}

extension APISite {
    /// Each operation at least once, with success.
    fileprivate func askEverything() async throws {
        let branch = try await add("/branches", #"{"name":"Центр"}"#)
        let bodies: [Directory: String] = [
            .branches: #"{"name":"Север","time_zone":"Asia/Omsk"}"#,
            .departments: #"{"name":"З/ч","branch_id":\#(branch)}"#,
            .workshops: #"{"name":"Кузовной"}"#, .jobPositions: #"{"name":"Мастер","is_service_advisor":true}"#,
            .employees:
                #"{"name":"Рожин","phone":"0115","mobile":"9037906350","user_id":1,"work_schedule":"пн-пт 9-18"}"#,
            .reasons: #"{"registry_caption":"Шины","category":"service","route":"employee"}"#,
            .contactChannels: #"{"name":"Почта"}"#, .dids: #"{"number":"6467171","name":"Реклама"}"#,
            .sources: #"{"name":"Радио"}"#, .sourceTypes: #"{"name":"Эфир"}"#,
            .topics: #"{"name":"КАСКО"}"#,
            .projects:
                #"{"number":"204","name":"Страхование","greeting":"Добрый день!","mail_box":"polis@example.org"}"#,
            .taskActions: #"{"name":"Осмотреть","term":30,"term_unit":"minutes","next_id":1}"#,
            .entryCategories: #"{"name":"Благодарность"}"#,
            .pipelines: #"{"name":"Сервис"}"#, .funnelStages: #"{"name":"Осмотр","pipeline_id":1}"#,
            .leadQualities: #"{"name":"Повторный"}"#, .lostReasons: #"{"name":"Не захотел ждать"}"#,
            .queues: #"{"name":"sales","title":"Продажи","wrap_up_seconds":60}"#,
            .routingRules: #"{"name":"Мастер","kind":"open_document","second_choice_id":1}"#,
            .callPanels: #"{"name":"Долг","kind":"erp_json","address":"https://erp.example/{number}"}"#,
            .clientAttributes: #"{"name":"Полис","kind":"text","shown_on":"panel","place":1}"#,
            .mailBoxes:
                #"{"name":"Почта","address":"a@b.ru","is_on":true,"reason_id":1,"host":"imap.b.ru","security":"tls","login":"a"}"#,
            .webForms: #"{"name":"Заявка","is_on":true,"reason_id":1}"#,
            .documentTemplates: ##"{"name":"Справка","paper_kind":"other","language":"ru","text":"# {client}"}"##,
            .vehicleMakes: #"{"name":"TATRA"}"#,
            .vehicleModels: #"{"name":"815","make_id":1}"#, .testVehicles: #"{"name":"Vesta","branch_id":\#(branch)}"#,
            .holidays: #"{"name":"День Победы","first_day":"2026-05-09","hours":"9-14"}"#,
            .scheduleExceptions: #"{"employee_id":1,"kind":"sick","first_day":"2026-05-10"}"#,
            .services: #"{"name":"Терапевт"}"#,
            .providers: #"{"name":"ООО Борис","registry_code":"21522748","email":"boris@example.org"}"#,
            .servicePrices: #"{"provider_id":1,"service_id":1,"price":500}"#,
        ]
        for directory in Directory.allCases {
            try await askAlike("/\(directory.rawValue)", try #require(bodies[directory]), #"{"version":1}"#)
        }
        try await askAlike("/vehicles", #"{"vin":"XTA1"}"#, #"{"version":1,"year":2010}"#)
        try await askAlike("/documents", #"{"kind":"invoice","amount":10}"#, #"{"version":1,"is_open":false}"#)
        try await askAlike("/deals", #"{"name":"Парк","stage_id":1}"#, #"{"version":1,"comment":"До конца года"}"#)
        let phones = #""phones":[{"number":"89535237271"}]"#
        let attributes = #""attributes":[{"attribute":1,"value":"12-345"}]"#
        try await askAlike("/clients", #"{"name":"Королёв",\#(phones),\#(attributes)}"#, #"{"version":1,"note":"VIP"}"#)
        let whole = try await add("/clients?confirmed=1", #"{"name":"Королёв",\#(phones)}"#)
        let part = try await add("/clients?confirmed=1", #"{"name":"Королёв П.",\#(phones)}"#)
        try await ask(.get, "/clients/doubles")
        try await ask(.post, "/clients/\(whole)/merge", #"{"part":\#(part)}"#)
        try await ask(.post, "/clients/\(part)/separate")
        try await askAlike("/contacts", #"{"channel":1,"reason":1}"#, #"{"version":1,"works":"ТО","client":\#(whole)}"#)

        let contact = try await add("/contacts", #"{"channel":1,"reason":1,"vehicle":1,"responsible":1}"#)
        try await ask(.post, "/contacts/\(contact)/entries", #"{"text":"Да"}"#)
        try await ask(.get, "/contacts/\(contact)/entries")
        let appointment = #"{"workshop":1,"day":"2026-04-06","time":"09:30"}"#
        try await ask(.post, "/contacts/\(contact)/appointment", appointment)
        let drive = #"{"vehicle":1,"day":"2026-04-06","time":"12:30"}"#
        try await ask(.post, "/contacts/\(contact)/test-drive", drive)
        try await ask(.post, "/contacts/assign", #"{"employee":1,"contacts":[{"id":\#(contact),"version":1}]}"#)
        let version = try await ask(.get, "/contacts/\(contact)").version
        let registered = try await ask(.post, "/contacts/\(contact)/register", #"{"version":\#(version)}"#).version
        try await ask(.post, "/contacts/\(contact)/take")
        let done = #"{"version":\#(registered),"result":"Записан","is_done":true}"#
        let processed = try await ask(.post, "/contacts/\(contact)/process", done).version
        try await ask(.post, "/contacts/\(contact)/reopen", #"{"version":\#(processed)}"#)
        let second = try await add("/contacts", #"{"channel":1}"#)
        try await ask(.post, "/contacts/\(second)/drop", #"{"version":1}"#)

        try await ask(.get, "/contacts/counts")
        try await askDaysAndFilters()
        try await askRemindersAndScripts(of: contact)
        try await askWaiting()
        try await askFiles()

        let call = try await commit()
        try await ask(.get, "/calls?kind=missed")
        try await ask(.get, "/calls/\(call.id)")
        try await askMissed()
        try await ask(.post, "/calls/\(call.id)/contact")
        try await askReconciliation()
    }

    private func askRemindersAndScripts(of contact: Int64) async throws {
        let body = #"{"employee":1,"text":"Перезвонить","due_at":"2026-04-03T10:00:00Z"}"#
        let reminder = try await add("/contacts/\(contact)/reminders", body)
        try await ask(.get, "/contacts/\(contact)/reminders")
        try await ask(.get, "/reminders?whose=all")
        try await ask(.get, "/reminders/\(reminder)")
        try await ask(.patch, "/reminders/\(reminder)", #"{"version":1,"text":"Позже"}"#)
        try await ask(.post, "/reminders/\(reminder)/done")
        try await ask(.post, "/reminders/\(reminder)/reopen")

        let script = try #require(try await ask(.get, "/scripts").items.first?["id"]?.integer)
        let whole = try await ask(.get, "/scripts/\(script)")
        let text: JSON = ["text": whole.json["text"] ?? .null]
        try await ask(.post, "/scripts/check", text.description)
        try await ask(.post, "/scripts", text.description)
        try await ask(.post, "/scripts/\(script)/copy")
        try await ask(.post, "/scripts/\(script)/versions", text.description, headers: [.ifMatch: "\"1\""])
        try await ask(.get, "/scripts/\(script)/versions")
        try await ask(.post, "/scripts/\(script)/uses", #"{"channels":[1],"reasons":[]}"#)
        try await ask(.get, "/scripts/\(script)/uses")
    }

    private func askDaysAndFilters() async throws {
        for path in ["/workshops/1", "/branches/1", "/employees/1", "/test-vehicles/1", "/test-vehicles"] {
            try await ask(.get, "\(path)/day?day=2026-04-06")
        }
        try await ask(.post, "/registry-filters", #"{"name":"Мои","filter":{"inquiry":"yes"}}"#)
        try await ask(.get, "/registry-filters")
        let name = SitePath.percentEncoded("Мои")
        try await ask(.get, "/registry-filters/\(name)")
        try await ask(.patch, "/registry-filters/\(name)", #"{"filter":{"inquiry":"no"}}"#)
        try await ask(.delete, "/registry-filters/\(name)")
        try await ask(.get, "/columns")
        try await ask(.get, "/columns/journal")
        try await ask(.put, "/columns/journal", #"{"shown":["date"]}"#)
        try await ask(.delete, "/columns/journal")
    }

    private func askWaiting() async throws {
        try await ask(.get, "/reception")
        let channel = try await channelToWait()
        for (path, body) in [
            ("raise", nil), ("give", #"{"employee":1}"#), ("lose", #"{"reason":1}"#), ("stop-waiting", nil),
        ] {
            let contact = "/contacts/\(try await add("/contacts", #"{"channel":\#(channel),"reason":1}"#))"
            try await ask(.post, "\(contact)/wait")
            try await ask(.get, "\(contact)/standing")
            try await ask(.post, "\(contact)/\(path)", body)
            let version = try await ask(.get, contact).version
            try await ask(.post, "\(contact)/hand", #"{"version":\#(version),"employee":1}"#)
        }
    }

    private func askFiles() async throws {
        try await ask(.put, "/employees/1/photo", file: SampleFiles.jpeg)
        try await ask(.get, "/employees/1/photo")
        try await ask(.delete, "/employees/1/photo")
        try await sit(at: Extension("0777"))
        let call = try await commit(.inbound("9", from: "89161112299"), answeredBy: Extension("0777")).id
        try await ask(.put, "/calls/\(call)/note", #"{"text":"Перезвонить","revision":0}"#)
        try await ask(.get, "/calls/\(call)/notes")
        try await ask(.get, "/calls/\(call)/recordings")
        try await ask(.get, "/calls/\(call)/recordings/1")
    }

    private func askMissed() async throws {
        try await ask(.get, "/missed/counts")
        try await ask(.get, "/missed/assignees")
        let bodies = [
            "exclude": #","reason":"own_call""#, "include": "", "assign": #","user":1"#, "hide": "", "unhide": "",
            "spam": "",
        ]
        for mark in ["exclude", "include", "assign", "hide", "unhide", "spam"] {
            let seen = try #require(
                try await ask(.get, "/missed?view=\(mark == "unhide" ? "hidden" : "all")").items.first?["calls"]?
                    .elements?.first
            )
            let call = #"{"id":\#(seen["id"] ?? .null),"version":\#(seen["version"] ?? .null)}"#
            let outcome = try await ask(.post, "/missed/\(mark)", #"{"calls":[\#(call)]\#(bodies[mark] ?? "")}"#)
            if mark == "include" {
                try await ask(.post, "/missed/undo", #"{"change":\#(outcome.json["change"] ?? .null)}"#)
            }
        }
        let number = try #require(try await ask(.get, "/missed/numbers").items.first?["id"]?.integer)
        try await ask(.post, "/missed/numbers/\(number)/restore")
    }

    private func askReconciliation() async throws {
        let call = try await commit(.inbound("2", from: "89161112233"), answeredBy: Extension("0111")).id
        let group = try #require(try await ask(.get, "/reconciliation?period=today").items.first)
        let did = SitePath.percentEncoded(group["did"]?.text ?? ".")
        try await ask(.get, "/reconciliation/calls?period=today&did=\(did)&phone=0111&process=no")
        try await ask(.get, "/reconciliation/next?period=today")
        try await ask(.get, "/reconciliation/calls/\(call)")
        try await ask(.post, "/reconciliation/calls/\(call)/exempt", #"{"reason":"Проверка связи"}"#)
        try await ask(.post, "/reconciliation/calls/\(call)/undo")
        let contact = try await add("/contacts", #"{"channel":1}"#)
        try await ask(.post, "/reconciliation/calls/\(call)/link", #"{"contact":\#(contact)}"#)
        try await ask(.post, "/reconciliation/calls/\(call)/undo")
        try await ask(.post, "/reconciliation/calls/\(call)/contact")
    }

    /// What is done alike with all kinds of records.
    private func askAlike(_ path: String, _ new: String, _ change: String) async throws {
        let id = try await add(path, new)
        try await ask(.get, path)
        try await ask(.get, "\(path)/changed")
        try await ask(.get, "\(path)/\(id)")
        try await ask(.get, "\(path)/\(id)/changes")
        let version = try await ask(.patch, "\(path)/\(id)", change).version
        let hidden = try await ask(.post, "\(path)/\(id)/hide", #"{"version":\#(version)}"#).version
        try await ask(.post, "\(path)/\(id)/restore", #"{"version":\#(hidden)}"#)
    }
}
