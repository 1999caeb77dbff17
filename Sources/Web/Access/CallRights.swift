import ContactCenter
import Foundation
import Hummingbird

/// Whose calls a person may see, and whose conversations hear.
extension Site {
    /// The page of a call: all, or those in which the reader, or somebody of the reader's department, was at one of the phones.
    func mayRead(_ call: Call, _ reader: SignedIn) async throws -> Bool {
        try await reaches(call.phoneMoments, .calls, reader)
    }

    /// Its recordings: as `mayRead`, but a phone that only rang took no part in the conversation.
    func mayListen(to call: Call, _ reader: SignedIn) async throws -> Bool {
        try await reaches(call.spokenMoments, .recordings, reader)
    }

    /// Whether a right reaches one of these phones at its moment, by who sat there.
    private func reaches(
        _ moments: [(phone: Extension, at: Date)],
        _ permission: Permission,
        _ reader: SignedIn
    ) async throws -> Bool {
        switch reader.reach(of: permission) {
        case .nobody: return false
        case .everybody: return true
        case .some(let sitters):
            return try await sat(sitters, at: moments)
        }
    }

    /// Whether one of these people sat at one of the phones at its moment.
    func sat(_ sitters: Sitters, at moments: [(phone: Extension, at: Date)]) async throws -> Bool {
        for (phone, moment) in moments where try await access.sat(sitters, at: phone, on: moment) { return true }
        return false
    }

    /// The call that the address names.
    ///
    /// - Throws: 404 for what is no call.
    func call(of context: Context) async throws -> Call {
        let text = context.parameters.get("id")?.removingPercentEncoding
        guard let id = text.flatMap(CallID.init(description:)), let call = try await journal.calls([id]).first else {
            throw HTTPError(.notFound)
        }
        return call
    }
}

/// Whose calls a right reaches.
enum CallReach: Hashable, Sendable {
    case nobody
    case some(Sitters)
    case everybody
}

extension SignedIn {
    /// Who belongs to no department reaches no further than their own.
    func reach(of permission: Permission) -> CallReach {
        switch (rights.scope(of: permission), user.department) {
        case (nil, _): .nobody
        case (.all, _): .everybody
        case (.department, let department?): .some(.department(department))
        case (.department, nil), (.own, _): .some(.user(user.id))
        }
    }
}

extension Viewer {
    /// Whether a list may show this reader all that there is.
    func reachesEverybody(by permission: Permission) -> Bool {
        if case .everybody? = reader?.reach(of: permission) { true } else { false }
    }
}
