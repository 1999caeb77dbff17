import ContactCenter

/// The bell in the bar: how much the reader has not read, and a list of it. `notices.js` calls attention to what is new.
struct Bell {
    var viewer: Viewer
    /// What is live in it.
    var unread: HTML
    var list: HTML

    var html: HTML {
        let language = viewer.language
        return """
            <button class="button quiet square bell" popovertarget="bell" data-alt="KeyU" aria-label="\(language[.notifications])" \
            title="\(language[.notifications]) (Alt+U)">\(Icon.bell.html())<span id="bell-count">\(unread)</span></button>\
            <div class="menu bell-menu" id="bell" popover aria-label="\(language[.notifications])">\
            <header><h2>\(language[.notifications])</h2><span class="buttons push">\
            <button type="button" class="button small quiet" data-allow-notices hidden>\(language[.notificationsAllow])</button>\
            <button type="button" class="button small quiet" data-mute aria-pressed="false">\(Icon.mute.html()) \(language[.notificationsMute])</button>\
            </span></header><ul id="bell-list">\(list)</ul></div>
            """
    }

    static func count(_ unread: Int, id: String, for viewer: Viewer) -> HTML {
        let look: HTML = unread == 0 ? "only-read" : "count hot"
        let number = unread > 99 ? "99+" : String(unread)
        return """
            <span class="\(look)" id="\(id)" data-unread="\(unread)"><span class="only-read">\(viewer.language[.notificationsUnread]): </span>\
            \(number)</span>
            """
    }

    static func row(_ notification: ContactNotification, id: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let about: [HTML?] = [
            notification.contactNumber.map { HTML(text: $0) }, notification.person.map { foreign($0, limit: 60) },
            notification.reason.map { foreign($0, limit: 60) }, notification.reminder.map { foreign($0, limit: 120) },
        ]
        let words = about.compactMap(\.self).joined(" · ")
        return """
            <li id="\(id)" data-notification="\(notification.id.rawValue)"><a href="\(notification.subject.address)">\
            <b>\(language[notification.phrase])</b><span>\(words)</span><small>\(dayAndTime(notification.at, for: viewer))</small></a></li>
            """
    }

    static func none(id: String, for viewer: Viewer) -> HTML {
        "<li class=\"muted\" id=\"\(id)\">\(viewer.language[.notificationsNone])</li>"
    }
}

extension ContactNotification {
    var phrase: Phrase {
        switch kind {
        case .assigned: .notificationAssigned
        case .toTake: .notificationToTake
        case .noEmployees: .notificationNoEmployees
        case .waiting: .notificationWaiting
        case .reminderDue: .notificationReminderDue
        case .overdue where reminder == nil: .notificationUnprocessed
        case .overdue: .notificationOverdue
        case .task: .notificationTask
        case .bulletin: .notificationBulletin
        }
    }
}

extension ContactNotification.Subject {
    fileprivate var address: HTML {
        switch self {
        case .contact(let contact): SitePath.contact(contact)
        case .case(let id): HTML(text: CasePage.path(of: id))
        case .bulletin(let bulletin): "\(HTML(text: BulletinsPage.path))#bulletin-\(bulletin.rawValue)"
        }
    }
}
