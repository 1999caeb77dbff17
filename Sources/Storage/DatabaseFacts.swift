/// A setting of the engine that decides how safe data is.
package struct EngineSetting: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What an engine says about itself.
package struct EngineFacts: Hashable, Sendable {
    /// `SQLite 3.40.1`, `PostgreSQL 15.20`.
    package var engine: String
    /// In the order they are best read.
    package var settings: [EngineSetting]
    /// Bytes on disk.
    package var size: Int64
    /// What is wrong and how to mend it; empty when all is well.
    package var problems: [String]
}

/// What `doctor` tells about the database.
package struct DatabaseFacts: Hashable, Sendable {
    /// Without password.
    package var location: String
    package var engine: EngineFacts
    /// The last migration that was applied; 0 in an empty database.
    package var schemaVersion: Int
    /// The last migration that the program knows.
    package var newestSchemaVersion: Int
}
