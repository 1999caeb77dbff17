import ContactCenter
import Foundation
import Logging

/// Keeps the copy of the PBX's call detail records whole: what the AMI did not deliver comes from the PBX's own file.
///
/// It reads on from where it was: after every resync, and now and then while all is well, so that the file never has to be
/// read from its beginning after an outage.
package struct CDRCatchUp: Sendable {
    /// How long after a resync, so that the rows of a call that ended just now are all written.
    package static let settlingTime = Duration.seconds(3)
    package static let interval = Duration.seconds(60)
    /// All rows of a call should come in one reading, because a call nobody saw is put together from them.
    private static let pageLimit = 20_000

    private let source: (any CDRSource)?
    private let journal: any CallJournal
    private let switchboard: Switchboard
    private let pbx: PBXName
    private let logger: Logger

    package init(
        source: (any CDRSource)?,
        journal: any CallJournal,
        switchboard: Switchboard,
        pbx: PBXName,
        logger: Logger
    ) {
        self.source = source
        self.journal = journal
        self.switchboard = switchboard
        self.pbx = pbx
        self.logger = logger
    }

    /// Reads after each resync and at every interval, until the task is cancelled.
    ///
    /// - Parameter resyncs: an element for each resync.
    package func run(resyncs: AsyncStream<Void>) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in resyncs { await readSoon(after: Self.settlingTime) }
            }
            group.addTask {
                while !Task.isCancelled { await readSoon(after: Self.interval) }
            }
        }
    }

    private func readSoon(after delay: Duration) async {
        do {
            try await Task.sleep(for: delay)
            try await switchboard.settleStrayRows()
            try await read()
        } catch is CancellationError {
            return
        } catch {
            logger.warning("The PBX's call detail records could not be read", metadata: ["reason": "\(error)"])
        }
    }

    /// Copies what the file has beyond the journal's cursor.
    package func read() async throws {
        guard let source else { return }
        var cursor = try await journal.cdrCursor(of: pbx)
        while !Task.isCancelled {
            let page = try await source.rows(after: cursor, limit: Self.pageLimit)
            guard page.cursor != cursor else { return }
            try await switchboard.copy(page)
            cursor = page.cursor
        }
    }
}
