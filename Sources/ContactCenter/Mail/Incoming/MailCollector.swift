import Foundation
import Logging

/// Collects letters from boxes of mail, for as long as the process lives (requirement S3.25).
package struct MailCollector: Sendable {
    /// A box is looked into so often.
    package static let pace: TimeInterval = 20
    /// A box that fails is left alone longer and longer, up to this.
    private static let longestPause: TimeInterval = 900
    /// Longer than fetching the largest letter takes; each letter begins it anew.
    private static let lease: TimeInterval = 300
    /// Bytes: of a letter that is larger the beginning is read, which has its words.
    package static let largest = 40 << 20
    package static let beginning = 1 << 20

    private let inbox: any MailInbox
    private let boxes: any MailBoxReading
    private let opening: any MailOpening
    private let secrets: any SecretSealing
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        inbox: any MailInbox,
        boxes: any MailBoxReading,
        opening: any MailOpening,
        secrets: any SecretSealing,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.inbox = inbox
        self.boxes = boxes
        self.opening = opening
        self.secrets = secrets
        self.now = now
        self.logger = logger
    }

    /// Looks for boxes that are due every `pace`.
    package func run(pace: Duration = .seconds(2)) async {
        var isQuiet = false
        while !Task.isCancelled {
            do {
                let hasRead = try await collectOne()
                isQuiet = false
                if hasRead { continue }
            } catch is CancellationError {
                return
            } catch {
                if !isQuiet { logger.warning("Letters cannot be collected", metadata: ["reason": "\(error)"]) }
                isQuiet = true
            }
            try? await Task.sleep(for: pace)
        }
    }

    /// Looks into one of the boxes that are due.
    ///
    /// - Returns: whether there was one.
    package func collectOne() async throws -> Bool {
        guard let claim = try await inbox.claim(at: now(), until: now() + Self.lease) else { return false }
        var problem: MailBoxProblem?
        do {
            try await read(claim)
        } catch let found as MailBoxProblem {
            problem = found
            if claim.failures == 0 {
                logger.warning(
                    "A box of mail cannot be read",
                    metadata: ["box": "\(claim.box.id)", "problem": "\(found.rawValue)"]
                )
            }
        }
        let pause = problem.map { _ in min(Self.longestPause, Self.pace * pow(2, Double(min(claim.failures, 10)))) }
        try await inbox.giveBack(claim, problem: problem, at: now(), next: now() + (pause ?? Self.pace))
        return true
    }

    private func read(_ claim: MailBoxClaim) async throws {
        let session = boxes.session(at: claim.box.record.place, password: try password(of: claim))
        let box = try await session.open()
        let (begin, since) = MailBoxPosition.next(after: claim.position, in: box, lookedAt: claim.lookedAt)
        if begin != claim.position {
            guard try await inbox.move(claim, to: begin, at: now(), until: now() + Self.lease) else { return }
        }
        // Where the server says what comes next, nothing is asked in vain.
        guard box.next == 0 || begin.number + 1 < box.next else { return }
        for listed in try await session.list(from: begin.number + 1) where listed.number > begin.number {
            guard !Task.isCancelled else { return }
            let position = MailBoxPosition(validity: begin.validity, number: listed.number)
            let isOld = since.flatMap { since in listed.at.map { $0 < since } } ?? false
            guard try await take(listed, isOld: isOld, session, claim, position) else { return }
        }
    }

    private func password(of claim: MailBoxClaim) throws(MailBoxProblem) -> String {
        guard let sealed = claim.password else { throw MailBoxProblem.noPassword }
        do {
            return try secrets.open(sealed)
        } catch {
            throw MailBoxProblem.noKey
        }
    }

    /// - Returns: whether the box is still ours.
    private func take(
        _ listed: ListedMail,
        isOld: Bool,
        _ session: any MailBoxSession,
        _ claim: MailBoxClaim,
        _ position: MailBoxPosition
    ) async throws -> Bool {
        let isCut = listed.size > Self.largest
        let bytes = isOld ? nil : try await session.letter(listed, most: isCut ? Self.beginning : Self.largest)
        guard let bytes else { return try await inbox.move(claim, to: position, at: now(), until: now() + Self.lease) }
        let mail = await opening.open(bytes, isCut: isCut)
        let taking = try await take(mail, to: position, claim)
        logger.debug("Letter taken", metadata: ["box": "\(claim.box.id)", "number": "\(listed.number)"])
        return taking != .claimLost
    }

    /// A letter that cannot be kept stops none of those behind it: what is known is that it came.
    private func take(
        _ mail: ReceivedMail,
        to position: MailBoxPosition,
        _ claim: MailBoxClaim
    ) async throws -> MailTaking {
        do {
            return try await inbox.take(mail, to: position, for: claim, at: now(), until: now() + Self.lease)
        } catch let error where !(error is CancellationError) {
            let bare = ReceivedMail.unreadable(digest: mail.digest)
            let taking = try await inbox.take(bare, to: position, for: claim, at: now(), until: now() + Self.lease)
            logger.error(
                "A letter could not be kept",
                metadata: ["box": "\(claim.box.id)", "number": "\(position.number)", "reason": "\(error)"]
            )
            return taking
        }
    }
}
