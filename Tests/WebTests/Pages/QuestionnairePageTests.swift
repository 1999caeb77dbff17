import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Questionnaires on pages") struct QuestionnairePageTests {
    private static let rights = Rights([
        .scripts: .all, .intake: .own, .contacts: .all, .reports: .all, .export: .all,
    ])

    /// The survey that a new questionnaire begins as, offered on every card.
    private static func offered(in site: ContactSite) async throws -> ScriptID {
        let made = try await site.ask(.post, "/scripts/questionnaires", "x=1")
        let address = try #require(made.headers[.location])
        let id = try #require(Int64(address.dropFirst("/scripts/".count).prefix { $0 != "?" }))
        let hung = try await site.ask(.post, "/scripts/\(id)/uses", "is_offered=1")
        #expect(hung.headers[.location] == "/scripts/\(id)?told=hung")
        return ScriptID(id)
    }

    /// As the page's script sends it.
    private static func send(_ site: ContactSite, _ uri: String, _ form: String) async throws -> Answer {
        let body = "token=\(SampleAccess.secret.formToken)&\(form)"
        let ofScript = try #require(HTTPField.Name("X-Requested-With"))
        return try await site.client.ask(
            .post,
            uri,
            [.cookie: SampleAccess.cookie, .accept: "text/html", ofScript: "page"],
            body
        )
    }

    @Test("S3.27 S3.24 a supervisor makes a questionnaire, hangs it to topics and tries it out")
    func editor() async throws {
        try await ContactSite.with(Self.rights) { site in
            var topic = Topic()
            topic.name = "КАСКО <b>"
            guard case .saved(let kept) = try await site.store.records.add(topic, by: ContactSite.author) else {
                return
            }
            let id = try await Self.offered(in: site)
            let page = try await site.ask(.get, "/scripts/\(id)?told=made").text
            #expect(page.contains("kind: questionnaire") && page.contains("Анкета создана"))
            #expect(page.contains("КАСКО &lt;b&gt;") && !page.contains("name=\"channel\""))
            _ = try await site.ask(.post, "/scripts/\(id)/uses", "is_offered=1&topic=\(kept.id)")
            let use = ScriptUse(topics: [kept.id], isOffered: true)
            #expect(try await site.store.scripts.use(of: id) == use)
            #expect(try await site.ask(.post, "/scripts/\(id)/uses", "reason=1").status == .badRequest)
            #expect(try await site.ask(.post, "/scripts/1/uses", "is_offered=1").status == .badRequest)

            let first = try await site.ask(.get, "/scripts/\(id)/trial").text
            #expect(first.contains("Доволен обслуживанием") && !first.contains("name=\"channel\""))
            let trial = "version=1&move=next&step=quality&caller=unknown&content=partly"
            #expect(try await site.ask(.post, "/scripts/\(id)/trial", trial).text.contains("Что не понравилось?"))
            let last = "version=1&move=next&step=advice&caller=unknown&content=yes"
            let over = try await site.ask(.post, "/scripts/\(id)/trial", last).text
            #expect(over.contains("Баллов: 5"))
        }
    }

    @Test(
        "S3.20 S3.25 a questionnaire is filled in beside the contact, step by step, and its card shows the answers and the total"
    )
    func filled() async throws {
        try await ContactSite.with(Self.rights) { site in
            let script = try await Self.offered(in: site)
            let contact = try await site.register()
            let card = try await site.ask(.get, "/contacts/\(contact.id)").text
            #expect(card.contains("data-questionnaires=\"\(contact.id)\"") && card.contains("Заполнить"))
            let begun = try await Self.send(site, "/contacts/\(contact.id)/questionnaires", "script=\(script)")
            #expect(
                begun.text.contains("action=\"/questionnaires/1/step\"") && begun.text.contains("data-contact=\"q1\"")
            )
            // Not as the channel of the contact is shown at its own first step.
            #expect(!begun.text.contains("name=\"channel\""))

            let address = "/questionnaires/1/step"
            let kept = try await Self.send(site, address, "step=quality&revision=1&move=stay&content=no")
            #expect(kept.headers[.contentType] == "application/json" && kept.text.contains("\"revision\":2"))
            let list = try await site.ask(.get, "/contacts/\(contact.id)/questionnaires").text
            #expect(list.contains("не закончена") && list.contains("Продолжить"))
            let second = try await Self.send(site, address, "step=quality&revision=2&move=next&content=no")
            #expect(second.text.contains("data-step=\"what_is_wrong\""))
            // Another tab, which has seen nothing of that.
            let stale = try await Self.send(site, address, "step=quality&revision=2&move=next&content=yes")
            #expect(stale.text.contains("data-step=\"what_is_wrong\"") && stale.text.contains("role=\"alert\""))
            let empty = try await Self.send(site, address, "step=what_is_wrong&revision=3&move=next&shortcomings=")
            #expect(empty.text.contains("aria-invalid=\"true\""))
            let third = "step=what_is_wrong&revision=4&move=next&shortcomings=%3Cb%3E%D0%B4%D0%BE%D0%BB%D0%B3%D0%BE"
            _ = try await Self.send(site, address, third)
            let done = try await Self.send(site, address, "step=advice&revision=5&move=next&recommends=3")
            #expect(done.text.contains("Баллов: 0") && done.text.contains("&lt;b&gt;долго"))

            let after = try await site.ask(.get, "/contacts/\(contact.id)").text
            #expect(
                after.contains("Баллов: 0") && after.contains("&lt;b&gt;долго") && after.contains("Частично") == false
            )
            #expect(after.contains("Изменить ответы"))
            let reopened = try await site.ask(.post, "/questionnaires/1/reopen", "x=1")
            #expect(reopened.headers[.location] == "/questionnaires/1")
            #expect(try await site.ask(.get, "/questionnaires/1").text.contains("data-step=\"advice\""))
        }
    }

    @Test("S3.24 the list is for who takes the contact or may see it, and filling in for who may take contacts")
    func forbidden() async throws {
        try await ContactSite.with(Rights([.contacts: .own, .reports: .all])) { site in
            // Settled, so that nobody is told of it.
            let stranger = try await site.register(by: RecordAuthor(UserID(2), at: Call.sampleStart)) {
                $0.outcome = .informed
            }
            #expect(try await site.ask(.get, "/contacts/\(stranger.id)/questionnaires").status == .forbidden)
            let begun = try await site.ask(.post, "/contacts/\(stranger.id)/questionnaires", "script=1")
            #expect(begun.status == .forbidden)
            #expect(try await site.ask(.get, "/questionnaires.xlsx").status == .forbidden)
            #expect(try await site.ask(.post, "/scripts/questionnaires", "x=1").status == .forbidden)
            #expect(try await site.ask(.get, "/questionnaires").text.contains("Анкет ещё нет"))
        }
        try await ContactSite.with(Rights([.intake: .own])) { site in
            let report = try await site.ask(.get, "/questionnaires")
            let nobodys = try await site.ask(.get, "/questionnaires/7")
            #expect(report.status == .forbidden && nobodys.status == .notFound)
        }
    }

    @Test("S3.9 S3.25 answers are counted by period and project, listed in the order of time, and leave as files")
    func report() async throws {
        try await ContactSite.with(Self.rights) { site in
            let script = try await Self.offered(in: site)
            var project = Project()
            (project.number, project.name) = ("204", "Страхование <b>")
            guard case .saved(let kept) = try await site.store.records.add(project, by: ContactSite.author) else {
                return
            }
            for number in 1...3 {
                let contact = try await site.register(ago: Double(number) * 60) {
                    if number == 1 { $0.project = kept.id }
                }
                _ = try await Self.send(site, "/contacts/\(contact.id)/questionnaires", "script=\(script)")
                let content = number == 3 ? "no" : "yes"
                let address = "/questionnaires/\(number)/step"
                _ = try await Self.send(site, address, "step=quality&revision=1&move=next&content=\(content)")
                guard content == "yes" else { continue }
                _ = try await Self.send(site, address, "step=advice&revision=2&move=next&recommends=\(number + 7)")
            }
            let page = try await site.ask(.get, "/questionnaires?period=today").text
            for words in ["Доволен обслуживанием", "100\u{00A0}%", "8,50", "5,00", "Заполнено анкет"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(page.contains("question=content") && page.contains("answer=yes"))
            let byProject = try await site.ask(.get, "/questionnaires?period=today&by=projects").text
            #expect(byProject.contains("204 Страхование &lt;b&gt;") && byProject.contains("без проекта"))
            let list = try await site.ask(.get, "/questionnaires?view=list&period=today&question=recommends&answer=8")
                .text
            #expect(list.contains("href=\"/questionnaires/1\"") && !list.contains("href=\"/questionnaires/2\""))
            let narrowed = try await site.ask(.get, "/questionnaires?view=list&period=today&project=\(kept.id)").text
            #expect(narrowed.contains("href=\"/questionnaires/1\"") && !narrowed.contains("href=\"/questionnaires/2\""))
            let csv = try await site.ask(.get, "/questionnaires.csv?period=today").text
            #expect(csv.contains("Доволен обслуживанием") && csv.contains("204 Страхование <b>"))
            let rows = try await site.ask(.get, "/questionnaires.csv?view=list&period=today").text
            #expect(rows.contains("A00000001") && rows.contains("A00000002") && !rows.contains("A00000003"))
            #expect(try await site.ask(.get, "/questionnaires.xlsx?period=today").status == .ok)
            #expect(try await site.ask(.get, "/questionnaires?from=2026-13-01").status == .badRequest)
            #expect(try await site.ask(.get, "/questionnaires?script=1").text.contains("Анкет ещё нет"))
        }
    }
}
