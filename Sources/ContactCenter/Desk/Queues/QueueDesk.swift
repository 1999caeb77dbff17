import Foundation

/// Has the PBX's queues follow what people say of themselves, in the process that follows the PBX, and shows what the PBX refuses.
package actor QueueDesk {
    private let control: any QueueControl
    private let desk: any LiveDesk
    private var pauses: QueuePauses
    private var refusals: [UserID: Set<QueueName>] = [:]

    /// - Parameter reason: what a status is called at the PBX.
    package init(
        control: any QueueControl,
        desk: any LiveDesk,
        reason: @escaping @Sendable (PresenceStatus) -> String
    ) {
        self.control = control
        self.desk = desk
        pauses = QueuePauses(reason: reason)
    }

    /// For as long as the task lives.
    package func run() async {
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
        let orders = pauses.orders(on: floor)
        guard !orders.isEmpty else { return }
        for order in orders {
            if await control.carryOut(order) {
                refusals[order.user]?.remove(order.queue)
            } else {
                refusals[order.user, default: []].insert(order.queue)
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
