import ContactCenter
import Foundation
import Integrations
import Logging
import TestSupport
import Testing

@testable import Storage

@Suite("Letters become contacts, each once")
struct MailInboxTests {
    @Test(
        "S3.25 a letter is a registered contact by e-mail of its box's project, and people are told of it",
        arguments: TestEngine.allCases
    )
    func contact(engine: TestEngine) async throws {
        try await MailDesk.with(engine) { desk in
            let (boxes, clock) = (SampleMailBoxes(), SampleClock())
            let collector = desk.collector(boxes, clock)
            // What was there before the box was ours is nobody's matter.
            boxes.add(.sample("Старое"))
            #expect(try await collector.collectOne())
            #expect(try await !collector.collectOne())
            var mail = ReceivedMail.sample("Заявка'; DROP TABLE mails; --", id: "1@example.org")
            mail.files = [
                ReceivedMail.File(name: "a.pdf", type: "application/pdf", size: 3, bytes: [0, 1, 255]),
                ReceivedMail.File(name: "b.exe", type: "application/octet-stream", size: 9, bytes: nil),
            ]
            mail.html = "<p>\u{0}Стучит</p>"
            mail.remarks = [.program]
            boxes.add(mail)
            clock.pass(MailCollector.pace)
            #expect(try await collector.collectOne())
            let worklist = try await desk.store.contacts.worklist(WorklistQuestion(of: nil))
            let id = try #require(worklist.first?.id)
            let contact = try #require(try await desk.store.contacts.contact(id)).record
            #expect(worklist.count == 1 && contact.state == .registered && contact.personName == "Анна")
            let channels = try await desk.store.records.records([try #require(contact.channel)])
            #expect(channels.first?.record.code == "email")
            let kept = try #require(try await desk.store.mailBoxes.letters(of: id, limit: 5).first)
            #expect(kept.mail.subject == mail.subject && kept.mail.id == mail.id && kept.mail.remarks == [.program])
            #expect(kept.mail.files.map(\.name) == ["a.pdf", "b.exe"] && kept.keptFiles == [0] && kept.box == "Почта")
            let file = try await desk.store.mailBoxes.file(0, of: kept.id, of: id)
            #expect(file?.bytes == [0, 1, 255])
            #expect(try await desk.store.mailBoxes.file(1, of: kept.id, of: id) == nil)
            #expect(try await desk.store.mailBoxes.file(0, of: kept.id, of: ContactID(99)) == nil)
            #expect(try await desk.store.mailBoxes.letter(kept.id, of: ContactID(99)) == nil)
            let inbox = try #require(try await desk.store.reception.inboxes(of: [desk.user])[desk.user])
            #expect(inbox.latest.map(\.subject) == [.contact(id)])
            let state = try await desk.state()
            #expect(state?.received == 1 && state?.problem == nil && state?.lookedAt == clock.now)
            let audit = try await desk.store.access.auditLog(limit: 5).first { $0.action == .mailReceived }
            #expect(audit?.subject == "box:\(desk.box.id) contact:\(id)")
        }
    }

    @Test(
        "S3.25 an answer, to us or to somebody's letter, goes on with the contact, which is to be gone on with again",
        arguments: TestEngine.allCases
    )
    func threads(engine: TestEngine) async throws {
        try await MailDesk.with(engine) { desk in
            let (boxes, clock) = (SampleMailBoxes(), SampleClock())
            let collector = desk.collector(boxes, clock)
            _ = try await collector.collectOne()
            boxes.add(.sample("Первое", id: "1@example.org"))
            clock.pass(MailCollector.pace)
            _ = try await collector.collectOne()
            let id = try #require(try await desk.store.contacts.worklist(WorklistQuestion(of: nil)).first?.id)
            let mail = try #require(try await desk.store.mailBoxes.letters(of: id, limit: 1).first)
            let letter = ContactLetter(
                key: .random(),
                contact: id,
                user: desk.user,
                at: clock.now,
                extent: .brief,
                recipients: [try #require(mail.mail.address)],
                subject: "Re: Первое",
                text: "Приезжайте",
                answered: mail.id
            )
            let audit = AuditEntry(at: clock.now, user: desk.user, action: .mailAnswered)
            #expect(try await desk.store.letters.add(letter, audit: audit))
            // It goes out as an answer, and comes back to the box.
            let due = try #require(try await desk.store.letterOutbox.claim(at: clock.now, until: .distantFuture))
            #expect(due.letter == letter && due.answers == mail.mail.id)
            #expect(due.replyTo?.description == "info@example.org")
            let done = try #require(try await desk.store.contacts.contact(id))
            let author = RecordAuthor(desk.user, at: clock.now)
            _ = try await desk.store.contacts.process(done.record, id, over: done.version, isDone: true, by: author)
            boxes.add(.sample("Ответ", id: "2@example.org", answering: "contact.\(id).\(letter.key)@priyom.example"))
            boxes.add(.sample("Ещё", id: "3@example.org", answering: "unknown@example.org", "1@example.org"))
            boxes.add(.sample("Другое", id: "4@example.org", answering: "contact.\(id).\(ContactLetterKey.random())@x"))
            clock.pass(MailCollector.pace)
            _ = try await collector.collectOne()
            let subjects = try await desk.store.mailBoxes.letters(of: id, limit: 9).map(\.mail.subject)
            #expect(subjects == ["Первое", "Ответ", "Ещё"])
            #expect(try await desk.kept().contacts == 2)
            #expect(try await desk.store.contacts.contact(id)?.record.work?.isOpen == true)
        }
    }

    @Test(
        "S3.25 a letter that came twice, or whose box was numbered anew, is one contact",
        arguments: TestEngine.allCases
    )
    func once(engine: TestEngine) async throws {
        try await MailDesk.with(engine) { desk in
            let (boxes, clock) = (SampleMailBoxes(), SampleClock())
            let collector = desk.collector(boxes, clock)
            _ = try await collector.collectOne()
            for number in [1, 2, 1] { boxes.add(.sample("\(number)", id: "\(number)@example.org"), at: clock.now) }
            clock.pass(MailCollector.pace)
            _ = try await collector.collectOne()
            #expect(try await desk.kept() == (["1", "2"], 2))
            boxes.state.withLock { state in
                state.validity = 2
                state.letters.insert((1, .sample("Давно"), .sample(-200_000)), at: 0)
                for place in state.letters.indices { state.letters[place].number = Int64(place) + 1 }
            }
            boxes.add(.sample("3", id: "3@example.org"), at: clock.now)
            clock.pass(MailCollector.pace)
            _ = try await collector.collectOne()
            #expect(try await desk.kept() == (["1", "2", "3"], 3))
            let fetched = boxes.state.withLock { $0.fetched }
            clock.pass(MailCollector.pace)
            _ = try await collector.collectOne()
            #expect(boxes.state.withLock { $0.fetched } == fetched)
        }
    }

    @Test(
        "S3.25 a box that fails says why and is left alone longer and longer; who lost a box writes nothing into it",
        arguments: TestEngine.allCases
    )
    func failures(engine: TestEngine) async throws {
        try await MailDesk.with(engine) { desk in
            let (boxes, clock) = (SampleMailBoxes(), SampleClock())
            let collector = desk.collector(boxes, clock)
            _ = try await collector.collectOne()
            boxes.state.withLock { $0.problem = .login }
            for pause in [20.0, 20, 40, 80] {
                clock.pass(pause - 1)
                #expect(try await !collector.collectOne(), "\(pause)")
                clock.pass(1)
                #expect(try await collector.collectOne(), "\(pause)")
            }
            #expect(try await desk.state()?.problem == .login)
            boxes.state.withLock { $0.problem = nil }
            #expect(try await desk.setPassword("other"))
            let lost = try #require(try await desk.store.mailInbox.claim(at: clock.now, until: clock.now + 10))
            #expect(try await desk.store.mailInbox.claim(at: clock.now + 9, until: clock.now + 20) == nil)
            let held = try #require(try await desk.store.mailInbox.claim(at: clock.now + 10, until: clock.now + 20))
            let position = MailBoxPosition(validity: 1, number: 5)
            let late = try await desk.store.mailInbox.take(
                .sample(),
                to: position,
                for: lost,
                at: clock.now,
                until: .distantFuture
            )
            #expect(late == .claimLost)
            try await desk.store.mailInbox.giveBack(held, problem: nil, at: clock.now, next: clock.now)
            #expect(try await desk.kept() == ([], 0))
            #expect(try await desk.state()?.problem == nil)
            _ = try await desk.store.database.write { transaction in
                try transaction.execute("UPDATE mail_boxes SET password = 'v9:x', next_at = 0")
            }
            _ = try await collector.collectOne()
            #expect(try await desk.state()?.problem == .noKey)
        }
    }

    /// Dies after so many letters, in the middle of taking one or right behind it.
    private struct DyingInbox: MailInbox {
        struct Death: Error {}

        let inbox: any MailInbox
        let count: SharedCount
        let isBehind: Bool

        func claim(at now: Date, until: Date) async throws -> MailBoxClaim? {
            try await inbox.claim(at: now, until: until)
        }
        func move(_ claim: MailBoxClaim, to position: MailBoxPosition, at now: Date, until: Date) async throws -> Bool {
            try await inbox.move(claim, to: position, at: now, until: until)
        }
        func take(
            _ mail: ReceivedMail,
            to position: MailBoxPosition,
            for claim: MailBoxClaim,
            at now: Date,
            until: Date
        ) async throws -> MailTaking {
            guard !count.isOver else { throw Death() }
            if count.take() {
                if isBehind { _ = try await inbox.take(mail, to: position, for: claim, at: now, until: until) }
                throw Death()
            }
            return try await inbox.take(mail, to: position, for: claim, at: now, until: until)
        }
        func giveBack(_ claim: MailBoxClaim, problem: MailBoxProblem?, at now: Date, next: Date) async throws {
            throw Death()
        }
    }

    @Test(
        "S3.25 a thousand letters from a real server are a thousand contacts within a minute, also where the server is killed on the way",
        arguments: TestEngine.allCases
    )
    func thousand(engine: TestEngine) async throws {
        let house = try MailHouse()
        defer { house.stop() }
        let port = Int64(house.port)
        let standsThere: @Sendable (inout MailBox) -> Void = { $0.port = port }
        try await MailDesk.with(engine, standsThere) { desk in
            let clock = SampleClock()
            let (boxes, opening) = (CurlMailBoxes(), GMimeMail())
            let collector = desk.collector(boxes, opening) { clock.now }
            #expect(try await collector.collectOne())
            for number in 1...1_000 {
                try house.deliver(
                    "From: Client \(number) <c\(number)@example.org>\nMessage-ID: <\(number)@example.org>\nSubject: Letter \(number)\n\nStop"
                )
            }
            let begin = ContinuousClock.now
            for isBehind in [false, true] {
                clock.pass(1_000)
                let dying = DyingInbox(inbox: desk.store.mailInbox, count: SharedCount(300), isBehind: isBehind)
                let killed = desk.collector(boxes, opening, inbox: dying) { clock.now }
                await #expect(throws: DyingInbox.Death.self) { try await killed.collectOne() }
            }
            clock.pass(1_000)
            #expect(try await collector.collectOne())
            let kept = try await desk.kept()
            #expect(kept.contacts == 1_000 && Set(kept.subjects).count == 1_000 && kept.subjects.count == 1_000)
            #expect(ContinuousClock.now - begin < .seconds(60))
        }
    }
}

/// Counts down to the end.
final class SharedCount: @unchecked Sendable {
    private let lock = NSLock()
    private var left: Int

    init(_ left: Int) { self.left = left }

    var isOver: Bool { lock.withLock { left < 0 } }

    /// - Returns: whether this was the last one.
    func take() -> Bool {
        lock.withLock {
            left -= 1
            return left < 0
        }
    }
}
