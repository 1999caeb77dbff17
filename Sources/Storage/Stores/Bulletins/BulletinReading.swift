import ContactCenter
import Foundation

/// Bulletins and their readers, read within a transaction.
enum BulletinReading {
    /// Who may log in, by name.
    ///
    /// - Parameter user: this one alone.
    static func readers(_ user: UserID? = nil, in transaction: any Transaction) throws -> [BulletinReader] {
        let one = user == nil ? "" : " AND users.id = $1"
        return try transaction.rows(
            """
            SELECT users.id, users.display_name, employees.id, employees.department_id, departments.id
            FROM users
            LEFT JOIN employees ON employees.user_id = users.id AND employees.is_hidden = 0
            LEFT JOIN departments ON departments.name = users.department AND departments.is_hidden = 0
            WHERE users.is_disabled = 0\(one)
            ORDER BY users.display_name, users.id
            """,
            user.map { [.integer($0.rawValue)] } ?? []
        ).map { row in
            var row = row
            let (id, name) = try (UserID(row.integer()), row.text())
            let employee: EmployeeID? = try row.optionalID()
            let (own, named): (DepartmentID?, DepartmentID?) = try (row.optionalID(), row.optionalID())
            return BulletinReader(
                user: id,
                name: name,
                departments: Set([own, named].compactMap(\.self)),
                employee: employee
            )
        }.reduce(into: []) { readers, reader in
            // Two departments of one name are both theirs.
            if readers.last?.user == reader.user {
                readers[readers.count - 1].departments.formUnion(reader.departments)
            } else {
                readers.append(reader)
            }
        }
    }

    static func projects(in transaction: any Transaction) throws -> [ProjectID: Project] {
        let all = try RecordTable<Project>(numbers: NoNumbers()).all(includingHidden: true, in: transaction)
        return Dictionary(all.map { ($0.id, $0.record) }, uniquingKeysWith: { $1 })
    }

    /// The latest first.
    ///
    /// - Parameter condition: its values begin with `$2`.
    static func shown(
        _ condition: String,
        _ values: [SQLValue],
        for user: UserID,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ShownBulletin] {
        let rows = try transaction.rows(
            """
            SELECT bulletins.id, users.display_name, bulletin_readings.at
            FROM bulletins
            LEFT JOIN users ON users.id = bulletins.created_by
            LEFT JOIN bulletin_readings ON bulletin_readings.bulletin_id = bulletins.id AND bulletin_readings.user_id = $1
            WHERE \(condition)
            ORDER BY bulletins.valid_from DESC, bulletins.id DESC LIMIT \(limit)
            """,
            [.integer(user.rawValue)] + values
        ).map { row in
            var row = row
            return try (id: row.id() as BulletinID, author: row.optionalText(), readAt: row.optionalInstant())
        }
        let kept = try RecordTable<Bulletin>(numbers: NoNumbers()).records(rows.map(\.id), in: transaction)
        return zip(kept, rows).map { ShownBulletin(kept: $0, authorName: $1.author, readAt: $1.readAt) }
    }
}

/// Bulletins that have to be read are told when they begin to be valid, and not any more when they end or are hidden.
enum BulletinAnnouncing {
    private static let toAnnounce = """
        SELECT id FROM bulletins
        WHERE announced_at IS NULL AND is_must_read = 1 AND is_hidden = 0 AND valid_from <= $1 AND valid_until > $1
        """
    private static let toWithdraw = """
        SELECT notifications.id FROM notifications JOIN bulletins ON bulletins.id = notifications.bulletin_id
        WHERE notifications.bulletin_id IS NOT NULL AND notifications.read_at IS NULL AND notifications.withdrawn_at IS NULL
            AND (bulletins.is_hidden = 1 OR bulletins.valid_until <= $1)
        """

    /// Whether there is anything at all; looking takes no lock.
    static func isDue(at now: Date, in transaction: any Transaction) throws -> Bool {
        for due in [toAnnounce, toWithdraw] {
            if try !transaction.rows("\(due) LIMIT 1", [.instant(now)]).isEmpty { return true }
        }
        return false
    }

    /// What is due is claimed and told in one transaction.
    static func announce(at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE notifications SET withdrawn_at = $1 WHERE id IN (\(toWithdraw))",
            [.instant(now)]
        )
        let due: [BulletinID] = try transaction.rows(
            "UPDATE bulletins SET announced_at = $1 WHERE id IN (\(toAnnounce)) AND announced_at IS NULL RETURNING id",
            [.instant(now)]
        ).map { row in
            var row = row
            return try row.id()
        }
        guard !due.isEmpty else { return }
        let (readers, projects) = try (
            BulletinReading.readers(in: transaction), BulletinReading.projects(in: transaction)
        )
        for kept in try RecordTable<Bulletin>(numbers: NoNumbers()).records(due, in: transaction) {
            let told = readers.filter { $0.user != kept.record.createdBy && $0.isMeant(by: kept.record, projects) }
            try transaction.execute(
                "INSERT INTO notifications (user_id, kind, bulletin_id, at) VALUES ($1, 'bulletin', $2, $3)",
                each: told.map { [.integer($0.user.rawValue), .integer(kept.id.rawValue), .instant(now)] }
            )
        }
    }
}
