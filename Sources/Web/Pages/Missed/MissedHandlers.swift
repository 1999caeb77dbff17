import ContactCenter
import Foundation
import Hummingbird

/// The register of missed calls: showing it, and what people do to the calls in it.
extension Site {
    @Sendable func showMissed(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        let list = MissedList(request, for: reader, seenBy: viewer)
        let window = TimeInterval(missedRules.callBackWindow.components.seconds)
        // Each reads the whole period: side by side, one takes no longer than both.
        async let counts = missed.counts(list.query, overdueBefore: viewer.now - window)
        let found = try await missed.page(list.query)
        let page = MissedPageView(
            list: list,
            page: found,
            counts: try await counts,
            assignees: viewer.may(.distribute) ? try await missed.assignees() : [],
            clients: await clients(of: found, viewer),
            notice: try await notice(on: list, for: reader),
            rules: missedRules,
            comparison: viewer.may(.reconciliation) ? try await comparison(of: list.period) : nil,
            viewer: viewer
        )
        return .page(page.html)
    }

    private func comparison(of period: ListPeriod) async throws -> MissedComparison {
        func groups(includingUnanswered: Bool) async throws -> [ReconciliationGroup] {
            let question = ReconciliationQuestion(period: period.period, includesUnanswered: includingUnanswered)
            return try await reconciliation.groups(of: .all, question)
        }
        async let all = groups(includingUnanswered: true)
        async let answered = groups(includingUnanswered: false)
        return try await MissedComparison(all: all, answered: answered, in: period.choice)
    }

    /// What the reader has just done there, as the address says.
    private func notice(on list: MissedList, for reader: SignedIn) async throws -> MissedNotice? {
        func number(_ name: String) -> Int { min(max(list.address[name].flatMap { Int($0) } ?? 0, 0), 10_000) }
        var notice = MissedNotice()
        notice.refused = number("refused")
        notice.undone = number("undone")
        notice.isNothingChosen = list.address["wrong"] != nil
        if let id = list.address["done"].flatMap({ Int64($0) }).map(MissedChange.ID.init(_:)),
            let change = try await missed.change(id), change.by == reader.user.id, !change.isUndone
        {
            notice.change = change
        }
        return notice.isEmpty ? nil : notice
    }

    @Sendable func markMissed(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let kind = context.parameters.get("mark").flatMap(MissedMark.Kind.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        guard !kind.isDistributing || reader.rights.allows(.distribute) else { throw HTTPError(.forbidden) }
        let back = MissedList(request, for: reader, seenBy: viewer(of: request, context)).plain
        let calls = (form["only"].map { [$0] } ?? form.all("call")).flatMap(MissedCall.Seen.list)
        guard !calls.isEmpty, calls.count <= Self.mostMarked, let mark = try await mark(kind, form) else {
            return .redirect(to: back.with("wrong", "1").reference, type: .normal)
        }
        let outcome = try await missed.mark(calls, mark, by: missedActor(request, context, reader))
        await noteMarked(kind)
        let refused = outcome.refused > 0 && kind != .spam ? String(outcome.refused) : nil
        return .redirect(
            to: back.with("done", outcome.change?.description).with("refused", refused).reference,
            type: .normal
        )
    }

    /// More are marked by nobody.
    static let mostMarked = 2_000

    /// - Returns: `nil` when the form does not say enough.
    private func mark(_ kind: MissedMark.Kind, _ form: Form) async throws -> MissedMark? {
        switch kind {
        case .exclude:
            let reason = form["reason"].flatMap(ExclusionReason.init(rawValue:)) ?? .other
            let note = (form["note"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            return .exclude(
                reason,
                note: note.isEmpty ? nil : String(String.UnicodeScalarView(note.unicodeScalars.prefix(200)))
            )
        case .include: return .include
        case .assign:
            guard let person = form["person"], !person.isEmpty else { return nil }
            guard person != "nobody" else { return .assign(nil) }
            let known = try await missed.assignees().first { $0.user.description == person }
            return known.map { .assign($0.user) }
        case .hide: return .hide
        case .unhide: return .unhide
        case .spam: return .spam
        }
    }

    @Sendable func undoMissed(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["change"].flatMap({ Int64($0) }).map(MissedChange.ID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        if let change = try await missed.change(id), change.kind.isDistributing {
            guard reader.rights.allows(.distribute) else { throw HTTPError(.forbidden) }
        }
        let back = MissedList(request, for: reader, seenBy: viewer(of: request, context)).plain
        let outcome = try await missed.undo(id, by: missedActor(request, context, reader))
        await noteMarked(.spam)
        return .redirect(
            to: back.with("undone", String(outcome.changed))
                .with("refused", outcome.refused > 0 ? String(outcome.refused) : nil).reference,
            type: .normal
        )
    }

    @Sendable func showSpam(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let page = SpamPage(numbers: try await missed.spamNumbers(), viewer: viewer)
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func restoreSpam(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["number"].flatMap({ Int64($0) }).map(SpamNumber.ID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        _ = try await missed.restore(id, by: missedActor(request, context, reader))
        await noteMarked(.spam)
        return .redirect(to: SitePath.spamNumbers.markup, type: .normal)
    }

    func missedActor(_ request: Request, _ context: Context, _ reader: SignedIn) -> MissedActor {
        MissedActor(
            user: reader.user.id,
            at: now(),
            address: address(of: request, context),
            concerning: reader.missedSitters
        )
    }

    /// The live pages hear of it.
    func noteMarked(_ kind: MissedMark.Kind) async {
        if kind == .spam { await missedDesk.readSpam() }
        await missedDesk.recount()
    }
}

extension MissedMark.Kind {
    /// Needs the right to distribute.
    var isDistributing: Bool {
        switch self {
        case .exclude, .include: false
        case .assign, .hide, .unhide, .spam: true
        }
    }
}

extension MissedCall.Seen {
    /// `17.2-18.0`: calls with the versions in which they were shown.
    var text: String { "\(id).\(version)" }

    /// What is written otherwise is passed over.
    fileprivate static func list(_ text: String) -> [MissedCall.Seen] {
        text.split(separator: "-").compactMap { call in
            let parts = call.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let id = Int64(parts[0]), let version = Int64(parts[1]) else { return nil }
            return MissedCall.Seen(id: MissedCall.ID(id), version: version)
        }
    }
}
