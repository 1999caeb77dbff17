import ContactCenter
import Foundation
import Logging
import Storage
import Synchronization
import Telephony
import Testing

@testable import PBXSimulator

/// The client's work order belongs to Oleg, who sits at 0125 and is logged in. 7770011 rings the queue of 0111, 0113 and 0125 at once;
/// 6467171 does after a voice menu of 3.8 s. The dialplan asks nothing.
@Suite("Callers are sent to their employee as they arrive, by a Redirect", .timeLimit(.minutes(1)))
struct ArrivalRoutingTests {
    private let own = Extension("0125")
    private let client = "89535237271"
    private let queue = ["0111", "0113", "0125"]

    @Test("S4.13 a client is intercepted to their employee before the greeting says a word")
    func client() async throws {
        try await withPBX { pbx in
            let call = try await pbx.begin("6467171", client)
            try await pbx.wait(ringing: ["0125"])
            try await pbx.tell("answer \(call) 0125")
            try await pbx.wait(talking: ["0125"])
            try await pbx.until { pbx.outcomes == [.answered] }
            let known = try #require(await pbx.known(call))
            #expect(known.queue == nil)
            #expect(known.legs.map(\.party) == [.phone(own)])
        }
    }

    @Test("S4.14 of who has no page open nobody is sent the client: the standard route applies")
    func loggedOut() async throws {
        try await withPBX(isThere: false) { pbx in
            _ = try await pbx.begin("7770011", client)
            try await pbx.wait(ringing: queue)
            try await pbx.until { pbx.outcomes == [.ownRoute] }
        }
    }

    @Test("S4.13 a stranger, and who shows no number, go the PBX's own way")
    func stranger() async throws {
        try await withPBX { pbx in
            _ = try await pbx.begin("7770011", "89161112233")
            try await pbx.until { pbx.outcomes == [.ownRoute] }
            try await pbx.wait(ringing: queue)
        }
        try await withPBX { pbx in
            _ = try await pbx.begin("7770011", "")
            try await pbx.wait(ringing: queue)
            #expect(pbx.outcomes == [])
        }
    }

    @Test("S4.13 callers of contexts that are not named are left alone")
    func otherContexts() async throws {
        try await withPBX(contexts: ["from-elsewhere*"]) { pbx in
            _ = try await pbx.begin("7770011", client)
            try await pbx.wait(ringing: queue)
            #expect(pbx.outcomes == [])
        }
    }

    @Test("S4.13 who is not picked up goes back to where they arrived, and is not sent a second time")
    func notPickedUp() async throws {
        try await withPBX(ringing: .milliseconds(400)) { pbx in
            let call = try await pbx.begin("7770011", client)
            try await pbx.until { pbx.outcomes == [.returned] }
            let asOne = try #require(await pbx.known(call)?.legs.first { $0.party == .phone(own) && $0.queue == nil })
            #expect(asOne.rangAt != nil && asOne.answeredAt == nil)
            try await pbx.until { try await pbx.ringing.isSuperset(of: ["0111", "0113"]) }
            // Longer than it rang before: nobody takes them out of the queue again.
            try await Task.sleep(for: .milliseconds(600))
            #expect(try await pbx.ringing.isSuperset(of: ["0111", "0113"]))
            #expect(pbx.outcomes == [.returned])
        }
    }

    @Test("S4.13 a phone that rings for nobody but this very caller is free for them")
    func ringsAlready() async throws {
        try await withPBX(delay: .milliseconds(700)) { pbx in
            let call = try await pbx.begin("7770011", client)
            try await pbx.until { await pbx.known(call)?.legs.last.map { $0.queue == nil && $0.rangAt != nil } == true }
            try await pbx.tell("answer \(call) 0125")
            try await pbx.until { pbx.outcomes == [.answered] }
            let legs = try #require(await pbx.known(call)?.legs)
            #expect(Set(legs.dropLast().map(\.party)) == Set(queue.map { .phone(Extension($0)) }))
            #expect(legs.last?.party == .phone(own))
        }
    }

    @Test("S4.13 a phone that refuses gives the caller back at once: their own route begins anew")
    func refused() async throws {
        let other = { @Sendable (_: ArrivingCall) async -> Extension? in Extension("0111") }
        try await withPBX(phone: other) { pbx in
            // 0111 has one line, on which somebody talks.
            let other = try await pbx.begin("7559996", "")
            try await pbx.wait(ringing: ["0111"])
            try await pbx.tell("answer \(other) 0111")
            try await pbx.until { await pbx.switchboard.floor.phones[Extension("0111")] == .talking }
            let call = try await pbx.begin("6467171", client)
            try await pbx.until { pbx.outcomes == [.returned] }
            try await pbx.until { await pbx.known(call)?.queue == QueueName("service") }
            #expect(await pbx.known(call)?.isEnded == false)
        }
    }

