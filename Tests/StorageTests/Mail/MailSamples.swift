import ContactCenter
import Foundation
import Logging
import Synchronization
import TestSupport

@testable import Storage

/// A box on a server that is made up, with letters by their numbers.
final class SampleMailBoxes: MailBoxReading, MailBoxSession {
    struct State {
        var validity: Int64 = 1
        var letters: [(number: Int64, mail: ReceivedMail, at: Date)] = []
        var problem: MailBoxProblem?
        /// How many letters are given out before the server goes away.
        var patience = Int.max
        var fetched = 0
    }

    let state = Mutex(State())

    func add(_ mail: ReceivedMail, at: Date = .sample(0)) {
        state.withLock { $0.letters.append((($0.letters.last?.number ?? 0) + 1, mail, at)) }
    }

    func session(at place: MailBoxPlace, password: String) -> any MailBoxSession { self }

    func open() async throws(MailBoxProblem) -> OpenedMailBox {
        let (problem, opened) = state.withLock {
            ($0.problem, OpenedMailBox(validity: $0.validity, next: ($0.letters.last?.number ?? 0) + 1))
        }
        if let problem { throw problem }
        return opened
    }

    func list(from number: Int64) async throws(MailBoxProblem) -> [ListedMail] {
        state.withLock { state in
            state.letters.filter { $0.number >= number }.map { ListedMail(number: $0.number, size: 10, at: $0.at) }
        }
    }

    /// The number stands in for the letter, which `open` gives out.
    func letter(_ listed: ListedMail, most: Int) async throws(MailBoxProblem) -> [UInt8]? {
        let isThere = state.withLock { state in
            state.fetched += 1
            state.patience -= 1
            return state.patience >= 0
        }
        guard isThere else { throw .unreachable }
        return Array("\(listed.number)".utf8)
    }
}

extension SampleMailBoxes: MailOpening {
    func open(_ bytes: [UInt8], isCut: Bool) async -> ReceivedMail {
        let number = Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
        return state.withLock { state in state.letters.first { $0.number == number }?.mail } ?? ReceivedMail()
    }
}

extension ReceivedMail {
    static func sample(_ subject: String = "Заявка", id: String? = nil, answering: String...) -> ReceivedMail {
        var mail = ReceivedMail()
        mail.subject = subject
        mail.text = "Стучит подвеска"
        mail.sender = "Анна"
        mail.address = MailAddress("anna@example.org")
        mail.id = id.flatMap(MessageID.init(rawValue:))
        mail.references = answering.compactMap(MessageID.init(rawValue:))
        mail.digest = "\(subject) \(id ?? "")"
        return mail
    }
}

/// A store with a supervisor and a box.
struct MailDesk {
    struct NotKept: Error {}

    var store: DataStore
    var user: UserID
    var box: Kept<MailBox>

    static func with(
        _ engine: TestEngine,
        _ change: @escaping @Sendable (inout MailBox) -> Void = { _ in },
        _ test: @escaping (MailDesk) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let user = try await store.access.add(.sample("anna", roles: [.supervisor])).id
            var box = MailBox()
            (box.name, box.address, box.host, box.user) = ("Почта", "info@example.org", "127.0.0.1", "anna")
            box.security = .off
            box.reason = try await store.reason("private_repair")
            change(&box)
            guard case .saved(let kept) = try await store.records.add(box, by: RecordAuthor(user, at: .sample(0)))
            else {
                throw NotKept()
            }
            let desk = MailDesk(store: store, user: user, box: kept)
            _ = try await desk.setPassword("s3cret")
            try await test(desk)
        }
    }

    func setPassword(_ password: String) async throws -> Bool {
        try await MailBoxDesk(store: store.mailBoxes, secrets: OpenSecrets()).setPassword(
            password,
            of: box.id,
            by: RecordAuthor(user, at: .sample(0)),
            audit: AuditEntry(at: .sample(0), user: user, action: .mailPasswordSet, subject: "box:\(box.id)")
        )
    }

    func collector(
        _ boxes: any MailBoxReading,
        _ opening: any MailOpening,
        inbox: (any MailInbox)? = nil,
        at now: @escaping @Sendable () -> Date
    ) -> MailCollector {
        MailCollector(
            inbox: inbox ?? store.mailInbox,
            boxes: boxes,
            opening: opening,
            secrets: OpenSecrets(),
            now: now,
            logger: .silent
        )
    }

    func collector(_ boxes: SampleMailBoxes, _ clock: SampleClock) -> MailCollector {
        collector(boxes, boxes) { clock.now }
    }

    func state() async throws -> MailBoxState? { try await store.mailBoxes.state(of: box.id) }

    /// The subjects of all letters, and how many contacts there are.
    func kept() async throws -> (subjects: [String], contacts: Int) {
        try await store.database.read { transaction in
            let subjects = try transaction.rows("SELECT subject FROM mails ORDER BY id").map { row in
                var row = row
                return try row.text()
            }
            var row = try transaction.rows("SELECT COUNT(*) FROM contacts")[0]
            return (subjects, Int(try row.integer()))
        }
    }
}
