import ContactCenter
import Testing

@Suite("A project")
struct ProjectTests {
    private func topic(_ id: Int64, _ name: String, below parent: Int64? = nil, isHidden: Bool = false) -> Kept<Topic> {
        var topic = Topic()
        (topic.name, topic.parent) = (name, parent.map(TopicID.init(_:)))
        return Kept(id: TopicID(id), version: 1, isHidden: isHidden, record: topic)
    }

    @Test("S3.1 only its own topics and those below them are offered; all where it names none, and a hidden one never")
    func topics() {
        let tree = TopicTree([
            topic(1, "Страхование"), topic(2, "КАСКО", below: 1), topic(3, "Угон", below: 2), topic(4, "Гарантия"),
            topic(5, "Прочее", isHidden: true),
        ])
        func offered(_ project: Project?) -> [Int64] { tree.offered(in: project).map(\.id.rawValue).sorted() }
        var project = Project()
        #expect(offered(nil) == [1, 2, 3, 4])
        #expect(offered(project) == [1, 2, 3, 4])
        project.topics = [TopicID(2), TopicID(5)]
        #expect(offered(project) == [2, 3])
    }

    @Test("S3.1 of those whom a reason names its operators are taken; all of them where none of them works on it")
    func operators() {
        let named = [3, 4, 5].map { EmployeeID($0) }
        var project = Project()
        #expect(Project.narrow(named, to: []) == named)
        #expect(Project.narrow(named, to: project.employees) == named)
        project.employees = [EmployeeID(5), EmployeeID(9), EmployeeID(4)]
        #expect(Project.narrow(named, to: project.employees) == [EmployeeID(4), EmployeeID(5)])
        project.employees = [EmployeeID(9)]
        #expect(Project.narrow(named, to: project.employees) == named)
        #expect(Project.narrow([], to: project.employees).isEmpty)
    }

    @Test("S3.1 is called by its number and name; what is no address is no mail box")
    func words() {
        var project = Project()
        (project.number, project.name) = ("204", "Страхование")
        #expect(project.title == "204 Страхование")
        #expect(project.problems.isEmpty)
        for text in ["polis", "a@b@c", "polis@example.org\r\nBcc: all@example.org"] {
            project.mailBox = text
            #expect(project.problems == [FieldProblem("mail_box", .malformed)], "\(text)")
        }
        project.mailBox = "polis@example.org"
        project.workSchedule = "всегда"
        #expect(project.problems == [FieldProblem("work_schedule", .malformed)])
    }
}
