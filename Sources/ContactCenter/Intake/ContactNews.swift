/// Tells that something about contacts was written, after its commit: whoever shows contacts looks again.
///
/// Bounded, and it may forget: one who looks again sees all that changed.
package final class ContactNews: Sendable {
    /// For one reader.
    package let changes: AsyncStream<ContactID>
    private let continuation: AsyncStream<ContactID>.Continuation

    package init() {
        (changes, continuation) = AsyncStream.makeStream(of: ContactID.self, bufferingPolicy: .bufferingNewest(64))
    }

    package func tell(_ contact: ContactID) { continuation.yield(contact) }
}
