import Testing

@testable import ContactCenter

@Suite("Topics below each other")
struct TopicTreeTests {
    private static func topic(
        _ id: Int64,
        _ name: String,
        below parent: Int64? = nil,
        place: Int64 = 0,
        isHidden: Bool = false
    ) -> Kept<Topic> {
        var topic = Topic()
        topic.name = name
        topic.parent = parent.map(TopicID.init(_:))
        topic.place = place
        return Kept(id: TopicID(id), version: 1, isHidden: isHidden, record: topic)
    }

    private static let tree = TopicTree([
        topic(4, "Ёлки", below: 1), topic(1, "Страхование", place: 2), topic(2, "КАСКО", below: 1),
        topic(3, "Прочее", place: 1), topic(5, "Угон", below: 2, isHidden: true), topic(6, "Ущерб", below: 5),
    ])

    private var tree: TopicTree { Self.tree }

    @Test("S3.37 each stands below the one that it is a part of, in the order of places and names")
    func order() {
        #expect(tree.topics.map(\.record.name) == ["Прочее", "Страхование", "Ёлки", "КАСКО", "Угон", "Ущерб"])
        #expect(tree.title(of: TopicID(6)) == "Страхование › КАСКО › Угон › Ущерб")
        #expect(tree.title(of: TopicID(99)) == nil)
        #expect(tree.within(TopicID(2)) == [TopicID(2), TopicID(5), TopicID(6)])
        #expect(tree.within(TopicID(99)) == [TopicID(99)])
        #expect(tree.depth == 4)
        #expect(TopicTree().depth == 1)
        #expect(tree.names(of: [TopicID(6), TopicID(4), TopicID(99)]) == ["Ёлки", "Ущерб"])
    }

    @Test("what is below a hidden topic is not offered either")
    func offered() {
        #expect(tree.offered.map(\.id) == [3, 1, 4, 2].map(TopicID.init(_:)))
    }

    @Test("no topic is put below itself, and none deeper than can be read")
    func placing() {
        #expect(tree.problem(putting: TopicID(1), below: TopicID(6)) == FieldProblem("parent_id", .contradiction))
        #expect(tree.problem(putting: TopicID(2), below: TopicID(2)) == FieldProblem("parent_id", .contradiction))
        #expect(tree.problem(putting: TopicID(2), below: TopicID(3)) == nil)
        #expect(tree.problem(putting: TopicID(2), below: nil) == nil)
        #expect(tree.problem(putting: nil, below: TopicID(6)) == nil)
        let tooDeep = FieldProblem("parent_id", .outOfRange(1...5))
        #expect(tree.problem(putting: TopicID(3), below: TopicID(6)) == nil)
        #expect(tree.problem(putting: TopicID(1), below: TopicID(3)) == nil)
        let deeper = TopicTree(tree.topics + [Self.topic(7, "Стекло", below: 6)])
        #expect(deeper.problem(putting: nil, below: TopicID(7)) == tooDeep)
        // What is below it moves along.
        #expect(deeper.problem(putting: TopicID(1), below: TopicID(3)) == tooDeep)
    }

    @Test("topics that are below each other, which nobody can write, stand at the top and hold nothing up")
    func circle() {
        let tree = TopicTree([
            Self.topic(1, "А", below: 2), Self.topic(2, "Б", below: 1), Self.topic(3, "В", below: 1),
            Self.topic(4, "Г", below: 99),
        ])
        #expect(Set(tree.topics.map(\.id)) == Set([1, 2, 3, 4].map(TopicID.init(_:))))
        #expect(tree.path(of: TopicID(3)) == [TopicID(3)])
    }
}
