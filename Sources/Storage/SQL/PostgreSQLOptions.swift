import CLibPQ
import ContactCenter

/// How to connect: what the address says, and what makes a broken network noticed where it says nothing.
struct PostgreSQLOptions: Sendable {
    private let keywords: [String]
    private let values: [String]
    /// Statements that every new connection runs first.
    let sessionSettings: String

    /// - Throws: `StorageError` with code `badLocation`. libpq's own words are kept out: they may quote a password.
    init(connectionString: String, lockTimeout: Duration) throws {
        guard let parsed = PQconninfoParse(connectionString, nil) else { throw Self.unreadable }
        defer { PQconninfoFree(parsed) }
        var options = Self.unlessGiven
        var entry = parsed
        while let keyword = entry.pointee.keyword {
            if let value = entry.pointee.val {
                options[String(cString: keyword)] = String(cString: value)
            }
            entry += 1
        }
        // The rest of a password that has an @ in it.
        if options["host"]?.contains("@") == true { throw Self.unreadable }
        options["client_encoding"] = "UTF8"
        keywords = Array(options.keys)
        values = keywords.map { options[$0] ?? "" }
        // Compiling a statement takes longer than running any of ours, and a year's callers are sorted without the disk.
        sessionSettings = """
            SELECT set_config('lock_timeout', '\(lockTimeout.inMilliseconds)ms', false),
                   set_config('client_min_messages', 'error', false), set_config('jit', 'off', false);
            SELECT set_config('work_mem', '32MB', false)
            WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB');
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') = 'off';
            """
    }

    private static let unreadable = StorageError(
        .badLocation,
        """
        The address of the database cannot be read. It is postgresql://user:password@host:5432/database, \
        with special characters of the password percent-encoded (@ is %40, / is %2F, # is %23).
        """
    )

    private static let unlessGiven = [
        "application_name": "priyom",
        "connect_timeout": "10",
        "keepalives_idle": "15",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "20000",
    ]

    /// Calls a function of libpq that wants two lists that end with a null pointer.
    func withKeywordsAndValues<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<UnsafePointer<CChar>?>?, Int32) -> Result
    ) -> Result {
        withCStrings(keywords) { keywords in
            withCStrings(values) { values in
                body(keywords, values, 0)
            }
        }
    }

    private func withCStrings<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        var parameters = PostgreSQLParameters()
        return parameters.withPointers(to: strings.map { .text($0) } + [.null], body)
    }
}
