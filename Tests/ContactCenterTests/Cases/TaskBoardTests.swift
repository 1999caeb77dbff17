import ContactCenter
import Foundation
import Testing

@Suite("Tasks as a tree and as a calendar")
struct TaskBoardTests {
    private static let start = Date(timeIntervalSince1970: 1_321_453_800)

    private static func task(
        _ id: Int64,
        _ action: String = "Сделать",
        entry: Int64 = 1,
        text: String = "Жалоба на боль в локтевом суставе",
        case caseID: Int64 = 192,
        title: String = "Открытое дело",
        client: Int64? = 7,
        policy: String? = nil,
        due: Date? = start
    ) -> ListedTask {
        var (task, ofCase, ofTask) = (CaseTask(), Case(), CaseEntry())
        (task.madeAt, task.dueAt) = (start - 3_600, due)
        (ofTask.text, ofTask.at) = (text, start - 3_600)
        (ofCase.number, ofCase.title, ofCase.client) = (Case.number(caseID), title, client.map(ClientID.init(_:)))
        (ofCase.policyCode, ofCase.company) = (policy, policy.map { _ in "СК Здорово" })
        return ListedTask(
            kept: Kept(id: CaseTaskID(id), version: 2, record: task),
            actionName: action,
            entry: Kept(id: CaseEntryID(entry), version: 1, record: ofTask),
            categoryName: "Жалоба",
            case: Kept(id: CaseID(caseID), version: 1, record: ofCase),
            clientName: client.map { "Клиент \($0)" }
        )
    }

    @Test(
        "S3.33 tasks stand under their entries, those under their cases, those under their clients with company and policy"
    )
    func tree() {
        let board = TaskBoard([
            Self.task(1), Self.task(2, "Проверить", entry: 1), Self.task(3, entry: 2),
            Self.task(4, entry: 3, case: 193, policy: "К/001031"), Self.task(5, entry: 4, case: 183, client: 8),
            Self.task(6, entry: 5, case: 7, client: nil),
        ])
        #expect(board.clients.map(\.client) == [ClientID(7), ClientID(8), nil])
        #expect(board.clients[0].cases.map(\.kept.record.number) == ["00192", "00193"])
        // Of the first case that has them.
        #expect(board.clients[0].policyCode == "К/001031" && board.clients[0].company == "СК Здорово")
        #expect(board.clients[1].policyCode == nil)
        let entries = board.clients[0].cases[0].entries
        #expect(entries.map { $0.tasks.map(\.kept.id.rawValue) } == [[1, 2], [3]])
        #expect(TaskBoard([]).clients.isEmpty)
    }

    @Test("S3.33 the number of a case has five digits, and more where they do not suffice")
    func numbers() {
        #expect([1, 192, 99_999, 123_456].map(Case.number) == ["00001", "00192", "99999", "123456"])
    }

    @Test("S3.14 a task is overdue from its time on until it is done")
    func overdue() {
        var task = CaseTask()
        #expect(!task.isOverdue(at: Self.start))
        task.dueAt = Self.start
        #expect(task.isOverdue(at: Self.start) && !task.isOverdue(at: Self.start - 1))
        task.doneAt = Self.start + 60
        #expect(!task.isOverdue(at: Self.start + 120))
    }

    // MARK: - The calendar

    private static func lines(_ form: TaskCalendar.Form, _ tasks: [ListedTask]) -> [String] {
        TaskCalendar(form, name: "Задачи; все", site: "https://priyom.example").text(of: tasks, at: start)
            .components(separatedBy: "\r\n")
    }

    @Test("S3.14 a calendar has an event at the time of each task, or the task itself")
    func calendar() {
        let events = Self.lines(.events, [Self.task(12)])
        #expect(events.first == "BEGIN:VCALENDAR" && events.suffix(2) == ["END:VCALENDAR", ""])
        for line in [
            "VERSION:2.0", "X-WR-CALNAME:Задачи\\; все", "BEGIN:VEVENT", "UID:task-12@priyom", "SEQUENCE:2",
            "DTSTAMP:20111116T143000Z", "CREATED:20111116T133000Z", "DTSTART:20111116T143000Z", "DURATION:PT15M",
            "SUMMARY:Сделать: Клиент 7", "URL:https://priyom.example/cases/192", "END:VEVENT",
        ] {
            #expect(events.contains(line), "\(line)")
        }
        let tasks = Self.lines(.tasks, [Self.task(12), Self.task(13, due: nil)])
        #expect(tasks.filter { $0 == "BEGIN:VTODO" }.count == 2 && !tasks.contains("BEGIN:VEVENT"))
        #expect(tasks.filter { $0.hasPrefix("DUE:") } == ["DUE:20111116T143000Z"])
        #expect(tasks.contains("STATUS:NEEDS-ACTION"))
        #expect(Self.lines(.events, [Self.task(13, due: nil)]).contains("DTSTART:20111116T133000Z"))
    }

    @Test("S3.14 what somebody wrote begins no line of its own, and no line is longer than 75 octets")
    func hostile() {
        let text = "конец\r\nEND:VEVENT\nBEGIN:VALARM\rX\u{2028}Y\u{0}\u{7}\\,;" + String(repeating: "ё", count: 200)
        let found = Self.lines(.events, [Self.task(1, "A\nATTENDEE:x", text: text)])
        #expect(found.filter { $0.hasPrefix("END:VEVENT") }.count == 1)
        #expect(!found.contains { $0.hasPrefix("BEGIN:VALARM") || $0.hasPrefix("ATTENDEE") })
        #expect(found.allSatisfy { $0.utf8.count <= 75 })
        let whole = found.joined(separator: "\r\n").replacing("\r\n ", with: "")
        #expect(whole.contains("конец\\nEND:VEVENT\\nBEGIN:VALARM\\nX\\nY\\\\\\,\\;ёё"))
        #expect(!whole.unicodeScalars.contains { $0 == "\u{0}" || $0 == "\u{7}" })
    }
}
