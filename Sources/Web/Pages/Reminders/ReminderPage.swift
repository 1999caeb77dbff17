import ContactCenter
import Foundation

/// Reminders to call somebody back (requirement S0.34): who, when, what about; a press calls, another one says that it is done.
struct ReminderPage {
    var list: ReminderListView
    var reminders: [ListedReminder]
    /// What the reader has just done, with the way back.
    var done: ListedReminder?
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let news = ListAddress("/news/reminders", fields: list.address.fields).with(
            "seen",
            ReminderListView.digest(of: reminders)
        )
        return Shell(title: language[.reminders], place: .reminders, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.reminders])</h1></div>
            <p class="arrivals" role="status" hidden data-news="\(news.html)"><a class="button" href="\(list.address.html)" \
            data-key="KeyN"><span data-words></span> <kbd>N</kbd></a></p>
            <div class="switches">\(switches)</div>
            \(reminders.isEmpty ? empty : table)\(notice)
            """,
            address: address,
            for: viewer
        )
    }

    private var switches: HTML {
        func link(_ address: ListAddress, _ words: Phrase, isCurrent: Bool) -> HTML {
            "<a href=\"\(address.html)\"\(isCurrent ? " aria-current=\"true\"" as HTML : .nothing)>\(language[words])</a>"
        }
        let whose = list.choices.map { choice in
            link(list.address { $0.whose = choice }, choice.phrase, isCurrent: choice == list.whose)
        }
        let states = [false, true].map { isDone in
            link(
                list.address { $0.isDone = isDone },
                isDone ? .remindersDone : .remindersOpen,
                isCurrent: isDone == list.isDone
            )
        }
        return """
            \(whose.count > 1 ? "<nav class=\"segmented\" aria-label=\"\(language[.remindersWhose])\">\(whose)</nav>" as HTML : .nothing)\
            <nav class="segmented push" aria-label="\(language[.remindersState])">\(states)</nav>
            """
    }

    private var empty: HTML {
        let words: Phrase = list.isDone ? .remindersNoneDone : .remindersNone
        return "<div class=\"card empty\">\(Icon.check.html())<b>\(language[words])</b></div>"
    }

    private var table: HTML {
        let columns: [Phrase] =
            [list.isDone ? .remindersDoneAt : .remindersDue, .remindersPerson, .remindersPhone, .remindersText]
            + (isOfOthers ? [.remindersWhom] : []) + [list.isDone ? .remindersFinisher : .remindersAuthor]
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(language[column])</th>" }
        return """
            <section class="card list reminders" id="rows"><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.reminders])"><table class="table two-lines"><thead><tr>\(head)\
            <th scope="col"><span class="only-read">\(language[.missedActions])</span></th></tr></thead>\
            <tbody>\(reminders.map(row))</tbody></table></div></section>
            """
    }

    /// One's own need not say whose they are.
    private var isOfOthers: Bool { list.whose != .mine }

    private func row(_ listed: ListedReminder) -> HTML {
        let reminder = listed.kept.record
        let contact = listed.contactNumber.map { HTML(text: $0) } ?? language[.contactUnfinished]
        let person = listed.person.map { foreign($0, limit: 80) } ?? .nothing
        let when: HTML =
            list.isDone
            ? reminder.doneAt.map { dayAndTime($0, for: viewer) } ?? .nothing
            : "\(dayAndTime(reminder.dueAt, for: viewer))\(overdue(reminder))"
        let author = list.isDone ? listed.finisher : listed.author
        let whom: HTML = isOfOthers ? "<td>\(foreign(listed.employee, limit: 60))</td>" : .nothing
        return """
            <tr data-row id="reminder-\(listed.kept.id.description)"><td class="when">\(when)</td>\
            <th scope="row"><a href="\(SitePath.contact(reminder.contact))">\(contact)</a><small>\(person)</small></th>\
            <td class="phone">\(viewer.phone(reminder.phone))</td>\
            <td class="wrap">\(foreign(reminder.text, limit: 400))</td>\(whom)\
            <td>\(foreign(author ?? "", limit: 60))</td><td><div class="buttons">\(call(reminder))\(mark(listed))</div></td></tr>
            """
    }

    private func overdue(_ reminder: Reminder) -> HTML {
        guard reminder.dueAt <= viewer.now else { return .nothing }
        let minutes = Int(viewer.now.timeIntervalSince(reminder.dueAt) / 60)
        let length: HTML =
            switch minutes {
            case ..<90: language(.remindersMinutes, "\(max(minutes, 1))")
            case ..<2_880: language(.remindersHours, "\(minutes / 60)")
            default: language(.remindersDays, "\(minutes / 1_440)")
            }
        return "<small><span class=\"pill bad\">\(language(.remindersOverdue, length))</span></small>"
    }

    private func call(_ reminder: Reminder) -> HTML {
        guard !list.isDone, let dialling = viewer.dialling(reminder.phone) else { return .nothing }
        return """
            <a class="button small" href="\(dialling)" data-key="KeyC">\(Icon.outgoing.html()) \(language[.remindersCall])</a>
            """
    }

    private func mark(_ listed: ListedReminder) -> HTML {
        let action = list.isDone ? "reopen" : "done"
        let words: Phrase = list.isDone ? .remindersReopen : .remindersFinish
        let icon: HTML = list.isDone ? .nothing : Icon.check.html()
        return """
            <form method="post" action="\(address(of: listed.kept.id, action).html)">\(viewer.formToken)\
            <button class="button small quiet" data-key="KeyE">\(icon) \(language[words])</button></form>
            """
    }

    private func address(of id: ReminderID, _ action: String) -> ListAddress {
        ListAddress("\(ReminderListView.path)/\(id)/\(action)", fields: list.address.fields)
    }

    private var notice: HTML {
        guard let done else { return .nothing }
        return """
            <div class="toasts" role="status"><form class="toast good" method="post" \
            action="\(address(of: done.kept.id, "reopen").html)" data-toast>\(viewer.formToken)\(Icon.check.html())\
            <b>\(language[.remindersFinished])</b><button class="button quiet small" data-undo data-key="KeyZ">\
            \(language[.missedUndo])</button></form></div>
            """
    }

    private var keys: HTML {
        let keys: [(HTML, Phrase)] = [
            ("<kbd>J</kbd><kbd>K</kbd>", .keyNextRow), ("<kbd>C</kbd>", .remindersCall),
            ("<kbd>E</kbd>", .remindersFinish),
            ("<kbd>Z</kbd>", .keyUndo),
        ]
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}
