import Foundation

/// What the directory says of a queue, as far as the PBX and the people's states follow from it.
package struct QueueRules: Hashable, Sendable {
    /// As people call it.
    package var title: String?
    /// Seconds after a call in which its member is offered no other one; zero where there are none.
    package var wrapUp: TimeInterval
    /// Those who are its members while they are there, each with the phone on their card; `nil` where the PBX alone says who is.
    package var workers: [UserID: Extension?]?

    package init(title: String? = nil, wrapUp: TimeInterval = 0, workers: [UserID: Extension?]? = nil) {
        self.title = title
        self.wrapUp = wrapUp
        self.workers = workers
    }
}

extension RecordStore {
    /// The rules of all queues that the directory has. Of who works a queue only those count who may log in.
    package func queueRules() async throws -> [QueueName: QueueRules] {
        let queues = try await records(of: CallQueue.self, includingHidden: false).map(\.record)
        let ids = Set(queues.filter(\.joinsAtLogIn).flatMap(\.employees)).sorted()
        let people = ids.isEmpty ? [] : try await records(ids).filter { !$0.isHidden }
        return queues.reduce(into: [:]) { rules, queue in
            let workers = people.filter { queue.employees.contains($0.id) }
                .compactMap { person in person.record.user.map { ($0, person.record.phone) } }
            rules[QueueName(queue.name)] = QueueRules(
                title: queue.title,
                wrapUp: TimeInterval(queue.wrapUpSeconds),
                workers: queue.joinsAtLogIn ? Dictionary(workers, uniquingKeysWith: { $1 }) : nil
            )
        }
    }
}
