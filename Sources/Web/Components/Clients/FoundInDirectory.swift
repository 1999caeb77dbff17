import ContactCenter

/// What a search finds: clients, and the vehicles that nobody owns.
struct FoundInDirectory: Sendable {
    var clients: [FoundClient] = []
    var vehicles: [FoundVehicle] = []

    var isEmpty: Bool { clients.isEmpty && vehicles.isEmpty }
}

extension Site {
    /// - Parameter limit: of each.
    func find(_ typed: String, limit: Int) async throws -> FoundInDirectory {
        let query = SearchQuery(typed)
        // Side by side, so that the second is waited for by nobody.
        async let vehicles = clientSearch.ownerlessVehicles(matching: query, limit: limit)
        let clients = try await clientSearch.clients(matching: query, limit: limit)
        return try await FoundInDirectory(clients: clients, vehicles: vehicles)
    }
}
