import Foundation
import Logging

/// Writes down who listens to whom, in the process that follows the PBX (decision D22): each beginning, each change of who hears
/// them, each end, whatever brought it about, a button or the phone's own keys.
///
/// Who follows a person into the next call only listens there, whatever they did in the one before.
package actor ListeningDesk {
    private let desk: any LiveDesk
    private let listening: any CallListening
    private let access: any AccessStore
    private let now: @Sendable () -> Date
    private let logger: Logger
    private var known: [ListeningID: Listening] = [:]

    package init(
        desk: any LiveDesk,
        listening: any CallListening,
        access: any AccessStore,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.desk = desk
        self.listening = listening
        self.access = access
        self.now = now
        self.logger = logger
    }

    /// For as long as the task lives.
    package func run() async {
        let updates = await desk.updates(.everything)
        await follow(await desk.floor)
        for await update in updates {
            switch update.content {
            case .reset: await follow(await desk.floor)
            case .changes(let changes):
                for case .floor(let floor) in changes { await follow(floor) }
            }
        }
    }

    private func follow(_ floor: Floor) async {
        let before = known
        known = Dictionary(floor.listenings.all.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        guard known != before else { return }
        for listening in known.values {
            let earlier = before[listening.id]
            guard listening.call != nil else { continue }
            if earlier?.call != listening.call {
                await note(.listeningBegan, listening, on: floor)
                if earlier != nil { await becomeQuiet(listening) }
            } else if earlier?.mode != listening.mode {
                await note(.listeningChanged, listening, on: floor)
            }
        }
        for (id, listening) in before where known[id] == nil { await note(.listeningEnded, listening, on: floor) }
    }

    private func becomeQuiet(_ listening: Listening) async {
        guard let mode = listening.mode, mode != .listen else { return }
        // Not awaited: what is to be noted meanwhile does not wait for the PBX.
        Task { await self.listening.change(listening.id, to: .listen) }
    }

    private func note(_ action: AuditEntry.Action, _ listening: Listening, on floor: Floor) async {
        let heard = listening.to
        let subject = [
            heard.flatMap { floor.seats[$0] }.map { "user:\($0.user)" }, heard.map { "phone:\($0)" },
            listening.call.map { "call:\($0)" }, listening.by.map { "by:\($0)" },
        ]
        let entry = AuditEntry(
            at: now(),
            user: listening.by.flatMap { floor.seats[$0] }?.user,
            action: action,
            subject: subject.compactMap(\.self).joined(separator: " "),
            fields: listening.mode.map { [$0.rawValue] } ?? []
        )
        do {
            try await access.note(entry)
        } catch {
            logger.error(
                "That somebody listens to a call cannot be written down",
                metadata: ["action": "\(action.rawValue)", "subject": "\(entry.subject ?? "")", "reason": "\(error)"]
            )
        }
    }
}
