import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The audit log")
struct AuditLogTests {
    @Test("tells who did what to what, the latest first", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample())
            let entries = [
                AuditEntry(at: .sample(1), user: nil, action: .logInRefused, address: "2001:db8::7"),
                AuditEntry(
                    at: .sample(2),
                    user: anna.id,
                    action: .passwordSet,
                    subject: "user:\(anna.id)",
                    fields: ["password", "roles"],
                    address: "10.0.0.7"
                ),
                AuditEntry(at: .sample(2), user: anna.id, action: .logOut),
            ]
            for entry in entries { try await store.access.note(entry) }
            #expect(try await store.access.auditLog(limit: 3) == entries.reversed())
            #expect(try await store.access.auditLog(limit: 1) == [entries[2]])
            #expect(try await store.access.auditLog(limit: 0) == [])
        }
    }

    @Test("says which user was added, and never with what", arguments: TestEngine.allCases)
    func noValues(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let audit = AuditEntry(at: .sample(1), user: nil, action: .userAdded, fields: ["name", "password"])
            let anna = try await store.access.add(.sample(), audit: audit)
            var noted = audit
            noted.subject = "user:\(anna.id)"
            let log = try await store.access.auditLog(limit: 10)
            #expect(log == [noted])
            #expect(!"\(log)".contains("hash of anna") && !"\(log)".contains("Петрова"))
        }
    }

    @Test("passes over what a newer program noted", arguments: TestEngine.allCases)
    func newer(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.access.note(.sample(.logIn, at: .sample(1)))
            try await store.change("INSERT INTO audit_log (at, action, fields) VALUES (1795364900000, 'teleport', '')")
            #expect(try await store.access.auditLog(limit: 10) == [.sample(.logIn, at: .sample(1))])
        }
    }

    @Test("holds what somebody sends as text", arguments: TestEngine.allCases)
    func hostile(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for address in ["'); DROP TABLE audit_log; --", "<b>", String(repeating: "x", count: 10_000)] {
                let entry = AuditEntry(at: .sample(1), user: nil, action: .logInRefused, address: address)
                try await store.access.note(entry)
                #expect(try await store.access.auditLog(limit: 1) == [entry])
            }
        }
    }
}
