import ContactCenter
import Foundation

/// "Мои контакты" (requirements S1.32, S0.34): what one is to go on with, and whom to call back.
struct WorklistPage {
    /// What the reader has just done, with the way back where there is one.
    enum Done {
        case reminder(ListedReminder)
        case contact(Kept<Contact>)
        case handed(String)
        /// Somebody else was quicker.
        case tooLate(HTML)
    }

    var view: WorklistView
    var contacts: [WorklistContact]
    var reminders: [ListedReminder]
    /// Whose list can be looked at.
    var employees: [RegistryOption]
    var done: Done?
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        Shell(title: language[.worklist], place: .worklist, follows: ["page=registry"], statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.worklist])</h1></div>
            <div class="switches">\(switches)</div><span id="registry-pulse" hidden></span>
            <div class="stack" id="worklist" data-worklist="\(view.address.html)">\(content)</div>
            <div class="toasts" id="worklist-done" role="status">\(notice)</div>\(dialogs)
            """,
            address: address,
            for: viewer
        )
    }

    /// What changes while the page is open.
    var content: HTML {
        let contacts = WorklistTable(view: view, contacts: contacts, viewer: viewer).html
        let reminders = ReminderTable(view: view, reminders: reminders, viewer: viewer).html
        guard contacts == .nothing, reminders == .nothing else { return "\(contacts)\(reminders)" }
        let words: Phrase = view.isDone ? .worklistNoneDone : .worklistNone
        return "<div class=\"card empty\" id=\"nothing-to-do\">\(Icon.check.html())<b>\(language[words])</b></div>"
    }

    private var switches: HTML {
        func link(_ address: ListAddress, _ words: Phrase, isCurrent: Bool) -> HTML {
            "<a href=\"\(address.html)\"\(isCurrent ? " aria-current=\"true\"" as HTML : .nothing)>\(language[words])</a>"
        }
        let whose = view.choices.map { choice in
            link(
                view.address { ($0.whose, $0.employee) = (choice, nil) },
                choice.phrase,
                isCurrent: view.employee == nil && choice == view.whose
            )
        }
        let states = [false, true].map { isDone in
            link(
                view.address { $0.isDone = isDone },
                isDone ? .worklistDone : .worklistOpen,
                isCurrent: isDone == view.isDone
            )
        }
        let others: HTML =
            whose.count > 1
            ? "<nav class=\"segmented\" aria-label=\"\(language[.worklistWhose])\">\(whose)</nav>\(employeeChoice)"
            : .nothing
        return "\(others)<nav class=\"segmented push\" aria-label=\"\(language[.contactState])\">\(states)</nav>"
    }

    /// One employee's list, for who may look at others'.
    private var employeeChoice: HTML {
        let options = employees.filter { !$0.isHidden || $0.id == view.employee?.rawValue }.map { option in
            selectOption(
                "\(option.id)",
                foreignOption(option.name),
                isChosen: option.id == view.employee?.rawValue
            )
        }
        let state: HTML = view.isDone ? "<input type=\"hidden\" name=\"state\" value=\"done\">" : .nothing
        return """
            <form class="whose" method="get" action="\(WorklistView.path)">\(state)<select class="input" name="employee" \
            aria-label="\(language[.worklistEmployee])"><option value="">\(language[.worklistEmployee])</option>\(options)</select>\
            <button class="button">\(language[.filterShow])</button></form>
            """
    }

    // MARK: - What was done

    private var notice: HTML {
        switch done {
        case .reminder(let reminder):
            undo(.remindersFinished, ReminderTable.address(of: reminder.kept.id, "reopen", on: view).html, .nothing)
        case .contact(let kept):
            undo(
                .worklistFinished,
                "\(SitePath.contact(kept.id))/reopen",
                """
                <input type="hidden" name="version" value="\(kept.version)"><input type="hidden" name="back" value="\(view.address.html)">
                """
            )
        case .handed(let name):
            "<div class=\"toast good\" data-toast>\(Icon.check.html())<b>\(language(.worklistHanded, foreign(name, limit: 60)))</b></div>"
        case .tooLate(let words): "<div class=\"toast bad\" data-toast>\(Icon.warn.html())<b>\(words)</b></div>"
        case nil: .nothing
        }
    }

    private func undo(_ words: Phrase, _ action: HTML, _ fields: HTML) -> HTML {
        """
        <form class="toast good" method="post" action="\(action)" data-toast data-act>\(viewer.formToken)\(fields)\(Icon.check.html())\
        <b>\(language[words])</b><button class="button quiet small" data-undo data-key="KeyZ">\(language[.missedUndo])</button></form>
        """
    }

    // MARK: - Forms over the list

    private var dialogs: HTML {
        guard !view.isDone else { return .nothing }
        let hand = PeopleChoice(button: .worklistHand, viewer: viewer).html
        let form = ContactWorkForm(contact: Contact(), problems: [], viewer: viewer)
        return "\(dialog("process", .worklistProcess, form.fields(in: .dialog)))\(dialog("hand", .worklistHand, hand))"
    }

    private func dialog(_ id: HTML, _ title: Phrase, _ content: HTML) -> HTML {
        """
        <dialog class="dialog wide" id="\(id)" aria-labelledby="\(id)-title"><form method="post" action="/contacts/" data-act \
        data-action="\(id)">\(viewer.formToken)<input type="hidden" name="version"><input type="hidden" name="back" \
        value="\(view.address.html)"><h2 id="\(id)-title">\(language[title])</h2><p class="muted" data-whom></p>\(content)\
        <button type="button" class="button quiet" data-dismiss>\(language[.receptionDismiss])</button></form></dialog>
        """
    }

    private var keys: HTML {
        let keys: [(HTML, Phrase)] = [
            ("<kbd>J</kbd><kbd>K</kbd>", .keyNextRow), ("<kbd>T</kbd>", .receptionTake),
            ("<kbd>E</kbd>", .worklistProcess),
            ("<kbd>A</kbd>", .worklistHand), ("<kbd>C</kbd>", .remindersCall), ("<kbd>Z</kbd>", .keyUndo),
        ]
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}
