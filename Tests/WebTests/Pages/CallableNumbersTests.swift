import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Integrations
import Storage
import TestSupport
import Testing

@testable import Web

/// One client, who has spoken with 0111 an hour ago, has called in vain since, and waits in a queue now.
@Suite("Numbers on pages are called by a press") struct CallableNumbersTests {
    private static let number = "9535237271"
    private static let written = "8 (953) 523-72-71"
    /// As it was typed; pages write it otherwise.
    private static let typed = "+7 953 523 72 71"
    private static let link =
        "<a href=\"tel:+79535237271\" data-number=\"+79535237271\" class=\"plain\"><bdi>\(written)</bdi></a>"
    private static let author = RecordAuthor(UserID(1), at: Call.sampleStart)
    private static let rights = Rights([
        .online: .all, .calls: .all, .clients: .all, .contacts: .all, .missed: .all, .reconciliation: .all,
        .recordings: .all, .reports: .all, .workspace: .own, .distribute: .all,
    ])

    private func withSite(
        _ test: @escaping @Sendable (DataStore, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase { store in
            _ = try await store.access.add(
                NewUser(
                    name: try #require(UserName("marina")),
                    displayName: "Рогова Марина",
                    roles: [.supervisor],
                    password: PasswordHash("-")
                ),
                audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
            )
            var client = Client()
            client.name = "Штыльков"
            client.phones = [ClientPhone(number: Self.typed)]
            _ = try await store.clients.add(client, by: Self.author)
            let spoken = Call.inbound("1", from: Self.number, to: nil, at: Call.sampleStart - 3_600)
                .ringing("0111", at: Call.sampleStart - 3_599).answered(by: "0111", at: Call.sampleStart - 3_590)
                .ended(at: Call.sampleStart - 3_500)
            let missed = Call.inbound("2", from: Self.number, to: nil, at: Call.sampleStart - 600)
                .ringing("0111", at: Call.sampleStart - 599).ended(at: Call.sampleStart - 560)
            var batch = JournalBatch(pbx: PBXName("office"))
            batch.calls = [spoken, missed]
            _ = try await store.callJournal.commit(batch)
            _ = try await store.reconciliation.catchUp(limit: 100)
            let access = SampleAccess()
            access.grant(Self.rights, to: UserID(1))
            let waiting = Call.inbound("3", from: Self.number, queue: "service", at: Call.sampleStart - 5)
            let desk = SampleDesk(calls: [waiting])
            let application = try sampleApplication(
                desk: desk,
                journal: store.callJournal,
                callLog: store.callLog,
                access: access,
                missed: store.missed,
                contacts: store.contacts,
                deals: store.deals,
                services: store.services,
                cases: store.cases,
                papers: store.papers,
                letters: store.letters,
                mailBoxes: MailBoxDesk(
                    store: store.mailBoxes,
                    secrets: SealedSecrets(KeyFile(path: "/nowhere"))
                ),
                bulletins: store.bulletins,
                reception: store.reception,
                registry: store.registry,
                reconciliation: store.reconciliation,
                reports: store.reports,
                savedReports: store.savedReports,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                documents: store.documents,
                questionnaires: store.questionnaires,
                recordings: SampleArchive()
            )
            try await application.test(.router) { try await test(store, $0) }
        }
    }

    private func ask(_ client: any TestClientProtocol, _ uri: String) async throws -> String {
        try await client.ask(.get, uri, [.cookie: SampleAccess.cookie, .accept: "text/html"]).text
    }

    fileprivate static let first = Call.id("1").description.replacing(":", with: "%3A")

    @Test(
        "S4.1 on every page with the number of a client a press on it calls: nowhere does it stand as text alone, and no link stands in another",
        arguments: [
            "/clients/find?q=9535237271", "/clients", "/clients/1", "/clients/1/conversations",
            "/clients/1/conversations?call=\(CallableNumbersTests.first)", "/conversations?period=today",
            "/calls?period=today",
            "/calls/\(CallableNumbersTests.first)", "/online", "/missed?period=today",
            "/reconciliation?period=today&did=.&phone=0111&process=no",
            "/reconciliation?period=today&did=.&phone=0111&process=no&call=\(CallableNumbersTests.first)",
        ]
    )
    func everywhere(address: String) async throws {
        try await withSite { _, client in
            Self.expectCallable(try await ask(client, address), on: address)
        }
    }

    @Test("S4.1 the list behind a figure of a report calls its numbers, too")
    func behindFigures() async throws {
        try await withSite { store, client in
            while try await store.reports.fold(at: Call.sampleStart) > 0 {}
            let report = try await ask(client, "/reports/calls?period=today")
            let path = try #require(report.firstMatch(of: /href="(\/reports\/calls\/rows\?[^"]+)"/)?.1)
            let address = String(path).replacing("&amp;", with: "&")
            Self.expectCallable(try await ask(client, address), on: address)
        }
    }

    @Test("S4.1 the numbers on a contact's card are called by a press")
    func contact() async throws {
        try await withSite { store, client in
            var contact = Contact()
            contact.at = Call.sampleStart - 100
            contact.callerNumber = Self.number
            contact.contactPhone = Self.typed
            guard case .saved(let kept) = try await store.contacts.begin(contact, by: Self.author) else {
                Issue.record("The contact was not begun")
                return
            }
            Self.expectCallable(try await ask(client, "/contacts/\(kept.id.rawValue)"), on: "/contacts")
        }
    }

    private static func expectCallable(_ page: String, on address: String) {
        let shown = page.components(separatedBy: "<bdi>\(written)</bdi>").count - 1
        let pressed = page.components(separatedBy: link).count - 1
        #expect(pressed > 0, "\(address)")
        #expect(pressed == shown, "\(address)")
        // Between the beginning of a link and its end no other one begins.
        for link in page.components(separatedBy: "<a ").dropFirst() {
            #expect(link.contains("</a>"), "\(address)")
        }
    }
}
