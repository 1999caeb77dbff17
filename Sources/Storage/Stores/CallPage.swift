import ContactCenter

/// A page of a list of calls: which calls it has, latest first, and whether there are others.
struct CallPage {
    /// Which way from a place of the list.
    enum Way {
        case before
        case after
    }

    var places: [ListPlace]
    var hasLater: Bool
    var hasEarlier: Bool

    private init(_ places: some Sequence<ListPlace>, hasLater: Bool, hasEarlier: Bool) {
        self.places = Array(places)
        self.hasLater = hasLater
        self.hasEarlier = hasEarlier
    }

    /// - Parameter nearest: so many places before or after one, or the latest of all, the nearest first.
    init(
        _ turn: ListTurn,
        limit: Int,
        nearest: (_ way: Way, _ place: ListPlace?, _ limit: Int) throws -> [ListPlace]
    ) throws {
        switch turn {
        case .first:
            let places = try nearest(.before, nil, limit + 1)
            self.init(places.prefix(limit), hasLater: false, hasEarlier: places.count > limit)
        case .before(let place):
            let places = try nearest(.before, place, limit + 1)
            self.init(places.prefix(limit), hasLater: true, hasEarlier: places.count > limit)
        case .after(let place):
            let places = try nearest(.after, place, limit + 1)
            // The beginning of a list is shown whole, with what was added meanwhile.
            guard places.count > limit else {
                try self.init(.first, limit: limit, nearest: nearest)
                return
            }
            self.init(places.prefix(limit).reversed(), hasLater: true, hasEarlier: true)
        }
    }
}
