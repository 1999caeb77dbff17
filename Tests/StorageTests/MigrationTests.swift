import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The schema is brought to the program's version")
struct MigrationTests {
    static let newest = Migration.all.count

    @Test("from empty, once", arguments: TestEngine.allCases)
    func fromEmpty(engine: TestEngine) async throws {
        try await engine.withEmptyDatabase { location in
            let store = try await DataStore.open(location, numbers: .russian, logger: .silent)
            #expect(try await store.schemaVersion == 0)
            #expect(try await store.migrate() == 0)
            #expect(try await store.schemaVersion == Self.newest)
            #expect(try await store.migrate() == Self.newest)
            await store.close()
        }
    }

    @Test(
        "from every earlier version, with what was kept in it",
        arguments: TestEngine.allCases,
        1..<Migration.all.count
    )
    func fromEarlier(engine: TestEngine, version: Int) async throws {
        try await engine.withEmptyDatabase { location in
            let store = try await DataStore.open(location, numbers: .russian, logger: .silent)
            try await Migrator(migrations: Array(Migration.all.prefix(version))).migrate(store.database)
            #expect(try await store.schemaVersion == version)
            try await store.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO calls (pbx, linkedid, start_second, direction, started_at)
                    VALUES ('office', '1795364806.0', 1795364806, 'inbound', 1795364806000)
                    """
                )
            }
            #expect(try await store.migrate() == version)
            let call = Call(id: .sample(), direction: .inbound, startedAt: .sample(0))
            #expect(try await store.callJournal.openCalls(of: office) == [call])
            #expect(try await store.callJournal.commit(.of(.endedSample())) == Position(1))
            await store.close()
        }
    }

    @Test("by one of two programs that start together", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await engine.withEmptyDatabase { location in
            let first = try await DataStore.open(location, numbers: .russian, logger: .silent)
            let second = try await DataStore.open(location, numbers: .russian, logger: .silent)
            async let one = Migrator().migrate(first.database)
            async let other = Migrator().migrate(second.database)
            let applied = try await one + other
            #expect(applied.map(\.number).sorted() == Migration.all.map(\.number))
            await first.close()
            await second.close()
        }
    }

    @Test("a database of a newer program is refused and left alone", arguments: TestEngine.allCases)
    func newer(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let future = Migration(Self.newest + 1, "future", ["CREATE TABLE future (id INTEGER PRIMARY KEY)"])
            _ = try await Migrator(migrations: Migration.all + [future]).migrate(store.database)
            #expect(await code { try await store.migrate() } == .newerSchema)
            #expect(try await store.schemaVersion == Self.newest + 1)
        }
    }

    @Test("a database whose migrations were other ones is refused", arguments: TestEngine.allCases)
    func edited(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let edited = Migration(2, "cdrs", Migration.all[1].statements + ["SELECT 1"])
            let migrator = Migrator(migrations: Migration.all.map { $0.number == 2 ? edited : $0 })
            #expect(await code { try await migrator.migrate(store.database) } == .foreignSchema)
            try await store.migrate()
        }
    }

    @Test("a migration that fails half-way leaves nothing behind", arguments: TestEngine.allCases)
    func failing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let failing = Migration(
                Self.newest + 1,
                "failing",
                ["CREATE TABLE half (id INTEGER PRIMARY KEY)", "INSERT INTO nowhere (id) VALUES (1)"]
            )
            let migrator = Migrator(migrations: Migration.all + [failing])
            #expect(await code { try await migrator.migrate(store.database) } == .failed)
            #expect(try await store.schemaVersion == Self.newest)
            let mended = Migration(Self.newest + 1, "mended", [failing.statements[0]])
            _ = try await Migrator(migrations: Migration.all + [mended]).migrate(store.database)
            #expect(try await store.schemaVersion == Self.newest + 1)
        }
    }

    /// Whoever has to change a line here has edited a migration that databases out there have already run.
    @Test("no migration was edited after its release")
    func frozen() {
        #expect(Migration.all.map(\.number) == Array(1...Self.newest))
        #expect(
            Migration.all.map { $0.checksum(in: .sqlite) } == [
                "31a79369e9c9c51e", "82c04e525862d7ba", "9bc298bd14ad1ab5", "aaf0a8cee22deffa", "f08d9016adba5d76",
                "e4b3eea31c883245", "bd192b4ab42a5d24", "7ebf569c90ab6257", "93c40cf48de4d115", "e9d6bc40c1e69491",
                "4ea442686647835c", "f50ea784db52443d", "5b06a341de3ef5ad", "4fe2de4b4958342b", "818658b3079abf0e",
                "85783664b1161fd0", "9e14462107c0b5d1", "d1a8658a2479502c", "f5e6ab54e3cd8d8b", "7aa1636367c5cfb5",
                "53a707e5381e69cb", "fadf417d38743473", "980eed193a1de871", "f291aefba0318399", "a673d64be6f7378",
                "cf7cd43930981da9", "bda23fcaee4daae0", "a0f66ccc7d2280e6", "747319dd76e90c7c", "94a168dea4c1b2b9",
                "4ef33f7be7b7c304", "8c3544dd6beff887", "9e3de6a6cf5d1c2f", "9a1ba35a11d650e3", "5a56bf54bdac391",
                "eb5fa2d368c8a9a", "5c388636be30014f", "575edaf1f0bba905", "632203e94c74628c", "f83217c2a414b03c",
                "24a7d6ae86869b1c",
                "a92f7c8d4c59e2dc", "ece17242f1f2d639", "245d0cd51cae4", "ab49ef0918f99643",
                "80e8218faae0a331", "2363e4dc65e18c25", "106c4285e70a6af6", "188afa92efecbed1",
                "14a5a8fb9cab6410", "3adca46863c29d85", "3d82ed54dd33bce", "2a8e1303abbd9377",
                "943ebd6ff719e6d0", "e3350f83f8465abf", "b0ca9fd54928fbcf", "b6958c659589fc51", "4e2a8df241ab1641",
                "6646738f57857b72", "fd1eae6212c94446", "68f1e1eb4ff22ae", "464e60643b70aa52", "ee450dd5d2b2283f",
                "1be776c68c182e3e", "89907d4658d5126a",
            ]
        )
        #expect(
            Migration.all.map { $0.checksum(in: .postgreSQL) } == [
                "d8170e48e87f0fc2", "7e0303aef4bdb660", "4cfdf957b005d302", "ff02e3e30b79a703", "552fe7b97c94726",
                "e4b3eea31c883245", "cea4260dfed60726", "32e581572b2dc4e9", "93c40cf48de4d115", "362abda23fcfa33f",
                "d62e7edaa2a65d5f", "dbe1d3235954fe12", "dd8122b69237cfa4", "51201770dd446f7f", "818658b3079abf0e",
                "98129d236745506f", "9e14462107c0b5d1", "6bf958908ae343c8", "f5e6ab54e3cd8d8b", "b7c7989f6cf1b526",
                "a5bec9dd746a9a6f", "fadf417d38743473", "7098e1857c3659d0", "5cda1a7ddaac0fd3", "7e4364cab76a772f",
                "268f358849fea3c3", "d353f93e6e0f90bc", "6a8170f3176f43b4", "747319dd76e90c7c", "99a103532f8d419c",
                "30f1ef4acfe4b982", "6b65722abb7b71f7", "99802813930255d1", "6efdad61dd0fdfed", "f3a1d6c513be4192",
                "d03060c7ff708ec", "1d7c28279338a10c", "9b4ab8570fc30691", "9942427eadb72122", "42825e879dded480",
                "24a7d6ae86869b1c",
                "ad58eea8278a5917", "bb06086e9b9b60f2", "915361b5b7d0decb", "dda58b16b7d13472",
                "f9534a99839d3ed5", "572ce95d4fde62b", "386e1d619f0e8bf6", "97f75a1905c3a862",
                "14a5a8fb9cab6410", "3adca46863c29d85", "ed769a3e1bb7ac8c", "de112ed5b68f9fa1",
                "92103a4b90955a81", "e3350f83f8465abf", "31e4490b7c9a118c", "a062618358ce17b5", "44c3beb042ce4e6f",
                "99390f1ae4e308d2", "c9f3c9cc3ccc5baa", "8866aa2800379e5a", "77a5d4846bfbf32d", "2566dae856893543",
                "bd43a5f4dea98f1f", "ce6c5ead2029c6e3",
            ]
        )
    }
}
