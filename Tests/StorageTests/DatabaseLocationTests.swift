import Storage
import Testing

@Suite("The database setting")
struct DatabaseLocationTests {
    @Test("is a path or a PostgreSQL address")
    func parsed() throws {
        #expect(try DatabaseLocation(setting: "priyom.db") == .sqlite(path: "priyom.db"))
        #expect(try DatabaseLocation(setting: " /var/lib/priyom/p.db\n") == .sqlite(path: "/var/lib/priyom/p.db"))
        for address in ["postgresql://u:p@db:5433/priyom", "postgres:///priyom?host=/run/postgresql"] {
            #expect(try DatabaseLocation(setting: address) == .postgreSQL(connectionString: address))
        }
    }

    @Test("that is anything else is refused without repeating it", arguments: ["", " ", "mysql://u:secret@db/priyom"])
    func refused(setting: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseLocation(setting: setting) }
        #expect(error?.code == .badLocation)
        #expect(error?.description.contains("secret") == false)
    }

    @Test(
        "is shown without its password",
        arguments: [
            ("postgresql://u:secret@db:5433/priyom?sslmode=require", "postgresql://u@db:5433/priyom?sslmode=require"),
            ("postgresql://db/priyom?user=u&password=secret", "postgresql://db/priyom?user=u"),
            ("postgresql://u:se%20cret@[::1]/priyom", "postgresql://u@[::1]/priyom"),
            ("postgresql://u:secret@db:port/priyom", "postgresql://…"),
            ("/var/lib/priyom.db", "/var/lib/priyom.db"),
        ]
    )
    func shown(setting: String, shown: String) throws {
        #expect(try DatabaseLocation(setting: setting).description == shown)
    }
}
