import ContactCenter
import Foundation

/// What was written from a contact into cases, and what became of it.
struct ContactCases: Sendable {
    /// The first first.
    var entries: [Kept<CaseEntry>] = []
    var tasks: [ListedTask] = []
    /// Number and title.
    var caseNames: [CaseID: String] = [:]
}

extension ContactPage {
    /// The tasks of a contact with their state (requirement S3.32), and the way to a case.
    var caseCard: HTML {
        let add: HTML =
            kept.isHidden
            ? .nothing
            : """
            <div class="body"><a class="button" href="\(SitePath.contact(kept.id))/case" data-key="KeyB">\(Icon.task.html()) \
            \(language[.caseToCase]) <kbd>B</kbd></a></div>
            """
        guard !kept.isHidden || !cases.entries.isEmpty else { return .nothing }
        return """
            <section class="card" id="cases"><header><h2>\(language[.caseOne])</h2></header>\
            \(cases.entries.isEmpty ? .nothing : "<ol class=\"case-entries\">\(cases.entries.map(caseEntry))</ol>")\(add)</section>
            """
    }

    private func caseEntry(_ entry: Kept<CaseEntry>) -> HTML {
        guard let id = entry.record.case else { return .nothing }
        let back = "\(SitePath.contact(kept.id).markup)#cases"
        let lines = cases.tasks.filter { $0.entry.id == entry.id }.map { task -> HTML in
            "<li>\(TaskLine(task: task, back: back, viewer: viewer).html)</li>"
        }
        return """
            <li><p><a href="\(CasePage.path(of: id))#entry-\(entry.id.rawValue)">\(foreign(cases.caseNames[id] ?? "№ \(id)"))</a></p>\
            <p class="text">\(foreign(entry.record.text ?? "", limit: 300))</p>\
            \(lines.isEmpty ? .nothing : "<ol class=\"stages\" aria-label=\"\(language[.caseStages])\">\(lines)</ol>")</li>
            """
    }
}
