/// All topics, hidden ones too, each below the one that it is a part of.
package struct TopicTree: Hashable, Sendable {
    /// In the order in which people read them: what is below a topic comes right after it.
    package let topics: [Kept<Topic>]
    /// From the outermost to the topic itself.
    private let paths: [TopicID: [TopicID]]
    private let names: [TopicID: String]

    /// - Parameter topics: in any order. What is below itself or below none of them, which nobody can write, stands at the
    ///   top.
    package init(_ topics: [Kept<Topic>] = []) {
        let known = Dictionary(topics.map { ($0.id, $0) }) { first, _ in first }
        var paths: [TopicID: [TopicID]] = [:]
        for topic in known.keys {
            paths[topic] = Self.path(of: topic) { known[$0]?.record.parent.flatMap { known[$0]?.id } }
        }
        let below = Dictionary(grouping: known.values) { paths[$0.id]?.dropLast().last }
        var ordered: [Kept<Topic>] = []
        func add(below parent: TopicID?) {
            let children = (below[parent] ?? []).map { topic in
                (topic, words: Folding.words(of: topic.record.name).joined(separator: " "))
            }.sorted { left, right in
                (left.0.record.place, left.words, left.0.id) < (right.0.record.place, right.words, right.0.id)
            }
            for (child, _) in children {
                ordered.append(child)
                add(below: child.id)
            }
        }
        add(below: nil)
        self.topics = ordered
        self.paths = paths
        names = known.mapValues(\.record.name)
    }

    private static func path(of topic: TopicID, above: (TopicID) -> TopicID?) -> [TopicID] {
        var path = [topic]
        var next = above(topic)
        while let parent = next {
            if path.contains(parent) { return [topic] }
            path.append(parent)
            next = above(parent)
        }
        return path.reversed()
    }

    /// From the outermost topic to this one; of an unknown one itself.
    package func path(of topic: TopicID) -> [TopicID] { paths[topic] ?? [topic] }

    /// The topic and all that are below it.
    package func within(_ topic: TopicID) -> Set<TopicID> {
        Set(topics.lazy.map(\.id).filter { path(of: $0).contains(topic) }).union([topic])
    }

    /// How many of them stand below each other at most; 1 where there are none.
    package var depth: Int { max(paths.values.map(\.count).max() ?? 1, 1) }

    /// `Страхование › КАСКО`; `nil` for what is no topic.
    package func title(of topic: TopicID) -> String? {
        names[topic].map { _ in path(of: topic).compactMap { names[$0] }.joined(separator: Self.sign) }
    }

    /// Their own names, in the order of the tree; those that are no topics are left out.
    package func names(of topics: [TopicID]) -> [String] {
        let chosen = Set(topics)
        return self.topics.filter { chosen.contains($0.id) }.map(\.record.name)
    }

    /// Stands between a topic and what is below it.
    package static let sign = " › "

    /// What can be chosen: those that neither are hidden nor stand below a hidden one.
    package var offered: [Kept<Topic>] {
        let hidden = Set(topics.lazy.filter(\.isHidden).map(\.id))
        return topics.filter { path(of: $0.id).allSatisfy { !hidden.contains($0) } }
    }

    /// Those of them that a project's contacts may be about: these and what is below them; all where it names none.
    package func offered(in project: Project?) -> [Kept<Topic>] {
        guard let own = project?.topics, !own.isEmpty else { return offered }
        return offered.filter { topic in path(of: topic.id).contains { own.contains($0) } }
    }

    /// Why a topic cannot be put there; `nil` where it can.
    ///
    /// - Parameter topic: `nil` for a new one.
    package func problem(putting topic: TopicID?, below parent: TopicID?) -> FieldProblem? {
        guard let parent else { return nil }
        if let topic, path(of: parent).contains(topic) { return FieldProblem("parent_id", .contradiction) }
        let own = topic.map { topic in
            (within(topic).map { path(of: $0).count }.max() ?? 1) - path(of: topic).count + 1
        }
        return path(of: parent).count + (own ?? 1) > Topic.mostLevels
            ? FieldProblem("parent_id", .outOfRange(1...Int64(Topic.mostLevels))) : nil
    }
}
