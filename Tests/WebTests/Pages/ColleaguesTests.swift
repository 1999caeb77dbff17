import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("The panel of colleagues") struct ColleaguesTests {
    private let start = Call.sampleStart

    @Test("S4.19 says of each who talks, since when and with whom, who rings, holds, is paused, free or away")
    func states() {
        var floor = Floor.sample()
        floor.phones[Extension("0114")] = .offline
        let service = QueueName("service")
        floor.queues[service]?.members.append(
            QueueMember(
                interface: "PJSIP/0115",
                name: "0115",
                phone: Extension("0115"),
                line: .ready,
                isPaused: true,
                pauseReason: "обед"
            )
        )
        let phones = ["0111", "0112", "0113", "0114", "0115", "0116"]
        _ = floor.take(phones.enumerated().map { .sample($1, Int64($0 + 1)) })
        let calls: [Call] = [
            .inbound("1", named: "Константин").ringing("0111", at: start).answered(by: "0111", at: start),
            .inbound("2", from: "84957071336").ringing("0112", at: start + .seconds(30)),
        ]
        let rows = rows(1...7, floor, calls, allCalls)
        #expect(rows[0].contains("разговор 0111") && rows[0].contains("1:00 · 8 (953) 523-72-71 Константин"))
        #expect(rows[1].contains("звонит 0112") && rows[1].contains("0:30 · 8 (495) 707-13-36"))
        #expect(rows[2].contains("свободен 0113"))
        #expect(rows[3].contains("отключён 0114"))
        #expect(rows[4].contains("обед") && rows[4].contains("пауза"))
        #expect(rows[5].contains("свободен 0116"))
        #expect(rows[6].contains("не в системе"))
    }

    @Test("S4.25 shows those who were chosen and nobody else, in the order of their names")
    func chosen() {
        let page = ColleaguesPage([2, 1].map { .sample($0) }, for: nil)
        #expect(page.parts(at: start).map(\.key) == ["colleagues-present", "colleague-1", "colleague-2"])
        #expect(page.interest == .people([UserID(1), UserID(2)]))
    }

    @Test("with whom a colleague speaks is told to those alone who may see the colleague's calls")
    func discreet() {
        var floor = Floor.sample()
        _ = floor.take([.sample("0111", 1)])
        let call = Call.inbound("1", named: "Константин").ringing("0111", at: start).answered(by: "0111", at: start)
        let rights: [(Rights, String?, Bool)] = [
            (Rights([.calls: .all]), nil, true), (Rights([.calls: .department]), "Сервис", true),
            (Rights([.calls: .department]), "Продажи", false), (Rights([.calls: .own]), "Сервис", false),
            (Rights(), "Сервис", false),
        ]
        for (rights, department, isTold) in rights {
            let row = self.rows(1...1, floor, [call], .sample(9, rights, department: department))[0]
            #expect(row.contains("Константин") == isTold)
            #expect(row.contains("разговор"))
        }
    }

    @Test("follows a colleague who sits down at another phone")
    func moves() {
        var page = ColleaguesPage([.sample(1)], for: allCalls)
        var floor = Floor.sample()
        _ = floor.take([.sample("0111", 1)])
        page.show(LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: floor))
        page.apply(.call(.inbound("1").ringing("0125", at: start)))
        #expect(page.row(at: start).contains("свободен 0111"))
        _ = floor.take([.sample("0125", 1)])
        page.apply(.floor(floor))
        #expect(page.row(at: start).contains("звонит 0125"))
    }

    private let allCalls = SignedIn.sample(9, Rights([.calls: .all]))

    private func rows(
        _ people: ClosedRange<Int64>,
        _ floor: Floor,
        _ calls: [Call],
        _ reader: SignedIn
    ) -> [String] {
        var page = ColleaguesPage(people.map { .sample($0) }, for: reader)
        page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: [], floor: floor))
        let now = start + .seconds(60)
        return page.parts(at: now).dropFirst().map { $0.html(for: .sample(at: now)).markup.withoutTags }
    }
}

extension ColleaguesPage {
    fileprivate func row(at now: Date) -> String {
        parts(at: now).last.map { $0.html(for: .sample(at: now)).markup.withoutTags } ?? ""
    }
}

extension Colleague {
    fileprivate static func sample(_ id: Int64) -> Colleague {
        Colleague(
            User(
                id: UserID(id),
                name: .sample("user\(id)"),
                displayName: "Сотрудник \(id)",
                roles: [],
                department: "Сервис"
            )
        )
    }
}
