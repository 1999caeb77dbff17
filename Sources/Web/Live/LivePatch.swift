/// What turns the parts that a browser shows into those that it should show.
struct LivePatch: Equatable, Sendable {
    enum Operation: Equatable, Sendable {
        /// The region holds this and nothing else.
        case fill(region: String, HTML)
        /// A new part, after the named one or first.
        case put(region: String, after: String?, HTML)
        /// The part now looks like this.
        case set(key: String, HTML)
        case drop(key: String)
        /// Wherever the page has this piece, it now looks like this; most pages have it nowhere.
        case show(key: String, HTML)
    }

    var operations: [Operation] = []

    /// The steps from the one list to the other: what did not change is neither rendered nor sent.
    static func difference<Part: LivePart>(from old: [Part], to new: [Part], for viewer: Viewer) -> LivePatch {
        var patch = LivePatch()
        for region in Part.Region.allCases {
            let before = old.filter { $0.region == region }
            let after = new.filter { $0.region == region }
            if before != after { patch.append(from: before, to: after, in: region, for: viewer) }
        }
        return patch
    }

    /// The whole content of the regions, for a browser that may show anything.
    static func filling<Part: LivePart>(
        _ regions: [Part.Region],
        with parts: [Part],
        for viewer: Viewer
    ) -> LivePatch {
        LivePatch(operations: regions.map { .fill(region: $0.rawValue, parts.html(in: $0, for: viewer)) })
    }

    private mutating func append<Part: LivePart>(
        from before: [Part],
        to after: [Part],
        in region: Part.Region,
        for viewer: Viewer
    ) {
        let staying = Set(after.map(\.key))
        for part in before where !staying.contains(part.key) { operations.append(.drop(key: part.key)) }

        var waiting = before[...].filter { staying.contains($0.key) }[...]
        var previous: String?
        for part in after {
            if let old = waiting.first, old.key == part.key {
                waiting.removeFirst()
                if old != part { operations.append(.set(key: part.key, part.html(for: viewer))) }
            } else {
                if let place = waiting.firstIndex(where: { $0.key == part.key }) {
                    waiting.remove(at: place)
                    operations.append(.drop(key: part.key))
                }
                operations.append(.put(region: region.rawValue, after: previous, part.html(for: viewer)))
            }
            previous = part.key
        }
    }
}
