import GRDB

extension StorageError {
    /// Runs work on the file at `path` and puts SQLite's errors into words.
    static func ofSQLite<Result>(at path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    static func ofSQLite<Result>(at path: String, _ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    init(_ error: DatabaseError, path: String) {
        let (code, message) = Self.meaning(of: error.extendedResultCode, path: path)
        self.init(code, message, cause: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no details")")
        isDuplicate = error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
    }

    private static func meaning(of result: ResultCode, path: String) -> (Code, String) {
        switch (result, result.primaryResultCode) {
        case (.SQLITE_READONLY_DBMOVED, _):
            (.gone, "The database file \(path) was moved or deleted while it was in use: put it back and start again.")
        case (_, .SQLITE_BUSY), (_, .SQLITE_LOCKED):
            (
                .locked,
                "The database file \(path) is locked by another program: end it (a second priyom, a backup, an editor)."
            )
        case (_, .SQLITE_FULL):
            (.diskFull, "The disk that holds \(path) is full: make room; writing goes on by itself then.")
        case (_, .SQLITE_READONLY), (_, .SQLITE_PERM):
            (.readOnly, "The database file \(path) or its folder may not be written to: give this user the right to.")
        case (_, .SQLITE_CANTOPEN):
            (
                .cannotOpen,
                "The database file \(path) cannot be opened: see that its folder exists and this user may write to it."
            )
        case (_, .SQLITE_NOTADB):
            (.notADatabase, "The file \(path) is not an SQLite database: name another file in the database setting.")
        case (_, .SQLITE_CORRUPT):
            (.damaged, "The database file \(path) is damaged: stop the program and restore the last backup.")
        case (_, .SQLITE_IOERR):
            (.failed, "The disk that holds \(path) reports an error: check the disk.")
        case (_, .SQLITE_CONSTRAINT), (_, .SQLITE_MISMATCH), (_, .SQLITE_TOOBIG):
            (.refusedValue, "A value breaks a rule of the database's schema; nothing was written.")
        case (_, .SQLITE_MISUSE):
            (.closed, "The database \(path) was used after it was closed.")
        default:
            (.failed, "The database \(path) could not carry out a statement.")
        }
    }
}
