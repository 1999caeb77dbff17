import ContactCenter

/// What was made from templates for a contact or a client, on its card (requirement S3.4).
struct PapersCard {
    /// So many are shown; the history has all.
    static let most = 20

    var subject: Paper.Subject
    /// The latest first.
    var papers: [KeptPaper]
    var isClosed: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        guard !isClosed || !papers.isEmpty else { return .nothing }
        let rows = papers.map { kept -> HTML in
            let about = [exactTime(kept.paper.at, for: viewer), foreign(kept.authorName ?? "", limit: 60)].joined(" · ")
            return """
                <li>\(Icon.doc.html())<span class="grow"><a href="\(SitePath.paper(kept.id))">\(foreign(kept.title, limit: 120))</a>\
                <small>\(about)</small></span></li>
                """
        }
        let list: HTML = rows.isEmpty ? .nothing : "<ul class=\"rows\">\(rows)</ul>"
        return
            "<section class=\"card\" id=\"papers\"><header><h2>\(language[.papers])</h2></header>\(button)\(list)</section>"
    }

    private var button: HTML {
        guard !isClosed else { return .nothing }
        return """
            <div class="body"><a class="button" href="\(NewPaperPage.path)?\(NewPaperPage.query(subject))">\(Icon.doc.html()) \
            \(language[.paperOne])</a></div>
            """
    }
}

extension Site {
    func papersCard(of subject: Paper.Subject, isClosed: Bool, _ viewer: Viewer) async throws -> HTML {
        PapersCard(
            subject: subject,
            papers: try await papers.papers(of: subject, limit: PapersCard.most),
            isClosed: isClosed,
            viewer: viewer
        ).html
    }
}
