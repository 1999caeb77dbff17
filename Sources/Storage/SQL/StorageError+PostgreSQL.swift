import CLibPQ
import Foundation

extension StorageError {
    /// What a statement's answer says, or the loss of the connection behind it.
    init(_ result: OpaquePointer?, connection: OpaquePointer, location: String) {
        guard let result, let field = PQresultErrorField(result, Int32(UnicodeScalar("C").value)) else {
            self.init(lost: connection, location: location)
            return
        }
        let state = String(cString: field)
        let words = String(cString: PQresultErrorMessage(result)).trimmingCharacters(in: .whitespacesAndNewlines)
        let (code, message) = Self.meaning(ofState: state, location: location)
        self.init(code, message, cause: "PostgreSQL \(state): \(words)")
        isVictim = ["40001", "40P01"].contains(state)
        isDuplicate = state == "23505"
    }

    init(lost connection: OpaquePointer, location: String) {
        self.init(
            .connectionLost,
            "The connection to the database \(location) broke: it is made anew at the next use. See that the server runs.",
            cause: Self.lastWords(of: connection)
        )
    }

    /// Why a connection did not come about.
    ///
    /// libpq gives no code for that. Its own words and the system's are English; the server's may be in any language, so
    /// what is not one of the former is a refusal.
    init(connecting connection: OpaquePointer, location: String) {
        let words = Self.lastWords(of: connection)
        let isUnreachable = Self.wordsOfTheUnreachable.contains { words?.contains($0) == true }
        self.init(
            isUnreachable ? .unreachable : .refusedLogIn,
            isUnreachable
                ? "The database server at \(location) does not answer: see that it runs and that host and port are right."
                : """
                The database server refuses \(location): see that user, password and database name are right \
                and that pg_hba.conf lets this machine in.
                """,
            cause: words
        )
    }

    private static let wordsOfTheUnreachable = [
        "Connection refused", "could not translate host name", "timeout expired", "No such file or directory",
        "No route to host", "Network is unreachable", "Connection timed out", "Connection reset", "starting up",
        "shutting down", "closed the connection unexpectedly", "too many clients",
    ]

    private static func lastWords(of connection: OpaquePointer) -> String? {
        let words = String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
        return words.isEmpty ? nil : words
    }

    /// By the codes of the SQL standard and of PostgreSQL, appendix A of its manual.
    static func meaning(ofState state: String, location: String) -> (Code, String) {
        switch (state, state.prefix(2)) {
        case ("55P03", _), ("40001", _), ("40P01", _):
            (
                .locked,
                "Another session holds rows or tables of the database \(location) locked: end it (see pg_stat_activity)."
            )
        case ("53100", _):
            (.diskFull, "The disk of the database server is full: make room; writing goes on by itself then.")
        case ("25006", _):
            (.readOnly, "The database \(location) is read-only, as a standby is: name the primary server.")
        case ("42501", _):
            (.readOnly, "The database user lacks a right on \(location): make it the owner of the database.")
        case ("57P01", _), ("57P02", _), ("57P03", _), (_, "08"):
            (
                .connectionLost,
                "The server of the database \(location) ended the connection: it is made anew at the next use."
            )
        case (_, "22"), (_, "23"):
            (.refusedValue, "A value breaks a rule of the database's schema; nothing was written.")
        case ("XX001", _), ("XX002", _):
            (.damaged, "The database \(location) is damaged: stop the program and restore the last backup.")
        default:
            (.failed, "The database \(location) could not carry out a statement.")
        }
    }
}
