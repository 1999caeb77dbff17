import Foundation
import Logging

/// A process that follows no PBX shows what another one writes.
extension Switchboard {
    /// How many announcements are read at once.
    private static let announcementPage = 500

    /// Reads the journal's announcements from where it was, every `pace`, for as long as the task lives. Takes the place of `run`:
    /// nothing is written. Of phones and queues nothing is known.
    package func followJournal(pace: Duration = .milliseconds(300)) async {
        await apply([.floor(.connection(.elsewhere))])
        var isQuiet = false
        while !Task.isCancelled {
            do {
                let isBehind = try await showAnnounced()
                isQuiet = false
                if isBehind { continue }
            } catch {
                if !isQuiet, !Task.isCancelled {
                    logger.warning("What is announced cannot be read", metadata: ["reason": "\(error)"])
                }
                isQuiet = true
            }
            try? await Task.sleep(for: pace)
        }
        feed.finish()
    }

    /// - Returns: whether there is more.
    private func showAnnounced() async throws -> Bool {
        switch try await journal.announcements(after: position, limit: Self.announcementPage) {
        case .announcements(let announced):
            guard let last = announced.last else { return false }
            let ids = announced.map(\.call).reduce(into: [CallID]()) { if !$0.contains($1) { $0.append($1) } }
            let calls = try await journal.calls(ids)
            let found = Set(calls.map(\.id))
            var batch = JournalBatch(pbx: pbx)
            batch.calls = calls
            // What is no call of its own any more: part of another, or none at all.
            batch.withdrawals = ids.filter { !found.contains($0) }
            position = last.position
            show(batch)
            return announced.count == Self.announcementPage
        case .reset:
            try await resume()
            feed.reset(at: position)
            return false
        }
    }
}
