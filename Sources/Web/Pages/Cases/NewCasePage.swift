import ContactCenter
import Foundation

/// The form for a case with its first entry; from a contact it also offers the open cases of the client, to be added to (requirement
/// S3.11).
struct NewCasePage {
    var draft: RecordDraft<Case>
    var form: CaseEntryForm
    var choices: [RecordReference.Kind: [RecordChoice]]
    var texts: RecordTexts
    var contact: (id: ContactID, name: String)?
    /// Of the contact's client, in the reader's reach.
    var open: [Kept<Case>] = []

    static let caseFields = ["title", "client_id", "company", "policy_code"]

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }

    var html: HTML {
        let back = contact.map { SitePath.contact($0.id) } ?? HTML(text: TaskBoardView.path)
        let backWords = language[contact == nil ? .tasksBack : .contactBack]
        let title =
            contact.map { language(.caseOfContactNumber, foreign($0.name, limit: 40)) } ?? language[.caseNew]
        let refused: HTML =
            draft.isRefused || form.isRefused
            ? "<p class=\"notice bad\" role=\"alert\">\(Icon.warn.html())<span>\(language[.problemsAbove])</span></p>"
            : .nothing
        let given: HTML =
            contact.map { "<input type=\"hidden\" name=\"contact\" value=\"\($0.id.rawValue)\">" } ?? .nothing
        let ofCase = RecordFields(draft: draft, choices: choices, texts: texts, only: Self.caseFields)
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
        return Shell(title: language[.caseNew], place: .tasks, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(back)" aria-label="\(backWords)" title="\(backWords)">\
            \(Icon.back.html())</a><h1>\(title)</h1></div>\(refused)<div class="stack">\(openCases)\
            <form class="card record" method="post" action="\(CasePage.path)" data-fields>\(viewer.formToken)\(given)\
            <header><h2>\(language[.caseNew])</h2></header><div class="body stack">\(ofCase.html)<h3>\(language[.caseFirstEntry])</h3>\
            \(form.fields(choices, texts))</div><div class="actions"><button class="button primary" data-primary>\(language[.caseOpen]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button></div></form></div>
            """,
            address: contact.map { "\(SitePath.contact($0.id).markup)/case" } ?? "\(CasePage.path)/new",
            for: viewer
        )
    }

    private var openCases: HTML {
        guard let contact, !open.isEmpty else { return .nothing }
        let rows = open.map { kept -> HTML in
            let day = dateText(BusinessCalendar(viewer.timeZone).day(of: kept.record.openedAt))
            return """
                <li data-row><span class="grow"><a href="\(CasePage.path(of: kept.id))">\(kept.record.number)</a> \
                <span class="muted">(\(day))</span> «\(foreign(kept.record.title, limit: 120))»</span>\
                <a class="button" href="\(CasePage.path(of: kept.id))?contact=\(contact.id.rawValue)#new-entry" data-choice>\
                \(language[.caseAddHere])</a></li>
                """
        }
        return """
            <section class="card" id="open-cases"><header><h2>\(language[.casesOpenOfClient])</h2></header>\
            <ul class="rows">\(rows)</ul></section>
            """
    }
}
