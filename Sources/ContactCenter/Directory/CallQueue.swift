/// A queue of the PBX as the business runs it (decision D26): what it is called, who works it, and how much time they have after
/// a call.
package struct CallQueue: Hashable, Sendable {
    /// As the PBX calls it: `sales`.
    package var name = ""
    /// As people call it: `Отдел продаж`; `nil` where the PBX's name will do.
    package var title: String?
    /// For so many seconds after a call from it nobody is offered the next one, unless its contact is finished before.
    package var wrapUpSeconds: Int64 = 0
    /// Those who work it are added to it at the PBX while they are there, and removed when they are not. Where it is not so the
    /// PBX alone says who its members are.
    package var joinsAtLogIn = false
    /// Who works it.
    package var employees: [EmployeeID] = []

    package init() {}
}

package typealias CallQueueID = RecordID<CallQueue>

extension CallQueue: KeptRecord {
    package static let kind = RecordKind.queues
    package static let fields: [RecordField<CallQueue>] = [
        .text("name", \.name, limit: 80).unique,
        .text("title", \.title, limit: 200),
        .integer("wrap_up_seconds", \.wrapUpSeconds, 0...3_600),
        .flag("joins_at_log_in", \.joinsAtLogIn),
        .references("employees", \.employees, to: .employees),
    ]
}
