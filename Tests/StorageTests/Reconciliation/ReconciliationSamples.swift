import ContactCenter
import Foundation
import Integrations
import TestSupport

@testable import Storage

extension Call {
    /// An ended inbound call that this phone answered after five seconds and talked for twenty.
    static func answeredSample(
        _ number: Int,
        from caller: String? = "9535237271",
        did: String? = "6467171",
        phone: String? = "0111",
        at seconds: Double = 0
    ) -> Call {
        var call = Call(id: .sample(number), direction: .inbound, startedAt: .sample(seconds))
        call.caller = CallerID(number: caller, name: nil)
        call.dialled = did
        call.result = .answered
        call.answeredAt = .sample(seconds + 5)
        call.endedAt = .sample(seconds + 25)
        if let phone {
            var leg = CallLeg(ordinal: 0, party: .phone(Extension(phone)), calledAt: .sample(seconds + 1))
            leg.answeredAt = .sample(seconds + 5)
            leg.leftAt = .sample(seconds + 25)
            leg.state = .released
            leg.stateSince = .sample(seconds + 25)
            leg.result = .answered
            call.legs = [leg]
            call.answeredBy = .phone(Extension(phone))
        }
        return call
    }
}

/// A contact as far as matching knows it.
struct ContactSample {
    var at: Double = 0
    var caller: String? = "9535237271"
    var phone: String? = "0111"
    var call: CallID?
    var isHidden = false
}

extension DataStore {
    @discardableResult
    func add(_ sample: ContactSample) async throws -> ContactID {
        try await database.write { transaction in
            var row = try transaction.rows(
                """
                INSERT INTO contacts (state, at, caller_number, caller_key, phone, pbx, linkedid, start_second, is_hidden)
                VALUES ('unfinished', $1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
                """,
                sample.values
            )[0]
            let id = ContactID(try row.integer())
            try ToMatch.add(contact: id, in: transaction)
            return id
        }
    }

    func change(_ contact: ContactID, to sample: ContactSample) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE contacts SET at = $1, caller_number = $2, caller_key = $3, phone = $4, pbx = $5, linkedid = $6,
                    start_second = $7, is_hidden = $8
                WHERE id = $9
                """,
                sample.values + [.integer(contact.rawValue)]
            )
            try ToMatch.add(contact: contact, in: transaction)
        }
    }

    func reconcile() async throws {
        while try await reconciliation.catchUp(limit: 1_000) > 0 {}
    }

    func contact(of number: Int) async throws -> ContactID? {
        try await reconciliation.contacts(of: [.sample(number)])[.sample(number)]?.id
    }
}

extension ContactSample {
    fileprivate var values: [SQLValue] {
        [
            .instant(.sample(at)), .text(caller), .text(caller.flatMap { key(of: $0) }), .text(phone),
            .text(call?.pbx), .text(call?.linkedID), .integer(call?.startSecond), .flag(isHidden),
        ]
    }

    private func key(of number: String) -> NumberKey? { LibPhoneNumber.russian.read(number).key }
}

extension ReconciliationQuestion {
    static func sample(isRegistered: Bool? = nil, includesUnanswered: Bool = false) -> ReconciliationQuestion {
        ReconciliationQuestion(
            period: Period(from: .sample(-86_400), until: .sample(86_400)),
            isRegistered: isRegistered,
            includesUnanswered: includesUnanswered
        )
    }
}
