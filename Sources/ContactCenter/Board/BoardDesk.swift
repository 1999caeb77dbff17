import Foundation
import Logging

/// Keeps today's figures true on the live pages: counts once for all who look, after what was written, at most once in `pace`, and so
/// that at most a tenth of the time goes there.
package actor BoardDesk {
    private let store: any DayBoardStore
    private let desk: any LiveDesk
    private let now: @Sendable () -> Date
    private let logger: Logger
    private var earlier: (figures: DayFigures, countedAt: Date)?

    /// Seconds. A day that is over hardly changes.
    private static let earlierLifetime = 60.0

    package init(
        store: any DayBoardStore,
        desk: any LiveDesk,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.desk = desk
        self.now = now
        self.logger = logger
    }

    /// Also looks after `interval` for what other programs wrote, and for what the time alone brings.
    package func run(pace: Duration = .seconds(2), interval: Duration = .seconds(10)) async {
        await desk.recount(
            after: .everything,
            .contacts,
            .documents,
            where: \.mayChangeBoard,
            pace: pace,
            interval: interval
        ) {
            let began = ContinuousClock.now
            await self.recount()
            try? await Task.sleep(for: (ContinuousClock.now - began) * 9)
        }
    }

    /// A database that does not answer leaves what was counted before; the pages say from when it is.
    package func recount() async {
        do {
            let moment = now()
            var board = try await store.board(at: moment)
            board.earlier = try await earlier(at: moment)
            await desk.show(board)
        } catch is CancellationError {
        } catch {
            logger.warning("The figures of the day cannot be counted", metadata: ["reason": "\(error)"])
        }
    }

    private func earlier(at moment: Date) async throws -> DayFigures {
        if let earlier, moment.timeIntervalSince(earlier.countedAt) < Self.earlierLifetime { return earlier.figures }
        let figures = try await store.earlier(at: moment)
        earlier = (figures, moment)
        return figures
    }
}

extension LiveUpdate {
    fileprivate var mayChangeBoard: Bool {
        switch content {
        case .reset: true
        case .changes(let changes):
            changes.contains { change in
                switch change {
                case .call(let call): call.isEnded
                case .merged, .withdrawn, .contact, .document: true
                case .floor, .card, .tasks, .staff: false
                }
            }
        }
    }
}
