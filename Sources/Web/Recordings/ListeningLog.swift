import ContactCenter
import Foundation

/// Writes each listening into the audit log, once, before any of it is heard.
actor ListeningLog {
    private let access: any AccessStore
    private var listenings = Listenings()

    init(access: any AccessStore) { self.access = access }

    func note(_ playing: Listenings.Playing, by user: UserID, from address: String, at now: Date) async throws {
        guard listenings.begins(playing, at: now) else { return }
        let subject = playing.call.map { "call:\($0) recording:\(playing.number)" } ?? "file:\(playing.name)"
        do {
            try await access.note(
                AuditEntry(at: now, user: user, action: .listen, subject: subject, address: address)
            )
        } catch {
            listenings.takeBack(playing)
            throw error
        }
    }
}
