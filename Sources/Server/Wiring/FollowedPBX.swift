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
    init(_ pbx: Configuration.PBX, _ store: DataStore, _ switchboard: Switchboard, logger: Logger) async throws {
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
        reader = PBXReader(session: session, switchboard: switchboard, patterns: pbx.dialplan, logger: logger) {
            resynced.yield()
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
        transfer = PBXTransfer(session: session, desk: switchboard, context: pbx.transferContext, logger: logger)
    }

    /// In the order in which they start.
    var work: [@Sendable () async throws -> Void] {
        [
            { await catchUp.run(resyncs: resyncs) },
            { await reader.run() },
            { try await session.run() },
            { await lookForLostChannels() },
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
