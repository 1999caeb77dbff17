/// Tasks as a tree: client, case, entry, what is to be done about it (requirement S3.33). The order is that of the tasks.
package struct TaskBoard: Hashable, Sendable {
    package struct ClientGroup: Hashable, Sendable {
        /// `nil` for cases of nobody.
        package var client: ClientID?
        package var name: String?
        /// Of the first case that has them.
        package var company: String?
        package var policyCode: String?
        package var cases: [CaseGroup]
    }

    package struct CaseGroup: Hashable, Sendable {
        package var kept: Kept<Case>
        package var entries: [EntryGroup]
    }

    package struct EntryGroup: Hashable, Sendable {
        /// The first of the entry's tasks says of the entry what they all say.
        package var tasks: [ListedTask]

        package var entry: Kept<CaseEntry> { tasks[0].entry }
    }

    package private(set) var clients: [ClientGroup] = []

    package init(_ tasks: [ListedTask]) {
        for task in tasks { add(task) }
    }

    private mutating func add(_ task: ListedTask) {
        let record = task.case.record
        let place: Int
        if let known = clients.firstIndex(where: { $0.client == record.client }) {
            place = known
        } else {
            place = clients.count
            clients.append(ClientGroup(client: record.client, name: task.clientName, cases: []))
        }
        clients[place].company = clients[place].company ?? record.company
        clients[place].policyCode = clients[place].policyCode ?? record.policyCode
        clients[place].add(task)
    }
}

extension TaskBoard.ClientGroup {
    fileprivate mutating func add(_ task: ListedTask) {
        guard let place = cases.firstIndex(where: { $0.kept.id == task.case.id }) else {
            cases.append(TaskBoard.CaseGroup(kept: task.case, entries: [TaskBoard.EntryGroup(tasks: [task])]))
            return
        }
        if let entry = cases[place].entries.firstIndex(where: { $0.entry.id == task.entry.id }) {
            cases[place].entries[entry].tasks.append(task)
        } else {
            cases[place].entries.append(TaskBoard.EntryGroup(tasks: [task]))
        }
    }
}
