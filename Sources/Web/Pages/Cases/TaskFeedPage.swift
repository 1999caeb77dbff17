import ContactCenter
import Foundation

/// The secret address by which other programs' calendars show the reader's tasks (requirement S3.14). It is told once, as only its
/// digest is kept.
struct TaskFeedPage {
    static let path = "/tasks/calendar"
    static let feedPath = "/calendar"

    /// Since when there is an address.
    var madeAt: Date?
    /// Made just now: the addresses by their form.
    var made: [(form: TaskCalendar.Form, address: String)] = []
    var viewer: Viewer

    private var language: Language { viewer.language }

    static func path(of secret: BrowserSecret, _ form: TaskCalendar.Form) -> String {
        "\(feedPath)/\(secret.text)/\(form.rawValue).ics"
    }

    var html: HTML {
        Shell(title: language[.taskCalendar], place: .tasks).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(TaskBoardView.path)" aria-label="\(language[.tasksBack])" \
            title="\(language[.tasksBack])">\(Icon.back.html())</a><h1>\(language[.taskCalendar])</h1></div>\
            <section class="card record"><div class="body"><p>\(language[.taskCalendarAdvice])</p>\(state)\(addresses)\
            <div class="buttons">\(make)\(revoke)</div></div></section>
            """,
            address: Self.path,
            for: viewer
        )
    }

    private var state: HTML {
        guard let madeAt else { return "<p class=\"muted\">\(language[.taskCalendarNone])</p>" }
        return "<p class=\"muted\">\(language(.taskCalendarSince, dayAndTime(madeAt, for: viewer)))</p>"
    }

    private var addresses: HTML {
        guard !made.isEmpty else { return .nothing }
        let fields = made.map { form, address -> HTML in
            """
            <label class="field"><span class="label">\(language[form.phrase])</span>\
            <input class="input" readonly value="\(address)" data-feed="\(form.rawValue)"></label>
            """
        }
        return """
            <p class="notice warn" role="status">\(Icon.warn.html())<span>\(language[.taskCalendarOnce])</span></p>\
            <div class="fields">\(fields)</div>
            """
    }

    private var make: HTML {
        button("make", madeAt == nil ? .taskCalendarMake : .taskCalendarRenew, look: "primary")
    }

    private var revoke: HTML {
        madeAt == nil ? .nothing : button("revoke", .taskCalendarRevoke, look: "danger")
    }

    private func button(_ action: HTML, _ words: Phrase, look: HTML) -> HTML {
        """
        <form method="post" action="\(Self.path)">\(viewer.formToken)<button class="button \(look)" name="do" value="\(action)">\
        \(language[words])</button></form>
        """
    }
}

extension TaskCalendar.Form {
    var phrase: Phrase {
        switch self {
        case .events: .taskCalendarEvents
        case .tasks: .taskCalendarTasks
        }
    }
}
