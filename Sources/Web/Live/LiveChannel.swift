import ContactCenter
import Foundation

/// What a browser calls one of the pages that it follows over its one event stream.
struct ChannelName: RawRepresentable, Hashable, Sendable {
    var rawValue: String

    /// - Returns: `nil` for anything but 1 to 32 Latin letters, digits and dots.
    init?(rawValue: String) {
        guard (1...32).contains(rawValue.utf8.count),
            rawValue.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") })
        else { return nil }
        self.rawValue = rawValue
    }
}

/// A page that a browser follows, whichever page it is: `LiveView` without its type.
protocol LiveChannel: Actor {
    nonisolated var name: ChannelName { get }
    nonisolated var interest: LiveInterest { get }
    /// The shortest time between two patches, for pages on which the eye could not follow more.
    nonisolated var pace: Duration { get }

    func show(_ snapshot: LiveSnapshot)
    /// - Returns: false when the changes were in what is shown already.
    func apply(_ changes: [LiveChange], at position: Position) -> Bool
    /// Numbers to be looked up, each named once.
    func newQuestions() -> [EarlierCalls.Question]
    func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question)
    /// - Returns: false when there was nothing to look up.
    func recall(from memory: CardMemory) async -> Bool
    /// Whatever a browser might not have that was rendered at the position it told.
    func opening(at now: Date) -> ServerSentEvent
    /// What has changed since the last message; `nil` when nothing has that can be seen.
    func change(at now: Date) -> ServerSentEvent?
}