    @Test(
        "S4.13 a phone that declines loses nobody: the context leads the caller back by itself, to their own route, once"
    )
    func declined() async throws {
        let other = { @Sendable (_: ArrivingCall) async -> Extension? in Extension("0111") }
        try await withPBX(context: "priyom-transfer", phone: other) { pbx in
            // 0111 has one line, on which somebody talks: it says 486 to another call, as who declines does.
            let talk = try await pbx.begin("7559996", "")
            try await pbx.wait(ringing: ["0111"])
            try await pbx.tell("answer \(talk) 0111")
            try await pbx.until { await pbx.switchboard.floor.phones[Extension("0111")] == .talking }
            // Nobody has answered this caller: a dialplan that goes on hangs them up.
            let call = try await pbx.begin("7770011", client)
            try await pbx.until { pbx.outcomes == [.returned] }
            try await pbx.until { try await pbx.ringing.isSuperset(of: ["0113", "0125"]) }
            let known = try #require(await pbx.known(call))
            #expect(!known.isEnded && known.queue != nil)
            try await pbx.tell("answer \(call) 0113")
            try await pbx.until { await pbx.known(call)?.answeredBy == .phone(Extension("0113")) }
        }
    }

    @Test("S4.13 where a caller arrived is told the dialplan only where it reads as one place")
    func ways() {
        func way(_ context: String, _ exten: String) -> String? {
            ArrivingCall(channel: "", linkedID: LinkedID("1"), callerNumber: "1", context: context, exten: exten).way
        }
        #expect(way("from-trunk", "+74956467171") == "from-trunk,+74956467171,1")
        #expect(way("from-pstn_2", "s") == "from-pstn_2,s,1")
        for exten in ["1,2", "${EXTEN}", "a b", "1&2", "1)", "1\r\nAction: Hangup", "é"] {
            #expect(way("a", exten) == nil)
        }
    }

