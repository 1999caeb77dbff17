import Foundation
import Logging

/// Has the PBX's queues follow who is there and what they say of themselves, in the process that follows the PBX, and shows what
/// the PBX refuses and what the directory says of the queues.
package actor QueueDesk {
    private let control: any QueueControl
    private let records: any RecordStore
    private let desk: any LiveDesk
    private let logger: Logger
    private var pauses: QueuePauses
    private var memberships = QueueMemberships()
    private var refusals: [UserID: Set<QueueName>] = [:]

    /// - Parameter reason: what a status is called at the PBX.
    package init(
        control: any QueueControl,
        records: any RecordStore,
        desk: any LiveDesk,
        logger: Logger,
        reason: @escaping @Sendable (Presence) -> String
    ) {
        self.control = control
        self.records = records
        self.desk = desk
        self.logger = logger
        pauses = QueuePauses(reason: reason)
    }

    /// For as long as the task lives.
    ///
    /// - Parameter pace: how often the directory is looked at.
    package func run(pace: Duration = .seconds(2)) async {
        await withDiscardingTaskGroup { tasks in
            tasks.addTask {
                while !Task.isCancelled {
                    await self.readRules()
                    try? await Task.sleep(for: pace)
                }
            }
            await followFloor()
            tasks.cancelAll()
        }
    }

    private func readRules() async {
        do {
            await desk.show(queueRules: try await records.queueRules())
        } catch is CancellationError {
        } catch {
            logger.warning("The directory of queues cannot be read", metadata: ["reason": "\(error)"])
        }
    }

    private func followFloor() async {
        let updates = await desk.updates(.everything)
        await follow(await desk.floor)
        for await update in updates {
            switch update.content {
            case .reset: await follow(await desk.floor)
            case .changes(let changes):
                // Of several the last one is true.
                if let floor = changes.lazy.compactMap(\.floor).last { await follow(floor) }
            }
        }
    }

    private func follow(_ floor: Floor) async {
        let orders = memberships.orders(on: floor) + pauses.orders(on: floor)
        guard !orders.isEmpty else { return }
        for order in orders {
            let isDone = await control.carryOut(order)
            guard let user = order.user else { continue }
            if isDone {
                refusals[user]?.remove(order.queue)
            } else {
                refusals[user, default: []].insert(order.queue)
            }
        }
        refusals = refusals.filter { !$0.value.isEmpty }
        await desk.show(queueRefusals: refusals.mapValues { $0.sorted() })
    }
}

extension LiveChange {
    fileprivate var floor: Floor? {
        if case .floor(let floor) = self { floor } else { nil }
    }
}
