import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

extension DataStore {
    @discardableResult
    func addTopic(_ name: String, below parent: TopicID? = nil, place: Int64 = 0) async throws -> Kept<Topic> {
        var topic = Topic()
        (topic.name, topic.parent, topic.place) = (name, parent, place)
        return try await records.add(topic, by: .sample()).kept
    }
}

@Suite("Topics in the database")
struct TopicStoreTests {
    @Test(
        "S3.37 topics stand below each other in their order, and are chosen by the way to them",
        arguments: TestEngine.allCases
    )
    func nested(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            #expect(try await store.records.records(of: Topic.self, includingHidden: true).isEmpty)
            let other = try await store.addTopic("Прочее", place: 2)
            let insurance = try await store.addTopic("Страхование", place: 1)
            let hull = try await store.addTopic("КАСКО", below: insurance.id)
            let theft = try await store.addTopic("Угон", below: hull.id)
            let all = try await store.records.records(of: Topic.self, includingHidden: false)
            #expect(all.map(\.id) == [insurance.id, hull.id, theft.id, other.id])
            let kind = RecordReference.Kind.record(.topics)
            let names = ["Страхование", "Страхование › КАСКО", "Страхование › КАСКО › Угон", "Прочее"]
            #expect(try await store.records.choices(of: kind).map(\.name) == names)
            let reference = RecordReference(kind, theft.id.rawValue)
            #expect(try await store.records.names(of: [reference]) == [reference: names[2]])
            #expect(try await store.registry.options().topics == TopicTree(all))

            _ = try await store.records.setHidden(hull.id, over: 1, to: true, by: .sample()).kept
            #expect(try await store.records.choices(of: kind).map(\.name) == [names[0], names[3]])
            #expect(try await store.registry.options().topics.title(of: theft.id) == names[2])
        }
    }

    @Test(
        "a topic is not put below itself, nor deeper than can be read, nor below a hidden one",
        arguments: TestEngine.allCases
    )
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var levels = [try await store.addTopic("1")]
            for level in 2...Topic.mostLevels {
                levels.append(try await store.addTopic("\(level)", below: levels.last?.id))
            }
            func put(_ topic: Kept<Topic>, below parent: TopicID?) async throws -> Saving<Topic> {
                var record = topic.record
                record.parent = parent
                return try await store.records.change(topic.id, over: topic.version, to: record, by: .sample())
            }
            let inItself = Saving<Topic>.refused([FieldProblem("parent_id", .contradiction)])
            #expect(try await put(levels[0], below: levels[0].id) == inItself)
            #expect(try await put(levels[1], below: levels[4].id) == inItself)
            var sixth = Topic()
            (sixth.name, sixth.parent) = ("6", levels[4].id)
            let tooDeep = Saving<Topic>.refused([FieldProblem("parent_id", .outOfRange(1...5))])
            #expect(try await store.records.add(sixth, by: .sample()) == tooDeep)
            let other = try await store.addTopic("Прочее")
            #expect(try await put(levels[0], below: other.id) == tooDeep)
            let moved = try await put(levels[1], below: other.id).kept
            #expect(moved.record.parent == other.id)
            let hidden = try await store.records.setHidden(levels[0].id, over: 1, to: true, by: .sample()).kept
            let noSuch = Saving<Topic>.refused([FieldProblem("parent_id", .noSuchRecord)])
            #expect(try await put(other, below: hidden.id) == noSuch)
        }
    }

    @Test("of two who put each one's topic below the other's at once, one is refused", arguments: TestEngine.allCases)
    func racing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.addTopic("Первая")
            for round in 0..<6 {
                let (one, other) = try await (store.addTopic("А\(round)"), store.addTopic("Б\(round)"))
                let outcomes = try await withThrowingTaskGroup(of: Saving<Topic>.self) { tasks in
                    for (topic, parent) in [(one, other), (other, one)] {
                        tasks.addTask {
                            var record = topic.record
                            record.parent = parent.id
                            return try await store.records.change(topic.id, over: 1, to: record, by: .sample())
                        }
                    }
                    return try await tasks.reduce(into: []) { $0.append($1) }
                }
                #expect(outcomes.count { $0 == .refused([FieldProblem("parent_id", .contradiction)]) } == 1)
            }
        }
    }

    @Test(
        "S3.38 a contact has several topics, and its history tells which came and went; who saves second is told",
        arguments: TestEngine.allCases
    )
    func ofContact(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let (hull, liability) = try await (store.addTopic("КАСКО"), store.addTopic("ОСАГО"))
            let begun = try await store.register(1)
            var contact = begun.record
            contact.topics = [liability.id, hull.id, liability.id]
            let saved = try await store.contacts.save(contact, begun.id, over: begun.version, by: .sample(anna)).kept
            #expect(saved.record.topics == [hull.id, liability.id])
            #expect(try await store.contacts.contact(begun.id) == saved)
            let stale = try await store.contacts.save(contact, begun.id, over: begun.version, by: .sample())
            #expect(stale == .stale(saved))

            // A hidden one stays where it is, and nothing that is none is taken.
            _ = try await store.records.setHidden(hull.id, over: 1, to: true, by: .sample()).kept
            contact = saved.record
            contact.topics.append(TopicID(99))
            let noSuch = try await store.contacts.save(contact, saved.id, over: saved.version, by: .sample())
            #expect(noSuch == .refused([FieldProblem("topics", .noSuchRecord)]))
            contact.topics = [hull.id]
            _ = try await store.contacts.save(contact, saved.id, over: saved.version, by: .sample(anna)).kept
            let changes = try #require(try await store.contacts.dossier(saved.id)).changes.flatMap(\.fields)
            #expect(
                changes.filter { $0.name == "topics" }.map { [$0.before, $0.after] } == [
                    ["\(hull.id) \(liability.id)", "\(hull.id)"], [nil, "\(hull.id) \(liability.id)"],
                ]
            )
            for number in 0..<30 { contact.topics.append(try await store.addTopic("Тема \(number)").id) }
            let tooMany = try await store.contacts.save(contact, saved.id, over: saved.version + 1, by: .sample())
            #expect(tooMany == .refused([FieldProblem("topics", .outOfRange(0...30))]))
        }
    }

    @Test(
        "S3.37 the registry finds contacts about a topic and about those below it, and names what each is about",
        arguments: TestEngine.allCases
    )
    func registry(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let insurance = try await store.addTopic("Страхование")
            let hull = try await store.addTopic("КАСКО", below: insurance.id)
            var others: [Kept<Topic>] = []
            // Numbers that begin or end with others'.
            for number in 3...25 { others.append(try await store.addTopic("Тема \(number)")) }
            let both = try await store.register(1) { $0.topics = [hull.id, others[9].id] }
            let whole = try await store.register(2) { $0.topics = [insurance.id] }
            let other = try await store.register(3) { $0.topics = [others[10].id, others[19].id] }
            _ = try await store.register(4)
            func found(_ topic: TopicID) async throws -> Set<ContactID> {
                var filter = RegistryFilter()
                filter.topic = topic
                let question = RegistryQuestion(filter: filter, period: .always, limit: 10)
                let rows = try await store.registry.answer(to: question).rows
                #expect(try await store.registry.count(filter, in: .always) == rows.count)
                #expect(try await store.registry.totals(filter, in: .always).contacts == rows.count)
                return Set(rows.map(\.id))
            }
            #expect(try await found(insurance.id) == [both.id, whole.id])
            #expect(try await found(hull.id) == [both.id])
            #expect(try await found(others[9].id) == [both.id])
            #expect(try await found(others[19].id) == [other.id])
            #expect(try await found(others[0].id).isEmpty)
            #expect(try await found(TopicID(99)).isEmpty)
            let rows = try await store.registry.rows(of: [both.id, other.id], reach: nil)
            #expect(rows.map(\.topics) == ["КАСКО, \(others[9].record.name)", "Тема 13, Тема 22"])
        }
    }
}
