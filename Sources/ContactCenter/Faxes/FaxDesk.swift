import Foundation
import Logging

/// Sends faxes and writes down what becomes of them (requirement S4.11).
///
/// A fax stands in the journal before the PBX is told of it, so that none is ever sent that nobody knows of. Its end is what the PBX
/// tells; of one that it was sending when nobody listened, it is not known.
package actor FaxDesk {
    package struct Rules: Sendable {
        /// Pages of faxes that did not arrive are kept so long, to be sent again.
        package var keepFor: TimeInterval = 3 * 86_400
        /// The PBX may ask for the pages so long.
        package var mayBeTakenFor: TimeInterval = 300
        /// A fax of which nothing was heard for so long is over.
        package var longest: TimeInterval = 3_600
        /// One whose order the PBX did not confirm: as long as a number rings, and a while to begin.
        package var longestUnconfirmed: TimeInterval = 90

        package init() {}
    }

    /// What somebody wants to have sent, and where to.
    package struct Wish: Sendable {
        package enum Target: Sendable {
            /// - Parameter written: as the journal keeps it, which people read and from which it can be dialled again.
            case number(DialledNumber, written: String)
            /// - Parameter number: of the other side, where one was delivered.
            case call(CallID, at: Extension, number: String?)
        }

        package var target: Target
        package var user: UserID
        package var client: ClientID?
        package var document: DocumentID?
        package var title: String

        package init(
            to target: Target,
            by user: UserID,
            client: ClientID? = nil,
            document: DocumentID? = nil,
            title: String
        ) {
            self.target = target
            self.user = user
            self.client = client
            self.document = document
            self.title = title
        }
    }

    /// What was ordered so shortly ago may not have been told of yet when the PBX was asked.
    private static let settling: TimeInterval = 5

    package nonisolated let store: any FaxStore
    private let rendering: any FaxRendering
    private let sending: (any FaxSending)?
    private let desk: any LiveDesk
    package nonisolated let rules: Rules
    private let now: @Sendable () -> Date
    private let logger: Logger
    /// Those that have not ended, as far as this process knows.
    private var underWay: [FaxKey: Date] = [:]
    /// Of these, whose order was not confirmed.
    private var unconfirmed: Set<FaxKey> = []
    /// Those of which nobody knows how they ended, and since when: the PBX may still tell.
    private var lost: [FaxKey: Date] = [:]
    private var isConnected = false

    /// - Parameter sending: `nil` where another process follows the PBX.
    package init(
        store: any FaxStore,
        rendering: any FaxRendering,
        sending: (any FaxSending)?,
        desk: any LiveDesk,
        rules: Rules = Rules(),
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.rendering = rendering
        self.sending = sending
        self.desk = desk
        self.rules = rules
        self.now = now
        self.logger = logger
    }

    /// Whether this process can have faxes sent.
    package nonisolated var sends: Bool { sending != nil }

    // MARK: Sending

    /// - Returns: the fax in the journal; whether the PBX took it stands there.
    /// - Throws: `FaxProblem` for a file that becomes no fax: nothing is sent and nothing is noted then.
    package func send(_ pdf: [UInt8], _ wish: Wish) async throws -> FaxID {
        let key = FaxKey.random()
        let pages = try await rendering.render(pdf, as: key)
        return try await order(key, pages: pages, wish)
    }

    /// The pages of an earlier fax once more.
    package func send(again earlier: Fax, _ wish: Wish) async throws -> FaxID {
        let key = FaxKey.random()
        try await rendering.copy(earlier.key, as: key)
        return try await order(key, pages: earlier.pages, wish)
    }

    private func order(_ key: FaxKey, pages: Int, _ wish: Wish) async throws -> FaxID {
        let at = now()
        var fax = Fax(
            key: key,
            user: wish.user,
            number: nil,
            client: wish.client,
            document: wish.document,
            title: wish.title,
            pages: pages,
            at: at
        )
        switch wish.target {
        case .number(_, let written): fax.number = written
        case .call(let call, _, let number): (fax.call, fax.number) = (call, number)
        }
        let id: FaxID
        do {
            id = try await store.add(fax)
        } catch {
            await rendering.remove(key)
            throw error
        }
        underWay[key] = at
        switch await order(key, wish.target) {
        case .taken: break
        case .unconfirmed: if underWay[key] != nil { unconfirmed.insert(key) }
        case .failed(let failure): await end(key, .failed(failure, pages: 0, words: nil))
        }
        return id
    }

    private func order(_ key: FaxKey, _ target: Wish.Target) async -> FaxOrder {
        guard let sending else { return .failed(.notHeard) }
        switch target {
        case .number(let number, _): return await sending.send(key, to: number)
        case .call(let call, let own, _): return await sending.send(key, into: call, at: own)
        }
    }

    /// What the PBX is given by HTTP: once, within some minutes, and only while the fax is under way.
    package func takePages(of key: FaxKey) async throws -> [UInt8]? {
        let instant = now()
        guard key.isWellFormed,
            try await store.takePages(of: key, at: instant, oldest: instant - rules.mayBeTakenFor)
        else { return nil }
        return await rendering.pages(of: key)
    }

    // MARK: Following

    /// For as long as the task lives, in the process that follows the PBX.
    package func run() async {
        let updates = await desk.updates(.everything)
        await takeUp()
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await self.follow(await self.desk.floor)
                for await update in updates {
                    switch update.content {
                    case .reset: await self.follow(await self.desk.floor)
                    case .changes(let changes):
                        for case .floor(let floor) in changes { await self.follow(floor) }
                    }
                }
            }
            tasks.addTask {
                while !Task.isCancelled {
                    await self.sweep()
                    try? await Task.sleep(for: .seconds(20))
                }
            }
            await tasks.next()
            tasks.cancelAll()
        }
    }

    /// What the process before this one has left.
    private func takeUp() async {
        do {
            for fax in try await store.underWay() { underWay[fax.key] = fax.at }
        } catch {
            logger.error("The faxes that are under way cannot be read", metadata: ["reason": "\(error)"])
        }
    }

    private func follow(_ floor: Floor) async {
        let wasConnected = isConnected
        isConnected = floor.connection == .connected
        // As they are now: others may come while what follows is written.
        let known = underWay
        for (key, at) in known {
            if let transmission = floor.faxes[key] {
                unconfirmed.remove(key)
                if let end = transmission.end { await self.end(key, end) }
            } else if isConnected, !wasConnected, now().timeIntervalSince(at) > Self.settling {
                // The PBX has listed what it does, and this is not among it.
                await end(key, .unknown)
            }
        }
        for key in lost.keys {
            if let end = floor.faxes[key]?.end, end != .unknown { await self.end(key, end) }
        }
    }

    /// Lets go of what was never heard of again, and of pages that were kept long enough.
    package func sweep() async {
        let instant = now()
        let floor = await desk.floor
        let known = underWay
        for (key, at) in known {
            let isHeard = floor.faxes[key] != nil || !unconfirmed.contains(key)
            let longest = isHeard ? rules.longest : rules.longestUnconfirmed
            guard instant.timeIntervalSince(at) > longest, floor.faxes[key]?.stage != .sending else { continue }
            await end(key, .unknown)
        }
        lost = lost.filter { instant.timeIntervalSince($0.value) <= rules.longest }
        await rendering.removePages(madeBefore: instant - rules.keepFor)
    }

    private func end(_ key: FaxKey, _ end: FaxEnd) async {
        let wasLost = lost.removeValue(forKey: key) != nil
        guard underWay.removeValue(forKey: key) != nil || wasLost else { return }
        unconfirmed.remove(key)
        do {
            try await store.end(key, end, at: now())
        } catch {
            logger.error(
                "What became of a fax cannot be written down",
                metadata: ["end": "\(end)", "reason": "\(error)"]
            )
            // Once more with the next sweep or the next news of it.
            underWay[key] = now()
            return
        }
        if end == .unknown { lost[key] = now() }
        // What arrived is not sent again.
        if case .sent = end { await rendering.remove(key) }
    }
}
