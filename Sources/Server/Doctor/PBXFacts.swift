import Asterisk
import Foundation

/// What a PBX tells about itself and about what our user may do there. What it refuses to tell stays `nil`.
struct PBXFacts: Sendable {
    /// A list the product asks for after each log-in that did not come.
    struct MissingList: Sendable {
        let action: String
        let reason: AMIError
    }

    /// `Asterisk Call Manager/11.0.0`
    var banner: String
    /// Of Asterisk.
    var version: String?
    var missingLists: [MissingList] = []
    /// How many phones have an extension by a hint; `nil` where that is not told.
    var hints: Int?
    /// The actions that our user may send.
    var permittedActions: Set<String>?
    /// The event classes that our user may read.
    var readableClasses: Set<String>?
    /// How far the PBX's clock is ahead of ours.
    var clockOffset: Duration?
    var sendsTimestamps: Bool?
    var cdr = CDRFacts()
    var settings = PBXSettings()
    let expected: ExpectedPBX

    /// Sends an action and gives the answer, as `AMIConnection.send` does.
    typealias Ask = @Sendable (AMIAction) async throws -> AMIReply

    /// Asks all there is to ask.
    ///
    /// - Throws: `AMIError` when the connection ends; a refusal is an answer.
    init(
        banner: String,
        expected: ExpectedPBX,
        now: @Sendable () -> Date = { Date() },
        ask: Ask
    ) async throws {
        self.banner = banner
        self.expected = expected
        let before = now()
        let ping = try await Self.answer(to: .ping, ask)
        clockOffset = ping.flatMap { Self.clockOffset(of: $0, sent: before, received: now()) }
        let core = try await Self.answer(to: AMIAction("CoreSettings"), ask)
        version = core?["AsteriskVersion"]
        (missingLists, hints) = try await Self.lists(ask)
        permittedActions = try await Self.answer(to: AMIAction("ListCommands"), ask)
            .map { Set($0.headers.map(\.name)) }
        settings = try await PBXSettings(expected, ask: ask)
        // What the console tells is in force; a file may have been changed since.
        readableClasses =
            try await Self.console("manager show user \(expected.username)", ask)?["read perm"]
            .map { Set($0.split(separator: ",").map(String.init)) } ?? settings.rights("read", of: expected.username)
        sendsTimestamps =
            try await Self.console("manager show settings", ask)?["Timestamp events"].map { $0 == "Yes" }
            ?? settings.isOn("manager.conf", "general", "timestampevents", else: false)
        cdr = CDRFacts(
            status: try await Self.answer(to: .command("cdr show status"), ask)?.output,
            managerFile: try await Self.answer(to: AMIAction("GetConfig", [("Filename", "cdr_manager.conf")]), ask)
        )
        cdr.fillIn(from: settings, isWritten: core?["CoreCDRenabled"].map { $0 == "Yes" })
    }

    /// The lists that the session asks for after each log-in.
    private static func lists(_ ask: Ask) async throws -> (missing: [MissingList], hints: Int?) {
        var missing: [MissingList] = []
        var hints: Int?
        let lists: [AMIAction] = [.coreShowChannels, .status(), .queueStatus(), .deviceStateList, .extensionStateList]
        for list in lists {
            do {
                let reply = try await ask(list)
                if list.name == AMIAction.extensionStateList.name { hints = reply.events.count }
            } catch let error as AMIError where error.isAnswer {
                missing.append(MissingList(action: list.name, reason: error))
            }
        }
        return (missing, hints)
    }

    /// - Returns: `nil` when the PBX refuses.
    static func answer(to action: AMIAction, _ ask: Ask) async throws -> AMIMessage? {
        do {
            return try await ask(action).response
        } catch let error as AMIError where error.isAnswer {
            return nil
        }
    }

    /// What a console command prints as `name: value`.
    private static func console(_ command: String, _ ask: Ask) async throws -> [String: String]? {
        try await answer(to: .command(command), ask).map { Dictionary(consoleLines: $0.output) }
    }

    /// The answer was given at some time between sending and receiving, so half the way is as near as one can come.
    private static func clockOffset(of ping: AMIMessage, sent: Date, received: Date) -> Duration? {
        guard let told = ping["Timestamp"].flatMap(Double.init) else { return nil }
        let here = sent.timeIntervalSince1970 + received.timeIntervalSince(sent) / 2
        return .milliseconds(Int64(((told - here) * 1_000).rounded()))
    }
}

extension AMIError {
    /// The PBX answered, only not with what was asked for.
    fileprivate var isAnswer: Bool {
        switch code {
        case .permissionDenied, .refused, .listTooLong: true
        default: false
        }
    }
}

extension [String: String] {
    /// Lines such as `  Timestamp events:          No             `.
    init(consoleLines lines: [String]) {
        let pairs = lines.compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let sides = [line[..<colon], line[line.index(after: colon)...]]
                .map { $0.trimmingCharacters(in: .whitespaces) }
            return (sides[0], sides[1])
        }
        self.init(pairs, uniquingKeysWith: { first, _ in first })
    }
}
