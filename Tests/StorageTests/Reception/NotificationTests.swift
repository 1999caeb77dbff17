import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("People are told of contacts")
struct NotificationTests {
    @Test(
        "S1.26 the responsible employee when one was chosen, with who it is and what they want",
        arguments: TestEngine.allCases
    )
    func responsible(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.visit(responsible: desk.masterOleg)
            let inbox = try #require(try await store.reception.inboxes(of: [desk.oleg.id])[desk.oleg.id])
            let told = try #require(inbox.latest.first)
            #expect(
                inbox.unread == 1 && told.kind == .assigned && told.subject == .contact(contact)
                    && told.at == .sample(100)
            )
            #expect(told.person == "Виталий" && told.reason == "Услуги" && told.contactNumber != nil)
            #expect(try await desk.unread(desk.irina).isEmpty)
            let standings = try await (desk.standing(contact, desk.oleg), desk.standing(contact, desk.irina))
            #expect(standings == (ContactStanding(isTold: true, isAsked: true), ContactStanding()))

            try await store.reception.read(contact, by: desk.oleg.id, at: .sample(120))
            #expect(try await desk.unread(desk.oleg).isEmpty)
            #expect(try await store.reception.unreadMarks().isEmpty)
        }
    }

    @Test(
        "S1.15 all employees of its reason when nobody was chosen; supervisors when it names nobody who logs in",
        arguments: TestEngine.allCases
    )
    func eligible(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            _ = try await desk.visit()
            for user in [desk.oleg, desk.irina] { #expect(try await desk.unread(user) == [.toTake]) }
            for user in [desk.boss, desk.receptionist] { #expect(try await desk.unread(user).isEmpty) }

            let nobodys = try await store.reason("parts")
            _ = try await desk.visit(reason: nobodys)
            #expect(try await desk.unread(desk.boss) == [.noEmployees])
            #expect(try await desk.unread(desk.oleg) == [.toTake])
        }
    }

    @Test("of what is settled nobody is told, nor who registers what is their own", arguments: TestEngine.allCases)
    func settled(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let reasons = [try await store.reason("telesales"), desk.reason, desk.reason]
            for (reason, outcome) in zip(reasons, [nil, .informed, .dropped] as [Contact.Outcome?]) {
                _ = try await desk.visit(reason: reason) { $0.outcome = outcome }
            }
            #expect(try await store.reception.unreadMarks().isEmpty)
            let own = try await store.register(1, by: desk.oleg) { $0.responsible = desk.masterOleg }
            #expect(try await store.reception.unreadMarks().isEmpty)
            #expect(try await desk.standing(own.id, desk.boss).taker == desk.oleg.id)
        }
    }

    @Test("whoever is given a contact is told, and who had it before no more", arguments: TestEngine.allCases)
    func handedOver(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.visit(responsible: desk.masterOleg)
            let kept = try #require(try await store.contacts.contact(contact))
            let count = try await store.contacts.assign(
                [(contact, kept.version)],
                to: desk.masterIrina,
                by: desk.author(desk.boss)
            )
            #expect(count == 1)
            #expect(try await desk.unread(desk.oleg).isEmpty)
            #expect(try await desk.unread(desk.irina) == [.assigned])
            // Deleted: there is nothing to go on with.
            let now = try #require(try await store.contacts.contact(contact))
            _ = try await store.contacts.setHidden(true, contact, over: now.version, by: desk.author(desk.boss))
            #expect(try await desk.unread(desk.irina).isEmpty)
        }
    }

    @Test(
        "S1.26 who takes a contact is responsible for it, it is withdrawn from the others, and who comes later is told who was quicker",
        arguments: TestEngine.allCases
    )
    func taking(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.visit()
            guard case .taken(let kept) = try await store.reception.claim(contact, by: desk.author(desk.irina, 130))
            else {
                Issue.record("Nobody else wanted it.")
                return
            }
            #expect(kept.record.responsible == desk.masterIrina)
            let standing = try await desk.standing(contact, desk.oleg)
            let expected = ContactStanding(taker: desk.irina.id, takerName: "Соколова Ирина", isTold: true)
            #expect(standing == expected)
            for user in [desk.oleg, desk.irina] { #expect(try await desk.unread(user).isEmpty) }
            let late = try await store.reception.claim(contact, by: desk.author(desk.oleg, 131))
            #expect(late == .takenBefore(by: "Соколова Ирина"))
            let again = try await store.reception.claim(contact, by: desk.author(desk.irina, 132))
            #expect(again == .taken(kept))
            #expect(try await store.reception.claim(contact, by: desk.author(desk.boss)) == .noEmployee)
            #expect(try await store.reception.claim(ContactID(77), by: desk.author(desk.oleg)) == .missing)
            let given = try await desk.visit(responsible: desk.masterOleg)
            let other = try await store.reception.claim(given, by: desk.author(desk.irina))
            #expect(other == .takenBefore(by: "Рожин Олег"))
        }
    }

    @Test(
        "of two who take the same contact at the same moment one wins and the other is told who, a thousand times",
        arguments: TestEngine.allCases
    )
    func race(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            let contacts = try await store.addVisits(1_000, to: desk)
            try await withThrowingTaskGroup(of: Void.self) { tries in
                for lane in 0..<8 {
                    tries.addTask {
                        for contact in contacts where contact.rawValue % 8 == lane {
                            async let one = store.reception.claim(contact, by: desk.author(desk.oleg))
                            async let two = other.reception.claim(contact, by: desk.author(desk.irina))
                            switch try await (one, two) {
                            case (.taken, .takenBefore(by: "Рожин Олег")): break
                            case (.takenBefore(by: "Соколова Ирина"), .taken): break
                            case let result: Issue.record("\(result)")
                            }
                        }
                    }
                }
                try await tries.waitForAll()
            }
            await other.close()
        }
    }
}

extension DataStore {
    /// Registered visits in bulk, of which nobody was told.
    func addVisits(_ count: Int, to desk: SampleReception) async throws -> [ContactID] {
        try await database.write { transaction in
            try transaction.rows(
                """
                INSERT INTO contacts (state, number, at, registered_at, channel_id, reason_id)
                VALUES ('registered', $1, $2, $2, $3, $4) RETURNING id
                """,
                each: (0..<count).map { number in
                    [
                        .text("V\(number)"), .instant(.sample(50)), .integer(desk.visit.rawValue),
                        .integer(desk.reason.rawValue),
                    ]
                }
            ).map { rows in
                var row = rows[0]
                return try row.id()
            }
        }
    }
}
