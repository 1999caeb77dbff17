import ContactCenter

/// Why the database did not do what it was asked, in words that say what to do.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// The setting names no database.
        case badLocation
        /// The file or its folder cannot be opened.
        case cannotOpen
        /// The file was there and is not any more.
        case gone
        /// Somebody else holds what we wait for. It may be tried again.
        case locked
        case diskFull
        case readOnly
        case notADatabase
        case damaged
        /// The server's host or port does not answer.
        case unreachable
        /// The server refused user, password or database.
        case refusedLogIn
        /// The connection broke. The next use connects anew.
        case connectionLost
        case serverTooOld
        /// Not UTF-8, or a ctype that knows ASCII only.
        case wrongEncoding
        /// The server has no `pg_trgm`, or its user may not switch it on.
        case missingExtension
        /// A newer version of the program has been at this database.
        case newerSchema
        /// The database was built by migrations other than the program's.
        case foreignSchema
        /// A value broke a rule of the schema.
        case refusedValue
        /// A row holds what the program cannot understand.
        case unreadable
        case closed
        /// Anything else: the cause says it.
        case failed
    }

    package var code: Code
    /// What happened and what to do about it, for the operator.
    package var message: String
    /// The engine's own words.
    package var cause: String?
    /// The engine broke the transaction off in favour of another: the same may be tried again at once.
    package var isVictim = false
    /// Another row has the same where only one may.
    package var isDuplicate = false

    package init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        cause.map { "\(message) [\($0)]" } ?? message
    }
}

extension StorageError: JournalError {
    package var isAboutContent: Bool { code == .refusedValue }
}
