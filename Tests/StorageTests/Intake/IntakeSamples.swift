import ContactCenter
import Foundation
import Logging
import TestSupport
import Testing

@testable import Storage

/// Somebody who takes contacts over a database, by the shipped script.
struct SampleTaker {
    let store: DataStore
    let desk: IntakeDesk
    let user: UserID

    static let now = Date.sample(1_000)
    static let zone = TimeZone(identifier: "Europe/Moscow") ?? .gmt

    init(_ store: DataStore, as user: User, transfer: (any CallTransfer)? = nil) {
        self.store = store
        self.user = user.id
        desk = IntakeDesk(
            contacts: store.contacts,
            scripts: store.scripts,
            records: store.records,
            clients: store.clientSearch,
            documents: store.documents,
            numbers: .russian,
            transfer: transfer,
            timeZone: Self.zone,
            now: { Self.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    func begin(_ number: Int, caller: String = "9535237271") async throws -> Intake {
        var call = Call.sample(number)
        call.caller.number = caller
        call.answeredAt = .sample(Double(number))
        return try #require(try await desk.begin(call, at: Extension("0111"), by: user, seats: [:])).intake
    }

    /// Fills the present step in and goes on.
    func go(_ intake: Intake, _ move: IntakeMove = .next, _ typed: [String: String] = [:]) async throws -> IntakeStep {
        try await desk.go(
            move,
            typed: typed,
            step: try #require(intake.run.step?.id),
            revision: intake.kept.revision,
            of: try #require(try await desk.intake(of: intake.contact.id)),
            by: user,
            language: .russian
        )
    }

    /// Goes on through several steps, to the end or as far as the answers lead.
    func walk(_ intake: Intake, _ answers: [[String: String]]) async throws -> IntakeStep {
        var step = IntakeStep.shown(intake, [])
        for typed in answers {
            guard case .shown(let present, []) = step else { return step }
            step = try await go(present, .next, typed)
        }
        return step
    }
}

extension IntakeStep {
    var shown: Intake? {
        if case .shown(let intake, _) = self { intake } else { nil }
    }

    var problems: [FieldProblem] {
        if case .shown(_, let problems) = self { problems } else { [] }
    }

    var registered: Kept<Contact>? {
        if case .registered(let contact) = self { contact } else { nil }
    }
}

extension DataStore {
    func addEmployee(
        _ name: String,
        phone: String? = nil,
        _ columns: [(String, SQLValue)] = []
    ) async throws -> EmployeeID {
        try await add("employees", [("name", .text(name)), ("phone", .text(phone))] + columns, as: Employee.self)
    }
}