    @Test("S4.13 a PBX that does not permit the Redirect goes on by itself, and nobody waits for us")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting"]) { pbx in
            _ = try await pbx.begin("7770011", client)
            try await pbx.wait(ringing: queue)
            try await pbx.until { pbx.outcomes == [.refused] }
            try await pbx.wait(ringing: queue)
        }
    }

    @Test("S4.13 a decision that comes late holds nobody, and takes nobody out of a conversation")
    func late() async throws {
        let decision = LateDecision(own)
        let decided = { @Sendable (_: ArrivingCall) async -> Extension? in await decision.phone }
        try await withPBX(phone: decided) { pbx in
            let call = try await pbx.begin("7770011", client)
            try await pbx.wait(ringing: queue)
            try await pbx.tell("answer \(call) 0111")
            try await pbx.wait(talking: ["0111"])
            decision.come()
            try await pbx.until { pbx.outcomes == [.ownRoute] }
            try await pbx.wait(talking: ["0111"])
        }
    }

    @Test("S4.13 a caller who has hung up meanwhile is nobody to send")
    func gone() async throws {
        let decision = LateDecision(own)
        let decided = { @Sendable (_: ArrivingCall) async -> Extension? in await decision.phone }
        try await withPBX(phone: decided) { pbx in
            let call = try await pbx.begin("7770011", client)
            try await pbx.wait(ringing: queue)
            try await pbx.tell("hang-up \(call)")
            try await pbx.until { await pbx.known(call)?.isEnded == true }
            decision.come()
            try await pbx.until { pbx.outcomes == [.refused] }
        }
    }

    @Test(
        "S4.13 nothing but what phones dial leaves for the PBX",
        arguments: ["", "01a1", "0111\r\nAction: Hangup", "0111,1", "0111&PJSIP/0113"]
    )
    func hostile(phone: String) async throws {
        let named = { @Sendable (_: ArrivingCall) async -> Extension? in Extension(phone) }
        try await withPBX(phone: named) { pbx in
            _ = try await pbx.begin("7770011", client)
            try await pbx.wait(ringing: queue)
            try await pbx.until { pbx.outcomes == [.ownRoute] }
        }
    }

    @Test("S4.24 a client who is routed waits neither for the menu nor in the queue: seconds less than one who is not")
    func waiting() async throws {
        /// From the beginning of the call to the first ring of a person's phone, in seconds, and the queue that was waited in.
        func waited(isThere: Bool) async throws -> (seconds: Double, queue: QueueName?) {
            let result = Mutex<(Double, QueueName?)>((.infinity, nil))
            try await withPBX(isThere: isThere) { pbx in
                let call = try await pbx.begin("6467171", client)
                try await pbx.until { await pbx.known(call)?.rangAt != nil }
                let known = try #require(await pbx.known(call))
                let rang = try #require(known.rangAt)
                result.withLock { $0 = (rang.timeIntervalSince(known.startedAt), known.queue) }
            }
            return result.withLock { $0 }
        }
        let routed = try await waited(isThere: true)
        let unrouted = try await waited(isThere: false)
        #expect(routed.seconds < 1.5 && routed.queue == nil)
        #expect(unrouted.seconds > 3.5 && unrouted.queue == QueueName("service"))
    }

    /// - Parameters:
    ///   - delay: before the rules are asked.
    ///   - phone: who gets the caller; `nil`: by the rules.
    private func withPBX(
        isThere: Bool = true,
        delay: Duration = .zero,
        contexts: [GlobPattern] = ["from-trunk*"],
        write: Set<String> = ["reporting", "call"],
        context: String = "from-internal",
        ringing: Duration = .seconds(10),
        confirmation: Duration = .seconds(10),
        phone: (@Sendable (ArrivingCall) async -> Extension?)? = nil,
        _ test: (ArrivalSimulator) async throws -> Void
    ) async throws {
        let feed = ArrivalFeed(contexts: contexts)
        var limits = PBXArrivalRouting.Limits()
        limits.ringing = ringing
        limits.confirmation = confirmation
        try await withFollowedSimulator(write: write, arrivals: feed) { [limits] followed in
            let (desk, logger) = (followed.switchboard, followed.logger)
            let arrivals = PBXArrivalRouting(
                session: followed.session,
                desk: desk,
                feed: feed,
                context: context,
                limits: limits,
                logger: logger
            )
            let (routing, user) = try await routing(followed.store, desk, logger)
            if isThere { await desk.show(presences: [user: Presence(status: .available, since: Date())]) }
            let pbx = ArrivalSimulator(simulator: followed.simulator, switchboard: desk)
            async let _: Void = arrivals.run(
                phone ?? { call in
                    try? await Task.sleep(for: delay)
                    return await routing.phone(for: call.callerNumber, of: call.linkedID)
                },
                told: { _, outcome in pbx.note(outcome) }
            )
            try await pbx.until { await desk.floor.phones[own] == .ready }
            try await test(pbx)
        }
    }

    /// The rules, with a client whose work order is Oleg's.
    private func routing(
        _ store: DataStore,
        _ switchboard: Switchboard,
        _ logger: Logger
    ) async throws -> (CallRouting, UserID) {
        let name = try #require(UserName("oleg"))
        let user = try await store.access.add(
            NewUser(name: name, displayName: "Олег", roles: [.operator], password: PasswordHash("-")),
            audit: AuditEntry(at: Date(), user: nil, action: .userAdded)
        )
        let author = RecordAuthor(nil, at: Date())
        var employee = Employee()
        (employee.name, employee.phone, employee.user) = ("Рожин Олег", own, user.id)
        let olegs = try #require(try await store.records.add(employee, by: author).id)
        var record = Client()
        (record.name, record.phones) = ("Ромашка", [ClientPhone(number: client)])
        let clients = try #require(try await store.clients.add(record, by: author).id)
        var document = Document()
        (document.kind, document.client, document.responsible) = (.workOrder, clients, olegs)
        _ = try await store.documents.add(document, by: author)
        var rule = RoutingRule()
        (rule.name, rule.kind) = ("Мастер", .openDocument)
        _ = try await store.records.add(rule, by: author)
        let callers = CallerDirectory(store: store.callers, changes: store.changeLog, logger: logger)
        let routing = CallRouting(
            callers: callers,
            records: store.records,
            desk: switchboard,
            numbers: .russian,
            timeZone: .gmt,
            now: { Date() },
            logger: logger
        )
        try await callers.keepUp()
        try await routing.renew()
        return (routing, user.id)
    }
}

/// Says who gets the caller when the test has it come.
private final class LateDecision: Sendable {
    private let isThere = Mutex(false)
    private let decided: Extension

    init(_ phone: Extension) { decided = phone }

    func come() { isThere.withLock { $0 = true } }

    var phone: Extension {
        get async {
            while !isThere.withLock({ $0 }), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
            return decided
        }
    }
}

private final class ArrivalSimulator: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    private let told = Mutex<[PBXArrivalRouting.Outcome]>([])

    init(simulator: PBXSimulator, switchboard: Switchboard) {
        self.simulator = simulator
        self.switchboard = switchboard
    }

    /// What became of callers so far.
    var outcomes: [PBXArrivalRouting.Outcome] { told.withLock { $0 } }

    func note(_ outcome: PBXArrivalRouting.Outcome) { told.withLock { $0.append(outcome) } }

    /// - Returns: the call's Linkedid.
    func begin(_ did: String, _ number: String) async throws -> String {
        try await simulator.perform(ControlCommand("begin \(did) \(number)"))
    }

    /// Live or just ended.
    func known(_ linkedID: String) async -> Call? {
        let snapshot = await switchboard.snapshot()
        return (snapshot.calls + snapshot.lastEnded).first { $0.id.linkedID.rawValue == linkedID }
    }

    /// The phones that ring now, whoever calls.
    var ringing: Set<String> {
        get async throws { Set(try await presentCalls.flatMap(\.ringing)) }
    }
}

extension Saving {
    fileprivate var id: RecordID<Record>? { if case .saved(let kept) = self { kept.id } else { nil } }
}
