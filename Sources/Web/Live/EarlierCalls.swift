import ContactCenter
import Foundation
import Logging

/// Finds what is known of a number, its earlier calls and the clients behind it, once for all the phones that a call rings at the
/// same time.
actor EarlierCalls {
    /// Whose earlier calls, as seen from which call.
    struct Question: Hashable, Sendable {
        var call: CallID
        var number: String
        /// When that call began: only what began before counts.
        var before: Date
    }

    enum Answer: Hashable, Sendable {
        /// Calls, the latest first; clients with that number, the likeliest first (requirement S0.5).
        case calls([EarlierCall], clients: [ClientDossier] = [])
        /// The journal could not be read.
        case unavailable
    }

    private let journal: any CallJournal
    private let clients: any ClientStore
    private let clientSearch: any ClientSearch
    private let numbers: any PhoneNumberReading
    private let logger: Logger
    private let limit = 5
    private let mostClients = 4
    /// Answers given and under way, the oldest forgotten first.
    private var answers: [Question: Task<Answer, Never>] = [:]
    private var order: [Question] = []
    private let remembered = 256

    init(
        journal: any CallJournal,
        clients: any ClientStore,
        clientSearch: any ClientSearch,
        numbers: any PhoneNumberReading,
        logger: Logger
    ) {
        self.journal = journal
        self.clients = clients
        self.clientSearch = clientSearch
        self.numbers = numbers
        self.logger = logger
    }

    func answer(to question: Question) async -> Answer {
        if let known = answers[question] { return await known.value }
        let task = Task { await look(for: question) }
        remember(task, for: question)
        let answer = await task.value
        if answer == .unavailable { forget(question) }
        return answer
    }

    private func look(for question: Question) async -> Answer {
        async let candidates = candidates(behind: question.number)
        do {
            let calls = try await journal.earlierCalls(ofNumber: question.number, before: question.before, limit: limit)
            return .calls(calls.map(EarlierCall.init), clients: await candidates)
        } catch {
            logger.warning("Earlier calls could not be read", metadata: ["error": "\(error)"])
            return .unavailable
        }
    }

    /// Clients that cannot be read cost themselves, not the card.
    private func candidates(behind number: String) async -> [ClientDossier] {
        guard let key = numbers.read(number).key else { return [] }
        do {
            var dossiers: [ClientDossier] = []
            for client in try await clientSearch.clients(behind: key, limit: mostClients) {
                if let dossier = try await clients.dossier(client.id) { dossiers.append(dossier) }
            }
            return dossiers
        } catch {
            logger.warning("The clients behind a number could not be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func remember(_ task: Task<Answer, Never>, for question: Question) {
        if order.count == remembered { answers[order.removeFirst()] = nil }
        order.append(question)
        answers[question] = task
    }

    private func forget(_ question: Question) {
        answers[question] = nil
        order.removeAll { $0 == question }
    }
}

/// One line of a number's history: when, which way, and how it ended.
struct EarlierCall: Hashable, Sendable {
    var id: CallID
    var startedAt: Date
    var endedAt: Date
    var direction: CallDirection
    var result: CallResult?
    var cause: CallCause?
    /// Who spoke last, or nobody.
    var person: Party?
    var waitTime: Duration?
    var talkTime: Duration

    init(_ call: Call) {
        let end = call.endedAt ?? call.startedAt
        id = call.id
        startedAt = call.startedAt
        endedAt = end
        direction = call.direction
        result = call.result
        cause = call.cause
        person = call.lastPerson ?? call.answeredBy
        waitTime = call.waitTime(asOf: end)
        talkTime = call.talkTime(asOf: end)
    }
}
