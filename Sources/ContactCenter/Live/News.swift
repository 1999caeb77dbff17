/// Tells that something was written about a subject, after its commit: whoever shows it looks again.
///
/// Bounded, and it may forget: one who looks again sees all that changed.
package final class News<Subject: Sendable>: Sendable {
    /// For one reader.
    package let changes: AsyncStream<Subject>
    private let continuation: AsyncStream<Subject>.Continuation

    package init() {
        (changes, continuation) = AsyncStream.makeStream(of: Subject.self, bufferingPolicy: .bufferingNewest(64))
    }

    package func tell(_ subject: Subject) { continuation.yield(subject) }
}

/// Of contacts.
package typealias ContactNews = News<ContactID>

/// Of documents, by which times are promised.
package typealias DocumentNews = News<DocumentID>
