/// A table that is searched by its texts: whose rows they are, and in which order the rows are shown, the greatest place first.
struct SearchIndex {
    let table: String
    let key: String
    let place: String

    static let clients = SearchIndex(table: "client_search", key: "client_id", place: "place")
    /// The newest first.
    static let vehicles = SearchIndex(table: "vehicle_search", key: "vehicle_id", place: "vehicle_id")
}
