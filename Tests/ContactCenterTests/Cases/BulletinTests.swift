import ContactCenter
import Foundation
import Testing

@Suite("Whom a bulletin is for")
struct BulletinTests {
    private static let start = Date(timeIntervalSince1970: 1_321_453_800)

    private static func bulletin(_ change: (inout Bulletin) -> Void = { _ in }) -> Bulletin {
        var bulletin = Bulletin()
        (bulletin.title, bulletin.text) = ("Акция", "Скидка 10 %")
        (bulletin.from, bulletin.until) = (start, start + 3_600)
        change(&bulletin)
        return bulletin
    }

    @Test("S3.13 it is for everybody, for some departments, or for who works on some projects")
    func audience() {
        var project = Project()
        project.employees = [EmployeeID(5)]
        let projects = [ProjectID(3): project]
        let anna = BulletinReader(
            user: UserID(1),
            name: "Анна",
            departments: [DepartmentID(1)],
            employee: EmployeeID(5)
        )
        let oleg = BulletinReader(user: UserID(2), name: "Олег", departments: [DepartmentID(2), DepartmentID(9)])
        func readers(_ bulletin: Bulletin) -> [String] {
            [anna, oleg].filter { $0.isMeant(by: bulletin, projects) }.map(\.name)
        }
        #expect(readers(Self.bulletin()) == ["Анна", "Олег"])
        #expect(readers(Self.bulletin { $0.departments = [DepartmentID(9)] }) == ["Олег"])
        #expect(readers(Self.bulletin { $0.projects = [ProjectID(3)] }) == ["Анна"])
        #expect(
            readers(Self.bulletin { ($0.departments, $0.projects) = ([DepartmentID(2)], [ProjectID(3)]) }).count == 2
        )
        #expect(readers(Self.bulletin { $0.projects = [ProjectID(4)] }).isEmpty)
    }

    @Test("S3.13 it is valid from its beginning until its end, which comes after it")
    func validity() {
        let bulletin = Self.bulletin()
        #expect([-1.0, 0, 3_599, 3_600].map { bulletin.isValid(at: Self.start + $0) } == [false, true, true, false])
        #expect(bulletin.problems.isEmpty)
        #expect(Self.bulletin { $0.until = Self.start }.problems == [FieldProblem("valid_until", .contradiction)])
        #expect(Self.bulletin { $0.text = nil }.problems == [FieldProblem("text", .required)])
    }
}
