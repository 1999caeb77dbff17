import ContactCenter
import Foundation
import Hummingbird

/// Editing scripts, and trying them out.
extension Site {
    /// Bytes of a form with a script: letters beyond ASCII are three times as long there.
    private static let scriptLimit = 700_000

    @Sendable func showScripts(_ request: Request, _ context: Context) async throws -> Response {
        guard let first = try await scripts.scripts().first else { throw HTTPError(.notFound) }
        return .redirect(to: SitePath.script(first.id).markup, type: .normal)
    }

    @Sendable func showScript(_ request: Request, _ context: Context) async throws -> Response {
        let (kept, versions) = try await script(of: request, context)
        var page = ScriptPage(kept: kept, text: try scriptNotation.text(of: kept.script), script: kept.script)
        page.versions = versions
        page.others = try await scripts.scripts()
        page.uses = try await uses(of: kept.id)
        switch request.uri.queryParameters["told"] {
        case "saved": page.told = .saved
        case "copied": page.told = .copied
        case "hung": page.told = .hung
        case "made": page.told = .made
        default: break
        }
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer(of: request, context)))
    }

    /// The text as a file.
    @Sendable func exportScript(_ request: Request, _ context: Context) async throws -> Response {
        let (kept, _) = try await script(of: request, context)
        var response = Response.text(
            try scriptNotation.text(of: kept.script),
            type: "application/yaml; charset=utf-8",
            isKept: false
        )
        response.headers[.contentDisposition] = "attachment; filename=\"script-\(kept.id)-\(kept.ordinal).yaml\""
        return response
    }

    /// Checks a text, and makes a new version of it where that is asked for and nothing is wrong.
    @Sendable func saveScript(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader, upTo: Self.scriptLimit)
        let (kept, versions) = try await script(of: request, context)
        guard let text = form["text"], let ordinal = form["ordinal"].flatMap({ Int64($0) }) else {
            throw HTTPError(.badRequest)
        }
        let viewer = viewer(of: request, context)
        var page = ScriptPage(kept: kept, text: text, script: kept.script, versions: versions)
        page.others = try await scripts.scripts()
        page.uses = try await uses(of: kept.id)
        switch scriptNotation.read(text) {
        case .unreadable(let problems):
            page.findings = problems.map { problem in
                ScriptPage.Finding(line: problem.line, words: ScriptWords.problem(problem.kind, in: viewer.language))
            }
        case .script(let script, let lines):
            page.script = script
            page.findings = script.check().map { problem in
                ScriptPage.Finding(
                    line: problem.step.flatMap { lines[$0] },
                    step: problem.step,
                    words: ScriptWords.problem(problem.kind, in: viewer.language)
                )
            }
            if page.findings.isEmpty {
                guard form["do"] == "save" else {
                    page.told = .good
                    break
                }
                let author = author(reader)
                switch try await scripts.save(script, as: kept.id, over: ordinal, by: author) {
                case .saved(let saved):
                    return .redirect(to: "\(SitePath.script(saved.id).markup)?told=saved", type: .normal)
                case .stale(let other): page.told = .stale(other)
                case .missing: throw HTTPError(.notFound)
                case .refused(let problems):
                    page.findings = problems.map { problem in
                        ScriptPage.Finding(words: ScriptWords.problem(problem.kind, in: viewer.language))
                    }
                }
            }
        }
        let address = SitePath.script(kept.id).markup
        return .page(
            page.html(address: address, for: viewer),
            status: page.findings.isEmpty ? .ok : .unprocessableContent
        )
    }

    // MARK: Several scripts

    /// A script of its own that says the same, to be changed.
    @Sendable func copyScript(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let (kept, _) = try await script(of: request, context)
        guard case .saved(let made) = try await scripts.add(kept.script.copy, by: author(reader)) else {
            throw HTTPError(.conflict)
        }
        return .redirect(to: "\(SitePath.script(made.id).markup)?told=copied", type: .normal)
    }

    /// A questionnaire to be changed, which nobody is offered yet.
    @Sendable func addQuestionnaire(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        guard case .saved(let made) = try await scripts.add(.qualitySurvey, by: author(reader)) else {
            throw HTTPError(.conflict)
        }
        return .redirect(to: "\(SitePath.script(made.id).markup)?told=made", type: .normal)
    }

    /// Hangs a script to projects, channels and reasons, and a questionnaire to topics.
    @Sendable func hangScript(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let (kept, _) = try await script(of: request, context)
        let use = ScriptUse(
            projects: Set(form.all("project").compactMap { Int64($0) }.map(ProjectID.init(_:))),
            channels: Set(form.all("channel").compactMap { Int64($0) }.map(ContactChannelID.init(_:))),
            reasons: Set(form.all("reason").compactMap { Int64($0) }.map(ReasonID.init(_:))),
            topics: Set(form.all("topic").compactMap { Int64($0) }.map(TopicID.init(_:))),
            isOffered: form["is_offered"] != nil
        )
        guard try await scripts.set(use, of: kept.id) else { throw HTTPError(.badRequest) }
        return .redirect(to: "\(SitePath.script(kept.id).markup)?told=hung", type: .normal)
    }

    private func uses(of id: ScriptID) async throws -> ScriptPage.Uses {
        ScriptPage.Uses(
            own: try await scripts.use(of: id),
            projects: try await records.records(of: Project.self, includingHidden: false).map {
                ($0.id, $0.record.title)
            },
            channels: try await records.records(of: ContactChannel.self, includingHidden: false)
                .map { ($0.id, $0.record.name) },
            reasons: try await records.records(of: Reason.self, includingHidden: false)
                .map { ($0.id, $0.record.caption ?? $0.record.registryCaption) },
            topics: TopicTree(try await records.records(of: Topic.self, includingHidden: true))
        )
    }

    // MARK: Trying out

    @Sendable func showTrial(_ request: Request, _ context: Context) async throws -> Response {
        let (kept, _) = try await script(of: request, context)
        let viewer = viewer(of: request, context)
        let isKnown = request.uri.queryParameters["caller"].map { $0 == ScriptFact.identified[...] } ?? false
        let piece = try await trial(kept, .stay, [:], step: nil, isKnown: isKnown, viewer)
        let language = viewer.language
        let address = SitePath.scriptTrial(kept.id)
        func link(_ caller: String, _ phrase: Phrase) -> HTML {
            let current: HTML = (caller == ScriptFact.identified) == isKnown ? " aria-current=\"true\"" : .nothing
            return """
                <a class="button" href="\(address)?version=\(kept.ordinal)&amp;caller=\(caller)"\(current)>\(language[phrase])</a>
                """
        }
        let shell = Shell(title: language[.scriptTryOut], place: .scripts)
        let html = shell.page(
            """
            <div class="page-head"><h1>\(language[.scriptTryOut])</h1>\
            <span class="pill warn">\(language[.scriptTrialKeepsNothing])</span>\
            <span class="push buttons">\(link(ScriptFact.unknown, .scriptCallerUnknown))\
            \(link(ScriptFact.identified, .scriptCallerKnown))\
            <a class="button" href="\(SitePath.script(kept.id))">\(language[.scriptText])</a></span></div>
            <section class="intake" data-said data-opened data-trial>\(piece)</section>
            """,
            address: request.addressWithoutLanguage,
            for: viewer
        )
        return .page(html)
    }

    @Sendable func goInTrial(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let ordinal = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        let (kept, _) = try await script(of: request, context, ordinal: ordinal)
        var answers = form.answers
        let isKnown = answers.removeValue(forKey: ScriptFact.caller.rawValue) == ScriptFact.identified
        let viewer = viewer(of: request, context)
        let piece = try await trial(
            kept,
            IntakeMove(form["move"]),
            answers,
            step: form["step"],
            isKnown: isKnown,
            viewer
        )
        return .page(piece)
    }

    private func trial(
        _ kept: KeptScript,
        _ move: IntakeMove,
        _ answers: [String: String],
        step: ScriptStep.ID?,
        isKnown: Bool,
        _ viewer: Viewer
    ) async throws -> HTML {
        let (intake, problems, isOver) = try await intakeDesk.tryOut(
            kept,
            move,
            answers: answers,
            step: step,
            isCallerIdentified: isKnown,
            language: viewer.language.local
        )
        let language = viewer.language
        let end = isOver ? questionnaireEnd(intake.run, in: language) : intake.run.outcome.map { language[$0.phrase] }
        if let end {
            return """
                <p class="notice good registered" role="status">\(Icon.check.html())<span>\
                <b>\(language[.scriptTrialOver])</b> \(end)</span>\
                <a class="push" href="\(SitePath.scriptTrial(kept.id))?version=\(kept.ordinal)">\(language[.scriptTryAgain])</a></p>
                """
        }
        return IntakeView(
            intake: intake,
            content: try await content(for: intake, viewer),
            problems: problems,
            purpose: .trial(kept.id, version: kept.ordinal),
            viewer: viewer
        ).html
    }

    private func questionnaireEnd(_ run: ScriptRun, in language: Language) -> HTML {
        run.total.map { language(.questionnaireTotal, "\($0)") } ?? language[.questionnaireFilled]
    }

    /// The script that the address names, in the version that is asked for, with all its versions.
    private func script(
        of request: Request,
        _ context: Context,
        ordinal: Int64? = nil
    ) async throws -> (KeptScript, [KeptScript]) {
        let versions = try await scripts.versions(of: recordID(context), limit: 100)
        let wanted = ordinal ?? request.uri.queryParameters["version"].flatMap { Int64($0) }
        let kept = wanted.map { wanted in versions.first { $0.ordinal == wanted } } ?? versions.first
        guard let kept else { throw HTTPError(.notFound) }
        return (kept, versions)
    }
}

extension Script {
    /// The same by another name.
    var copy: Script {
        var copy = self
        for language in LocalText.Language.allCases where !copy.name[language].isEmpty {
            let words = Language.of(Language.Code(rawValue: language.rawValue) ?? .russian)(.scriptCopyOf, "{}").markup
            copy.name[language] = words.replacing("{}", with: String(copy.name[language].prefix(150)))
        }
        return copy
    }
}
