import NIOCore
import Testing

@testable import Asterisk

@Suite("PendingReplies")
struct PendingRepliesTests {
    private var replies = PendingReplies(timeout: .seconds(10))
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private let outcome = Shared<[String]>([])

    private mutating func add(
        _ action: String,
        id: String,
        at now: NIODeadline? = nil,
        keepsEvents: Bool = true
    ) -> Bool {
        replies.add(id, action: action, keepsEvents: keepsEvents, at: now ?? start) { [outcome] result in
            switch result {
            case .success(let reply): outcome.value.append("\(id): \(reply.events.count) items")
            case .failure(let error): outcome.value.append("\(id): \(error.code)")
            }
        }
    }

    private mutating func receive(_ headers: [(String, String)], at now: NIODeadline? = nil) {
        replies.receive(AMIMessage(headers.map { (name: $0.0, value: $0.1) }), at: now ?? start)
    }

    @Test("an action without an answer is overdue when its time is up, not before")
    mutating func overdue() {
        #expect(add("Hangup", id: "1"))
        #expect(add("Ping", id: "2", at: start + .seconds(1)))
        #expect(replies.deadline == start + .seconds(10))
        replies.failOverdue(at: start + .seconds(10) - .nanoseconds(1))
        #expect(outcome.value == [])
        replies.failOverdue(at: start + .seconds(10))
        #expect(outcome.value == ["1: timedOut(waitingFor: \"the answer to Hangup\")"])
        #expect(replies.deadline == start + .seconds(11))
    }

    @Test("a list whose items keep coming is not overdue, however long it takes")
    mutating func slowList() {
        #expect(add("Status", id: "1"))
        receive([("Response", "Success"), ("ActionID", "1"), ("EventList", "start")])
        for second in 1...60 {
            receive([("Event", "Status"), ("ActionID", "1")], at: start + .seconds(Int64(second)))
            replies.failOverdue(at: start + .seconds(Int64(second)))
        }
        #expect(outcome.value == [])
        receive([("Event", "StatusComplete"), ("ActionID", "1"), ("EventList", "Complete")])
        #expect(outcome.value == ["1: 61 items"])
        #expect(replies.deadline == nil)
    }

    @Test("the time during which we did not read is not held against the PBX")
    mutating func restart() {
        #expect(add("Ping", id: "1"))
        replies.restartClocks(at: start + .seconds(30))
        replies.failOverdue(at: start + .seconds(30))
        #expect(outcome.value == [])
        #expect(replies.deadline == start + .seconds(40))
    }

    @Test("an ActionID that still waits is not used twice, afterwards it may be")
    mutating func duplicates() {
        #expect(add("Ping", id: "1"))
        #expect(!add("Ping", id: "1"))
        receive([("Response", "Success"), ("ActionID", "1")])
        #expect(add("Ping", id: "1"))
    }

    @Test("unasked events and answers to others change nothing; an early event of ours is part of the reply")
    mutating func strangers() {
        #expect(add("QueueStatus", id: "1"))
        receive([("Event", "QueueMember")])
        receive([("Response", "Success"), ("ActionID", "2")])
        receive([("Event", "QueueMember"), ("ActionID", "2")])
        receive([("Event", "OriginateResponse"), ("Response", "Failure"), ("ActionID", "1")])
        #expect(outcome.value == [])
        receive([("Response", "Success"), ("ActionID", "1")])
        #expect(outcome.value == ["1: 1 items"])
    }

    @Test("a list without end does not grow without end")
    mutating func endlessList() {
        #expect(add("Status", id: "1"))
        receive([("Response", "Success"), ("ActionID", "1"), ("EventList", "start")])
        let item = AMIMessage([("Event", "Status"), ("ActionID", "1")])
        for _ in 0...PendingReplies.listLimit { replies.receive(item, at: start) }
        #expect(outcome.value == ["1: listTooLong(limit: 100000)"])
    }

    @Test("the end of the connection ends all waiting")
    mutating func failAll() {
        #expect(add("Ping", id: "1"))
        replies.failAll(AMIError(.connectionLost))
        #expect(outcome.value == ["1: connectionLost"])
        #expect(replies.deadline == nil)
    }
}
