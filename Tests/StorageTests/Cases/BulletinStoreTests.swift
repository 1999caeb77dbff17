import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Bulletins in the database") struct BulletinStoreTests {
    private func bulletin(_ title: String, _ change: (inout Bulletin) -> Void = { _ in }) -> Bulletin {
        var bulletin = Bulletin()
        (bulletin.title, bulletin.text) = (title, "Скидка 10 %")
        (bulletin.from, bulletin.until) = (.sample(1_000), .sample(5_000))
        change(&bulletin)
        return bulletin
    }

    @Test(
        "S3.13 what is valid is shown to whom it is meant for, and what they have to read stands first until they have",
        arguments: TestEngine.allCases
    )
    func shown(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            func add(_ bulletin: Bulletin) async throws -> BulletinID {
                try await store.records.add(bulletin, by: .sample(sample.anna)).kept.id
            }
            let must = try await add(bulletin("Прочитать") { $0.isMustRead = true })
            _ = try await add(bulletin("Позже") { $0.from = .sample(2_000) })
            let ofService = try await add(
                bulletin("Сервису") { ($0.departments, $0.from) = ([sample.department], .sample(1_500)) }
            )
            func titles(_ user: User, _ second: Double) async throws -> [String] {
                try await store.bulletins.bulletins(for: user.id, at: .sample(second)).map(\.kept.record.title)
            }
            #expect(try await titles(sample.anna, 999).isEmpty)
            #expect(try await titles(sample.anna, 1_600) == ["Прочитать"])
            #expect(try await titles(sample.oleg, 1_600) == ["Прочитать", "Сервису"])
            #expect(try await titles(sample.oleg, 5_000).isEmpty)
            #expect(try await store.bulletins.read(must, by: sample.oleg.id, at: .sample(1_700)))
            #expect(try await titles(sample.oleg, 1_800) == ["Сервису", "Прочитать"])
            // Once is enough, and what is not for one cannot be read by them.
            #expect(try await store.bulletins.read(must, by: sample.oleg.id, at: .sample(1_900)))
            let isRead = try await store.bulletins.read(ofService, by: sample.anna.id, at: .sample(1_900))
            #expect(!isRead)
            let readings = try await store.bulletins.readings(of: must)
            #expect(readings.read.map(\.reader.user) == [sample.oleg.id] && readings.read.first?.at == .sample(1_700))
            #expect(readings.unread.map(\.reader.user) == [sample.anna.id])
            #expect(try await store.bulletins.readings(of: ofService).all.map(\.reader.user) == [sample.oleg.id])
            #expect(try await store.bulletins.all(limit: 10).count == 3)
        }
    }

    @Test(
        "S3.13 one that must be read is told when its time comes, once, and is withdrawn when it is over or hidden",
        arguments: TestEngine.allCases
    )
    func announced(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            var must = bulletin("Прочитать") { $0.isMustRead = true }
            must.createdBy = sample.anna.id
            let kept = try await store.records.add(must, by: .sample(sample.anna)).kept
            _ = try await store.records.add(bulletin("Просто так"), by: .sample(sample.anna)).kept
            func remind(_ second: Double) async throws {
                _ = try await store.reception.remind(ReceptionRules(), at: .sample(second), limit: 10)
            }
            try await remind(999)
            #expect(try await sample.told(sample.oleg).isEmpty)
            try await remind(1_000)
            try await remind(1_001)
            let told = try await sample.told(sample.oleg)
            #expect(told.map(\.subject) == [.bulletin(kept.id)] && told.first?.reminder == "Прочитать")
            // Who wrote it knows.
            #expect(try await sample.told(sample.anna).isEmpty)
            _ = try await store.bulletins.read(kept.id, by: sample.oleg.id, at: .sample(1_100))
            #expect(try await sample.told(sample.oleg).isEmpty)

            let other = try await store.records.add(must, by: .sample(sample.anna)).kept
            try await remind(1_200)
            #expect(try await sample.told(sample.oleg).count == 1)
            _ = try await store.records.setHidden(other.id, over: 1, to: true, by: .sample()).kept
            try await remind(1_300)
            #expect(try await sample.told(sample.oleg).isEmpty)
            _ = try await store.records.add(must, by: .sample(sample.anna)).kept
            try await remind(1_400)
            try await remind(5_000)
            #expect(try await sample.told(sample.oleg).isEmpty)
        }
    }
}
