import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Links of other programs") struct OpenLinkTests {
    private static let all = Rights([.clients: .all, .contacts: .all, .calls: .all, .workspace: .own])

    private static var configuration: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.pbx = PBXName("office")
        return configuration
    }

    private static func add(_ name: String, _ number: String, to site: ContactSite) async throws -> ClientID {
        var client = Client()
        client.name = name
        client.phones = [ClientPhone(number: number)]
        guard case .saved(let kept) = try await site.store.clients.add(client, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    private static func commit(_ call: Call, to site: ContactSite) async throws {
        var batch = JournalBatch(pbx: call.id.pbx)
        batch.calls = [call]
        _ = try await site.store.callJournal.commit(batch)
    }

    private static func target(_ query: String, _ site: ContactSite) async throws -> String? {
        try await site.ask(.get, "/open?\(query)").headers[.location]
    }

    @Test(
        "S3.15 S3.17 by a number, however it is written, the client's card opens; several are listed, a new one is written down"
    )
    func number() async throws {
        try await ContactSite.with(Self.all) { site in
            let client = try await Self.add("Штыльков", "8 (953) 523-72-71", to: site)
            for number in ["%2B79535237271", "+79535237271", "89535237271", "8%20(953)%20523-72-71", "9535237271"] {
                #expect(try await Self.target("number=\(number)", site) == "/clients/\(client)", "\(number)")
            }
            #expect(try await Self.target("number=4952139851", site) == "/clients/new?phone=%2B74952139851")
            _ = try await Self.add("Штылькова", "+79535237271", to: site)
            let several = try #require(try await Self.target("number=9535237271", site))
            let list = try await site.ask(.get, several).text
            #expect(several == "/clients?q=%2B79535237271" && list.contains("Штыльков<") && list.contains("Штылькова<"))
        }
    }

    @Test("S3.17 what is no number, or too much of one, opens nothing and leads nowhere else")
    func hostile() async throws {
        try await ContactSite.with(Self.all, configuration: Self.configuration) { site in
            for query in [
                "", "number=", "number=abc", "number=%3Cscript%3E", "number=%27%20OR%201%3D1",
                "number=https%3A%2F%2Fevil.example",
                "number=\(String(repeating: "9", count: 5_000))", "number=%00%0D%0ASet-Cookie%3A%20a",
                "number=1&call=2",
                "next=%2F%2Fevil.example",
            ] {
                let answer = try await site.ask(.get, "/open?\(query)")
                #expect(answer.status == .badRequest && answer.headers[.location] == nil, "\(query)")
            }
            for call in [
                "x", "1.", "office%3A1%3Ax", "office%3A1775217720.1%3A9223372036854775807", "99999999999999999999.1",
                "9223372036854775807.1", "%27%20OR%201", "..%2F..%2Flogin",
            ] {
                let answer = try await site.ask(.get, "/open?call=\(call)")
                #expect(answer.status == .notFound && answer.headers[.location] == nil, "\(call)")
            }
        }
    }

    @Test("S3.15 S3.17 by a call its contact's card opens, or its page; by what the PBX calls it, too")
    func call() async throws {
        try await ContactSite.with(Self.all, configuration: Self.configuration) { site in
            let start = Call.sampleStart - 600
            let call = Call.inbound("1", from: "9535237271", at: start).ringing("0111", at: start + 1)
                .answered(by: "0111", at: start + 5).ended(at: start + 65)
            try await Self.commit(call, to: site)
            let whole = call.id.description.replacing(":", with: "%3A")
            let own = call.id.linkedID.rawValue
            for name in [whole, own] {
                #expect(try await Self.target("call=\(name)", site) == "/calls/\(whole)", "\(name)")
            }
            let contact = try await site.store.contacts.begin(call, at: Extension("0111"), by: ContactSite.author)
            for name in [whole, own] {
                #expect(try await Self.target("call=\(name)", site) == "/contacts/\(contact.id)", "\(name)")
            }
        }
    }

    @Test("S3.17 while one speaks the call's own card opens, with the client on it")
    func live() async throws {
        let desk = SampleDesk()
        await desk.show([
            Seat(phone: Extension("0111"), user: UserID(1), displayName: "Марина", since: Call.sampleStart)
        ])
        try await ContactSite.with(Self.all, desk: desk) { site in
            let start = Call.sampleStart - 10
            let ringing = Call.inbound("1", from: "9535237271", at: start).ringing("0111", at: start + 1)
            try await Self.commit(ringing, to: site)
            try await Self.commit(
                Call.inbound("2", from: "9535237271", at: start).ringing("0125", at: start + 1),
                to: site
            )
            func name(_ call: String) -> String { Call.id(call).description.replacing(":", with: "%3A") }
            #expect(try await Self.target("call=\(name("1"))", site) == "/card")
            #expect(try await Self.target("call=\(name("2"))", site) == "/calls/\(name("2"))")
        }
    }

    @Test("S3.17 opens nothing that the reader may not see, and asks strangers to log in first")
    func rights() async throws {
        try await ContactSite.with(Rights([.contacts: .own, .calls: .own]), configuration: Self.configuration) { site in
            _ = try await Self.add("Штыльков", "9535237271", to: site)
            let number = try await site.ask(.get, "/open?number=9535237271")
            #expect(number.status == .forbidden)
            let start = Call.sampleStart - 600
            let call = Call.inbound("1", from: "9535237271", at: start).ringing("0111", at: start + 1)
                .answered(by: "0111", at: start + 5).ended(at: start + 65)
            try await Self.commit(call, to: site)
            let olga = RecordAuthor(UserID(2), at: Call.sampleStart)
            _ = try await site.store.contacts.begin(call, at: Extension("0111"), by: olga)
            let foreign = try await site.ask(.get, "/open?call=\(call.id.linkedID)")
            #expect(foreign.status == .forbidden)
            let stranger = try await site.client.ask(.get, "/open?number=9535237271", [.accept: "text/html"])
            #expect(stranger.headers[.location] == "/login?next=%2Fopen%3Fnumber%3D9535237271")
        }
    }
}
