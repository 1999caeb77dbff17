import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The waiting queue")
struct WaitingTests {
    @Test("S1.28 visits wait, by priority and then by arrival; calls do not", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let first = try await desk.waitingVisit(since: 100)
            let second = try await desk.waitingVisit(since: 200, responsible: desk.masterIrina)
            let urgent = try await desk.waitingVisit(since: 300, priority: 1)
            #expect(try await store.reception.wait(first, priority: 9, by: desk.author(nil, 900)) == .done)
            let waiting = try await desk.board.waiting
            #expect(waiting.map(\.contact) == [urgent, first, second])
            #expect(waiting[1].since == .sample(100) && waiting[1].person == "Виталий")
            #expect(waiting[1].notified == 2)
            #expect(waiting[2].responsible == "Соколова Ирина" && waiting[2].notified == 1)
            #expect(try await desk.board.longestSince == .sample(100))

            #expect(try await store.reception.raise(second, by: desk.author()) == .done)
            #expect(try await desk.board.waiting.map(\.contact) == [second, urgent, first])
            let call = try await store.register(1)
            #expect(try await store.reception.raise(call.id, by: desk.author()) == .notWaiting)
            #expect(try await store.reception.wait(call.id, priority: 0, by: desk.author()) == .mayNotWait)
            #expect(try await store.reception.wait(ContactID(77), priority: 0, by: desk.author()) == .missing)
        }
    }

    @Test("S1.32 who is given a waiting contact is told, and takes it like any other", arguments: TestEngine.allCases)
    func given(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.waitingVisit()
            let giving = try await store.reception.give(contact, to: desk.masterOleg, by: desk.author(nil, 160))
            #expect(giving == .done)
            #expect(try await desk.unread(desk.oleg) == [.assigned])
            #expect(try await desk.unread(desk.irina).isEmpty)
            #expect(try await desk.board.waiting.map(\.responsible) == ["Рожин Олег"])
            guard case .taken = try await store.reception.claim(contact, by: desk.author(desk.oleg, 340)) else {
                Issue.record("It was given to him.")
                return
            }
            let board = try await desk.board
            #expect(board.waiting.isEmpty && board.averageWait == .seconds(240))
            #expect(board.registered.map(\.state) == [.taken])
            let late = try await store.reception.give(contact, to: desk.masterIrina, by: desk.author())
            #expect(late == .notWaiting)
        }
    }

    @Test(
        "who does not log in cannot take anything: given to them it has left the queue",
        arguments: TestEngine.allCases
    )
    func givenToNobodyWhoLogsIn(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let master = try await store.addEmployee("Карканица Сергей", phone: "0201")
            let contact = try await desk.waitingVisit()
            #expect(try await store.reception.give(contact, to: master, by: desk.author()) == .done)
            #expect(try await desk.board.waiting.isEmpty)
            #expect(try await desk.text("ended_as", of: contact) == "assigned")
        }
    }

    @Test(
        "S1.31 who went away unserved is marked so with a reason, and is registered",
        arguments: TestEngine.allCases
    )
    func lost(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            var draft = Contact()
            draft.at = .sample(50)
            draft.channel = desk.visit
            let begun = try await store.contacts.begin(draft, by: desk.author()).kept
            _ = try await store.reception.wait(begun.id, priority: 0, by: desk.author())
            let none = try await store.reception.lose(begun.id, because: LostReasonID(77), by: desk.author())
            #expect(none == .noReason)
            var careless = begun.record
            careless.outcome = .lost
            let refused = try await store.contacts.save(careless, begun.id, over: 1, by: desk.author())
            #expect(refused == .refused([FieldProblem("outcome", .malformed)]))
            let reason = try await desk.lostReason(1)
            #expect(try await store.reception.lose(begun.id, because: reason, by: desk.author(nil, 700)) == .done)
            let contact = try #require(try await store.contacts.contact(begun.id)?.record)
            #expect(contact.outcome == .lost && contact.state == .registered && contact.reason != nil)
            let board = try await desk.board
            #expect(board.waiting.isEmpty && board.lost == 1)
            #expect(board.registered.map(\.state) == [.lost("Не дождался")])
            for user in [desk.oleg, desk.irina, desk.boss] { #expect(try await desk.unread(user).isEmpty) }
            #expect(try await store.reception.lose(begun.id, because: reason, by: desk.author()) == .notWaiting)
            let history = try #require(try await store.contacts.dossier(begun.id)?.changes.flatMap(\.fields))
            #expect(history.contains(Change.Field(name: "waiting", before: "waits", after: "lost")))
        }
    }

    @Test("whoever is taken out of the queue waits no more, and nobody is told of them", arguments: TestEngine.allCases)
    func withdrawn(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.waitingVisit()
            #expect(try await desk.standing(contact, desk.oleg).waitingSince == .sample(100))
            #expect(try await store.reception.stopWaiting(contact, by: desk.author()) == .done)
            #expect(try await desk.standing(contact, desk.oleg) == ContactStanding(isTold: true))
            #expect(try await store.reception.stopWaiting(contact, by: desk.author()) == .notWaiting)
            #expect(try await desk.unread(desk.oleg).isEmpty)
        }
    }

    @Test("today's contacts are counted by their channels", arguments: TestEngine.allCases)
    func figures(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            _ = try await (desk.visit(), desk.visit())
            #expect(try await desk.board.unprocessed == 2)
            try await store.register(1)
            let board = try await desk.board
            #expect(board.channels.map(\.name) == ["Телефонный звонок", "Визит"])
            #expect(board.channels.map(\.count) == [1, 2])
            #expect(board.firstTime == 3 && board.lost == 0 && board.averageWait == nil)
            #expect(try await store.reception.board(since: .sample(10_000)) == ReceptionBoard())
        }
    }
}
