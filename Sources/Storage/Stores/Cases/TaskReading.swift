import ContactCenter
import Foundation

/// Tasks with what boards say of them.
struct TaskReading {
    let numbers: any PhoneNumberReading

    func tasks(_ question: TaskQuestion, _ transaction: any Transaction) throws -> [ListedTask] {
        var conditions = Conditions(question)
        let limit = conditions.bind(.integer(question.limit))
        let ids = try transaction.rows(
            """
            SELECT case_tasks.id, case_entries.id, cases.id, clients.name
            FROM case_tasks
            JOIN case_entries ON case_entries.id = case_tasks.entry_id
            JOIN cases ON cases.id = case_entries.case_id
            LEFT JOIN clients ON clients.id = cases.client_id
            WHERE \(conditions.text)
            ORDER BY COALESCE(clients.name, ''), COALESCE(cases.client_id, 0), cases.id, case_entries.at, case_entries.id,
                case_tasks.id
            LIMIT \(limit)
            """,
            conditions.values
        ).map { row in
            var row = row
            return try (
                task: row.id() as CaseTaskID, entry: row.id() as CaseEntryID, case: row.id() as CaseID,
                client: row.optionalText()
            )
        }
        let tasks: [CaseTaskID: Kept<CaseTask>] = try records(ids.map(\.task), in: transaction)
        let entries: [CaseEntryID: Kept<CaseEntry>] = try records(ids.map(\.entry), in: transaction)
        let cases: [CaseID: Kept<Case>] = try records(ids.map(\.case), in: transaction)
        let references = tasks.values.flatMap(references(of:)) + entries.values.flatMap(references(of:))
        let names = try RecordNames.names(of: Set(references), in: transaction)
        return ids.compactMap { ids in
            guard let task = tasks[ids.task], let entry = entries[ids.entry], let ofCase = cases[ids.case] else {
                return nil
            }
            func name(_ kind: RecordKind, _ id: Int64?) -> String? {
                id.flatMap { names[RecordReference(.record(kind), $0)] }
            }
            func name(of user: UserID?) -> String? {
                user.flatMap { names[RecordReference(.user, $0.rawValue)] }
            }
            return ListedTask(
                kept: task,
                actionName: name(.taskActions, task.record.action?.rawValue) ?? "",
                employeeName: name(.employees, task.record.employee?.rawValue),
                departmentName: name(.departments, task.record.department?.rawValue),
                doneByName: name(of: task.record.doneBy),
                entry: entry,
                topicName: name(.topics, entry.record.topic?.rawValue),
                categoryName: name(.entryCategories, entry.record.category?.rawValue),
                authorName: name(of: entry.record.author),
                case: ofCase,
                clientName: ids.client
            )
        }
    }

    private func records<Record: KeptRecord>(
        _ ids: [RecordID<Record>],
        in transaction: any Transaction
    ) throws -> [RecordID<Record>: Kept<Record>] {
        let kept = try RecordTable<Record>(numbers: numbers).records(Array(Set(ids)), in: transaction)
        return Dictionary(kept.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    private func references<Record>(of kept: Kept<Record>) -> [RecordReference] where Record: KeptRecord {
        Record.fields.filter { field in
            // What a board shows of them stands in the records themselves.
            ![.reference(.caseEntries), .reference(.caseTasks), .reference(.cases)].contains(field.content)
        }.flatMap { RecordReference.all($0.content, $0.value(in: kept.record)) }
    }
}
