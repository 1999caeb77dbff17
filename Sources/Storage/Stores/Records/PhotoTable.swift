import ContactCenter
import Foundation

/// The photos of employees.
enum PhotoTable {
    static func photo(of employee: EmployeeID, in transaction: any Transaction) throws -> Photo? {
        let rows = try transaction.rows(
            "SELECT content FROM employee_photos WHERE employee_id = $1",
            [.integer(employee.rawValue)]
        )
        guard var row = rows.first, let file = Data(base64Encoded: try row.text()) else { return nil }
        return Photo(jpeg: [UInt8](file))
    }

    /// - Returns: whether there is such an employee.
    static func set(
        _ photo: Photo?,
        of employee: EmployeeID,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Bool {
        let key = SQLValue.integer(employee.rawValue)
        guard try !transaction.rows("SELECT id FROM employees WHERE id = $1", [key]).isEmpty else { return false }
        let before = try self.photo(of: employee, in: transaction)
        guard before != photo else { return true }
        if let photo {
            try transaction.execute(
                """
                INSERT INTO employee_photos (employee_id, tag, content) VALUES ($1, $2, $3)
                ON CONFLICT (employee_id) DO UPDATE SET tag = excluded.tag, content = excluded.content
                """,
                [key, .text(photo.tag), .text(Data(photo.bytes).base64EncodedString())]
            )
        } else {
            try transaction.execute("DELETE FROM employee_photos WHERE employee_id = $1", [key])
        }
        let field = Change.Field(name: "photo", before: before?.tag, after: photo?.tag)
        try ChangeTable.add(Change(.changed, [field], by: actor), of: .employees, employee.rawValue, in: transaction)
        return true
    }

    static func photographed(in transaction: any Transaction) throws -> [PhotographedEmployee] {
        try transaction.rows(
            """
            SELECT employees.id, employees.user_id, employee_photos.tag
            FROM employee_photos JOIN employees ON employees.id = employee_photos.employee_id
            WHERE employees.is_hidden = 0 ORDER BY employees.id
            """
        ).map { row in
            var row = row
            let (id, user) = try (row.integer(), row.optionalInteger())
            return PhotographedEmployee(id: EmployeeID(id), user: user.map { UserID($0) }, photoTag: try row.text())
        }
    }
}
