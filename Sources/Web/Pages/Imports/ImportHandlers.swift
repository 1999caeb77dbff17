import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of imports.
extension Site {
    private static var mostImports: Int { 100 }
    private static var mostRuns: Int { 20 }

    @Sendable func showImports(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        return .page(
            ImportListPage(
                imports: try await imports.store.imports(limit: Self.mostImports),
                mappings: try await imports.store.mappings(),
                runs: try await imports.store.runs(of: nil, limit: Self.mostRuns),
                words: ImportWords(viewer.language, []),
                viewer: viewer
            ).html
        )
    }

    @Sendable func takeImport(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        // Beside the file there is little.
        let form = try await UploadForm(of: request, from: reader, upTo: (TableLimits.megabytes + 1) << 20)
        let viewer = viewer(of: request, context)
        let words = ImportWords(viewer.language, [])
        guard let file = form.file("file") else { return .refusal(words.problem(TableProblem(.empty))) }
        let hints = TableHints(
            encoding: form["encoding"].flatMap(TextEncoding.init(rawValue:)),
            separator: TableSeparator.allCases.first { "\($0)" == form["separator"] }
        )
        do {
            let id = try await imports.take(file.bytes, named: file.name, hints, by: author(reader))
            try await note(.importTaken, "import:\(id)", request, context)
            return .redirect(to: ImportListPage.path(of: id), type: .normal)
        } catch let problem as TableProblem {
            return .refusal(words.problem(problem))
        }
    }

    @Sendable func showImport(_ request: Request, _ context: Context) async throws -> Response {
        try await .page(importPage(request, context).html)
    }

    @Sendable func showImportState(_ request: Request, _ context: Context) async throws -> Response {
        try await .page(importPage(request, context).state)
    }

    @Sendable func mapImport(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        typealias Field = ImportMappingForm.Field
        let form = try await Form(of: request, from: reader)
        var page = try await importPage(request, context)
        let language = page.viewer.language
        guard let version = form[Field.version].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var mapping = page.one.mapping.changed(by: form, first: page.preview.first?.row.cells ?? [])
        let action = form[Field.action] ?? "check"
        let name = (form[Field.name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        if action == "apply", let saved = page.mappings.first(where: { "\($0.id)" == form[Field.saved] }) {
            mapping = saved.mapping.applied(to: mapping.columns.map(\.title))
        }
        guard try await imports.store.map(page.one.id, over: version, to: mapping) else {
            page.notice = Self.importNotice(language[.importStale], "warn")
            return .page(page.html, status: .conflict)
        }
        page = try await importPage(request, context)
        switch action {
        case "save":
            guard !name.isEmpty, name.unicodeScalars.count <= ImportMapping.longestName else {
                page.notice = Self.importNotice(language[.importMappingUnnamed], "bad")
                return .page(page.html, status: .unprocessableContent)
            }
            try await imports.store.save(mapping, as: name, by: author(reader))
        case "check":
            if let problem = mapping.problem {
                page.notice = Self.importNotice(page.words.problem(problem), "bad")
                return .page(page.html, status: .unprocessableContent)
            }
            _ = try await imports.store.begin(
                .check,
                of: page.one.id,
                over: page.one.version,
                audit: nil,
                at: now()
            )
        default: break
        }
        return .redirect(to: ImportListPage.path(of: page.one.id), type: .normal)
    }

    @Sendable func runImport(_ request: Request, _ context: Context) async throws -> Response {
        try await begin(.run, .importRun, request, context)
    }

    @Sendable func undoImport(_ request: Request, _ context: Context) async throws -> Response {
        try await begin(.undo, .importUndone, request, context)
    }

    private func begin(
        _ work: ImportWork,
        _ action: AuditEntry.Action,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        var page = try await importPage(request, context)
        let begun = try await imports.store.begin(
            work,
            of: page.one.id,
            over: form["version"].flatMap { Int64($0) } ?? 0,
            audit: try importAudit(action, page.one.id, request, context),
            at: now()
        )
        guard begun else {
            page.notice = Self.importNotice(page.viewer.language[.importStale], "warn")
            return .page(page.html, status: .conflict)
        }
        return .redirect(to: ImportListPage.path(of: page.one.id), type: .normal)
    }

    @Sendable func discardImport(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Form(of: request, from: try context.signedIn)
        let id: ImportID = try recordID(context)
        guard
            try await imports.store.discard(id, audit: try importAudit(.importDiscarded, id, request, context))
        else { throw HTTPError(.conflict) }
        return .redirect(to: ImportListPage.path, type: .normal)
    }

    @Sendable func removeImportMapping(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Form(of: request, from: try context.signedIn)
        guard let id = context.parameters.get("id").flatMap({ Int64($0) }) else { throw HTTPError(.notFound) }
        try await imports.store.removeMapping(id)
        return .redirect(to: ImportListPage.path, type: .normal)
    }

    func exportImport(as form: SheetForm) -> Handler {
        { request, context in
            let page = try await importPage(request, context)
            let export = ImportSheet(one: page.one, words: page.words, viewer: page.viewer).export(of: imports.store)
            return try await send(export, as: form, request, context)
        }
    }

    // MARK: -

    private func importPage(_ request: Request, _ context: Context) async throws -> ImportPage {
        let id: ImportID = try recordID(context)
        guard let one = try await imports.store.find(id), one.state != .loading else { throw HTTPError(.notFound) }
        let viewer = viewer(of: request, context)
        let attributes = try await records.records(of: ClientAttribute.self, includingHidden: true)
        let filter: ImportLineFilter = one.state == .undone ? .left : .troubled
        let isOpen = one.state == .draft || one.state == .checked
        return ImportPage(
            one: one,
            preview: try await isOpen
                ? imports.store.lines(of: id, after: 0, where: .all, limit: ImportPage.mostPreviewed) : [],
            troubled: try await one.state.isUnderWay
                ? [] : imports.store.lines(of: id, after: 0, where: filter, limit: ImportPage.mostTroubled),
            mappings: try await isOpen ? imports.store.mappings() : [],
            attributes: attributes.filter { !$0.isHidden },
            words: ImportWords(viewer.language, attributes),
            viewer: viewer
        )
    }

    private static func importNotice(_ words: HTML, _ tone: HTML) -> HTML {
        "<p class=\"notice \(tone)\" role=\"alert\">\(Icon.warn.html())<span>\(words)</span></p>"
    }

    private func importAudit(
        _ action: AuditEntry.Action,
        _ id: ImportID,
        _ request: Request,
        _ context: Context
    ) throws -> AuditEntry {
        AuditEntry(
            at: now(),
            user: try context.signedIn.user.id,
            action: action,
            subject: "import:\(id)",
            address: address(of: request, context)
        )
    }
}
