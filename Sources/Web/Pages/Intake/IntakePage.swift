import ContactCenter
import Foundation

/// The page of a contact that is being taken, apart from a card: one without a call, or a draft that is taken up again.
struct IntakePage {
    var intake: Intake
    var script: HTML

    func html(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let contact = intake.contact.record
        let number = contact.callerNumber == nil ? .nothing : viewer.callable(contact.callerNumber)
        let shell = Shell(title: language[.intakeTitle], place: .card)
        return shell.page(
            """
            <div class="page-head"><h1>\(language[.intakeTitle])</h1><span class="muted">\(number) \
            \(dayAndTime(contact.at, for: viewer))</span></div>
            <section class="intake" data-said data-opened>\(script)</section>
            <div data-questionnaires-place></div>\(IntakeHelp(viewer: viewer).html)
            """,
            address: address,
            for: viewer
        )
    }
}

/// What somebody began and did not finish: offered again (requirement S0.20).
struct DraftsPanel {
    var drafts: [Kept<Contact>]
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        let rows = drafts.map { kept -> HTML in
            let contact = kept.record
            let name = contact.personName.map { foreign($0, limit: 60) }
            let number = contact.callerNumber.map { viewer.callable($0) }
            let who = [name, number].compactMap { $0 }.joined(" · ")
            return """
                <li><span class="grow"><a href="\(SitePath.intake(kept.id))">\(dayAndTime(contact.at, for: viewer))</a>\
                <small>\(who)</small></span></li>
                """
        }
        let list: HTML = """
            <section class="card drafts"><header><h2>\(language[.intakeDrafts])</h2><span class="count">\(drafts.count)</span>\
            </header><ul class="rows">\(rows)</ul></section>
            """
        return """
            \(drafts.isEmpty ? .nothing : list)<form method="post" action="\(SitePath.newIntake)" class="add-contact">\
            \(viewer.formToken)<button class="button">\(language[.intakeAddContact])</button></form>
            """
    }
}

/// What the page is for, by F1 (requirement S0.49).
struct IntakeHelp {
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        return """
            <div class="sheet" id="help" popover aria-label="\(language[.intakeHelp])"><header><h2>\(language[.intakeHelp])</h2>\
            <span class="push"><kbd>Esc</kbd></span></header><p>\(language[.intakeHelpSteps])</p>\
            <p>\(language[.intakeHelpKeys])</p><p>\(language[.intakeHelpDraft])</p></div>
            <div id="intake-words" hidden data-kept="\(language[.intakeDraftKept])"></div>
            """
    }
}
