import Asterisk
import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Telephony

/// The connection to the PBX and what keeps it true. Of all processes on a database one has it.
struct FollowedPBX: Sendable {
    let transfer: PBXTransfer
    let queueControl: PBXQueueControl
    let listening: PBXListening
    let dialling: PBXDialling
    let faxing: PBXFaxing
    let handset: PBXHandset
    /// `nil` where the PBX alone says where callers go.
    let arrivalRouting: PBXArrivalRouting?
    private let obedientPhones: ObedientPhones
    private let session: AMISession
    private let reader: PBXReader
    private let catchUp: CDRCatchUp
    private let resyncs: AsyncStream<Void>
    private let claim: any DatabaseClaim
    private let name: PBXName
    private let logger: Logger

    /// How often the PBX is asked for its channels while all is well.
    private static let channelListInterval = Duration.seconds(300)
    private static let claimInterval = Duration.seconds(10)

    /// Connects to nothing yet.
    ///
    /// - Throws: `StorageError` when another process follows the PBX.
    init(
        _ configuration: Configuration,
        _ store: DataStore,
        _ switchboard: Switchboard,
        logger: Logger
    ) async throws {
        let (pbx, routing, faxes) = (configuration.pbx, configuration.routing, configuration.faxes)
        claim = try await store.claim(pbx.name)
        name = pbx.name
        self.logger = logger
        session = AMISession(
            configuration: AMIConfiguration(pbx),
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
            logger: logger
        )
        let (resyncs, resynced) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.resyncs = resyncs
        let arrivals = routing.redirectContexts.isEmpty ? nil : ArrivalFeed(contexts: routing.redirectContexts)
        reader = PBXReader(
            session: session,
            switchboard: switchboard,
            patterns: pbx.dialplan,
            arrivals: arrivals,
            logger: logger
        ) { resynced.yield() }
        var limits = PBXArrivalRouting.Limits()
        limits.ringing = routing.redirectRinging
        arrivalRouting = arrivals.map { [session] feed in
            PBXArrivalRouting(
                session: session,
                desk: switchboard,
                feed: feed,
                context: pbx.transferContext,
                limits: limits,
                logger: logger
            )
        }
        catchUp = CDRCatchUp(
            source: pbx.cdrSource(logger: logger),
            journal: store.callJournal,
            switchboard: switchboard,
            pbx: pbx.name,
            logger: logger
        )
        queueControl = PBXQueueControl(session: session, memberPattern: pbx.queueMember, logger: logger)
        listening = PBXListening(
            session: session,
            desk: switchboard,
            phonePattern: pbx.phoneChannel,
            logger: logger
        )
        dialling = PBXDialling(
            session: session,
            desk: switchboard,
            placing: PBXDialling.Placing(
                phonePattern: pbx.phoneChannel,
                context: pbx.dialContext,
                callerID: pbx.dialCallerID
            ),
            logger: logger
        )
        faxing = PBXFaxing(
            session: session,
            desk: switchboard,
            placing: PBXFaxing.Placing(
                channelPattern: faxes.channel,
                context: faxes.context,
                callerID: faxes.callerID,
                phonePattern: pbx.phoneChannel
            ),
            logger: logger
        )
        obedientPhones = ObedientPhones(
            session: session,
            numbers: pbx.remotePhones,
            models: pbx.remoteModels,
            logger: logger
        )
        handset = PBXHandset(
            session: session,
            desk: switchboard,
            phones: obedientPhones,
            phonePattern: pbx.phoneChannel,
            logger: logger
        )
        transfer = PBXTransfer(session: session, desk: switchboard, context: pbx.transferContext, logger: logger)
    }

    /// In the order in which they start.
    var work: [@Sendable () async throws -> Void] {
        [
            { await catchUp.run(resyncs: resyncs) },
            { await reader.run() },
            { try await session.run() },
            { await lookForLostChannels() },
            { await obedientPhones.keepKnowing() },
            { try await keepClaim() },
        ]
    }

    /// A channel whose hang-up was never told is closed when the PBX no longer lists it, not by a timer.
    private func lookForLostChannels() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: Self.channelListInterval)
                _ = try await session.send(.coreShowChannels)
            } catch is CancellationError {
                return
            } catch {
                logger.debug("The PBX gave no list of channels", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// A database server that was started anew has forgotten who follows the PBX.
    private func keepClaim() async throws {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: Self.claimInterval)
                guard try await claim.renew() else { throw DataStore.claimed(name) }
            } catch is CancellationError {
                return
            } catch let error as StorageError where error.code != .locked {
                logger.debug("The claim on the PBX cannot be renewed", metadata: ["reason": "\(error)"])
            }
        }
    }
}
