import Foundation

/// What the operators of a shift are to know (glossary: `Доска объявлений`, requirement S3.13): for whom, from when until when, and
/// whether everybody has to say that they have read it.
package struct Bulletin: Hashable, Sendable {
    package var title = ""
    package var text: String?
    package var from = Date(timeIntervalSince1970: 0)
    package var until = Date(timeIntervalSince1970: 0)
    package var isMustRead = false
    /// Whose people it is for.
    package var departments: [DepartmentID] = []
    /// For who works on one of these, too. Without departments and projects it is for everybody.
    package var projects: [ProjectID] = []
    package var createdAt = Date(timeIntervalSince1970: 0)
    package var createdBy: UserID?

    package init() {}

    package func isValid(at now: Date) -> Bool { from <= now && now < until }
}

package typealias BulletinID = RecordID<Bulletin>

extension Bulletin: KeptRecord {
    package static let kind = RecordKind.bulletins
    package static let fields: [RecordField<Bulletin>] = [
        .text("title", \.title, limit: 200),
        .lines("text", \.text, limit: 4_000),
        .instant("valid_from", \.from),
        .instant("valid_until", \.until),
        .flag("is_must_read", \.isMustRead),
        .references("departments", \.departments, to: .departments),
        .references("projects", \.projects, to: .projects),
        .instant("created_at", \.createdAt).fixed,
        .user("created_by", \.createdBy).fixed,
    ]

    package var contradictions: [FieldProblem] {
        if text == nil { return [FieldProblem("text", .required)] }
        return until <= from ? [FieldProblem("valid_until", .contradiction)] : []
    }
}

/// Somebody who may log in, as far as it says which bulletins are for them.
package struct BulletinReader: Hashable, Sendable {
    package var user: UserID
    package var name: String
    /// That of their record as an employee, and the one that their log-in names.
    package var departments: Set<DepartmentID>
    package var employee: EmployeeID?

    package init(user: UserID, name: String, departments: Set<DepartmentID> = [], employee: EmployeeID? = nil) {
        self.user = user
        self.name = name
        self.departments = departments
        self.employee = employee
    }

    /// - Parameter projects: those that the bulletin names.
    package func isMeant(by bulletin: Bulletin, _ projects: [ProjectID: Project]) -> Bool {
        guard !bulletin.departments.isEmpty || !bulletin.projects.isEmpty else { return true }
        let isOfProject = bulletin.projects.contains { project in
            employee.map { projects[project]?.employees.contains($0) ?? false } ?? false
        }
        return isOfProject || !departments.isDisjoint(with: bulletin.departments)
    }
}

/// A bulletin as its readers see it.
package struct ShownBulletin: Hashable, Sendable {
    package var kept: Kept<Bulletin>
    package var authorName: String?
    /// When the reader said that they have read it.
    package var readAt: Date?

    package init(kept: Kept<Bulletin>, authorName: String? = nil, readAt: Date? = nil) {
        self.kept = kept
        self.authorName = authorName
        self.readAt = readAt
    }
}

/// Who has read a bulletin, and who has not.
package struct BulletinReadings: Hashable, Sendable {
    package struct Reading: Hashable, Sendable {
        package var reader: BulletinReader
        /// `nil`: not yet.
        package var at: Date?

        package init(reader: BulletinReader, at: Date?) {
            self.reader = reader
            self.at = at
        }
    }

    /// Everybody whom it is for, and who read it while it was for them; by name.
    package var all: [Reading]

    package init(_ all: [Reading] = []) { self.all = all }

    package var read: [Reading] { all.filter { $0.at != nil } }
    package var unread: [Reading] { all.filter { $0.at == nil } }
}

/// Bulletins for their readers. They are written as records like others: `RecordStore` keeps them.
package protocol BulletinStore: Sendable {
    /// Those that are valid and meant for this person, the latest first; what is still to be read stands before the rest.
    func bulletins(for user: UserID, at now: Date) async throws -> [ShownBulletin]
    /// All that there are, whoever they are for, the latest first.
    func all(limit: Int) async throws -> [ShownBulletin]
    /// - Returns: whether it is a bulletin for this person now.
    func read(_ bulletin: BulletinID, by user: UserID, at now: Date) async throws -> Bool
    func readings(of bulletin: BulletinID) async throws -> BulletinReadings
}
