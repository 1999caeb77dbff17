import Asterisk
import ContactCenter
import Foundation
import Logging
import Storage
import Telephony
import Web

/// What PBXs are answered while a caller waits, and what keeps it up to date. A million clients are held in memory for it, so there is
/// none where nobody wants to know.
struct AnsweredPBX: Sendable {
    private let callers: CallerDirectory
    private let routing: CallRouting
    private let door: RoutingDoor
    private let server: FastAGIServer?

    /// - Returns: `nil` where no PBX may ask and nobody is sent on unasked.
    init?(
        _ configuration: Configuration,
        _ store: DataStore,
        _ desk: any LiveDesk,
        _ numbers: any PhoneNumberReading,
        logger: Logger
    ) {
        guard configuration.routing.isOn else { return nil }
        let callers = CallerDirectory(store: store.callers, changes: store.changeLog, logger: logger)
        let routing = CallRouting(
            callers: callers,
            records: store.records,
            desk: desk,
            numbers: numbers,
            timeZone: configuration.business.timeZone,
            now: { Date() },
            logger: logger
        )
        let door = RoutingDoor(
            tokens: TokenCheck(store: store.apiTokens, now: { Date() }),
            store: store.apiTokens,
            addresses: Set(configuration.routing.addresses),
            now: { Date() }
        )
        server = configuration.routing.fastAGI.map { address in
            FastAGIServer(
                host: address.host,
                port: address.port,
                group: .singletonMultiThreadedEventLoopGroup,
                logger: logger,
                admits: { $0.hasPrefix("127.") || $0 == "::1" || door.knows($0) },
                answer: { await routing.variables(answering: $0) }
            )
        }
        (self.callers, self.routing, self.door) = (callers, routing, door)
    }

    var answers: PBXAnswers { PBXAnswers(routing: routing, door: door) }

    /// Sends callers on whom the PBX does not ask about, until its task is cancelled.
    func route(_ arrivals: PBXArrivalRouting) async {
        await arrivals.run { await routing.phone(for: $0.callerNumber, of: $0.linkedID) }
    }

    var work: [@Sendable () async throws -> Void] {
        var work: [@Sendable () async throws -> Void] = [
            { await callers.run() }, { await routing.run() }, { await door.run() },
        ]
        if let server { work.append { try await server.run() } }
        return work
    }
}
