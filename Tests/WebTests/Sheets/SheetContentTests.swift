import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("What stands in files") struct SheetContentTests {
    @Test("the register of missed calls with what became of each, with full dates")
    func missed() async throws {
        let reached = MissedCall.sample(18, ago: 3_600).with { call in
            let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("1.20"), startSecond: 20)
            call.reach = .init(
                call: id,
                direction: .outbound,
                at: call.endedAt + 258,
                party: nil,
                person: "Петрова Анна"
            )
            call.assignee = "Рогова Мария"
        }
        let own = MissedCall.sample(19, ago: 60).with { call in
            call.caller = CallerID(number: "anonymous")
            call.exclusion = .init(reason: .ownCall, note: "=1+1", by: "Рогова Мария", at: call.endedAt)
        }
        let register = SampleMissed([.sample(own), .sample(reached), .sample(.sample())])
        let access = SampleAccess()
        access.grant(Rights([.missed: .all, .export: .all]), to: UserID(1))
        let application = try sampleApplication(access: access, missed: register)
        let text = try await application.test(.router) { client in
            try await client.ask(.get, "/missed.csv?by=call", [.cookie: SampleAccess.cookie]).text
        }
        let lines = text.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[0].contains("Номер телефона вх.;") && lines[0].contains(";Назначен;"))
        #expect(lines[1].contains("АОН не передан;") && lines[1].contains("свой, проверка связи · =1+1 · Рогова Мария"))
        #expect(lines[2].contains("8 (953) 523-72-71;"))
        #expect(lines[2].contains(";Петрова Анна;Рогова Мария;"))
        #expect(lines[2].firstMatch(of: /перезвонили \d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d/) != nil)
        #expect(register.queries.map(\.limit) == [500])
        #expect(register.queries.map(\.arrangement) == [.byCall])
    }

    @Test("calls with the columns of their page, of the day that is opened")
    func calls() async throws {
        let begun: [Call] = [
            .inbound("1", from: "89161111111", at: Call.sampleStart - 86_400),
            .inbound("2", from: "89162222222", at: Call.sampleStart),
        ]
        let calls = begun.map { $0.ended(at: $0.startedAt + 10) }
        let cards = SampleCards()
        _ = try await cards.write("=перезвонить", by: UserID(1), on: calls[1].id, over: 0, at: Call.sampleStart)
        let access = SampleAccess()
        access.grant(Rights([.calls: .all, .export: .all]), to: UserID(1))
        let application = try sampleApplication(cards: cards, callLog: SampleCallLog(calls), access: access)
        try await application.test(.router) { client in
            func lines(_ query: String) async throws -> [String] {
                let answer = try await client.ask(.get, "/calls.csv?\(query)", [.cookie: SampleAccess.cookie])
                #expect(answer.status == .ok)
                return answer.text.split(separator: "\r\n").map(String.init)
            }
            let week = try await lines("period=week")
            #expect(week.count == 3)
            #expect(week[1].contains(";8 (916) 222-22-22;") && week[1].hasSuffix(";'=перезвонить"))
            let heads = week[0].split(separator: ";", omittingEmptySubsequences: false).count
            #expect(week[1].split(separator: ";", omittingEmptySubsequences: false).count == heads)
            #expect(try await lines("period=week&day=2026-04-02").count == 2)
        }
    }

    @Test("a report with its levels, raw figures and its total")
    func report() async throws {
        try await SheetSite.with { site in
            try await site.register(3)
            let answer = try await site.ask(.get, "/reports/statistics.json?from=2026-04-01&to=2026-04-03&registrar=1")
            let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
            let rows = try #require(json["rows"] as? [[String: Any]])
            #expect(json["remarks"] as? [String] == ["01.04 – 03.04.2026", "ОСБ: Рогова marina"])
            #expect(rows.map { $0["level"] as? Int } == [0, 1, 0])
            #expect(rows.map { $0["kind"] as? String } == ["subtotal", "plain", "total"])
            #expect(rows.map { $0["name"] as? String } == ["не указано", "Услуги частники", "Итого"])
            let contacts = rows.compactMap { $0["contacts"] as? [String: Any] }
            #expect(contacts.map { $0["repeat"] as? Int } == [0, 0, 0])
        }
    }
}
