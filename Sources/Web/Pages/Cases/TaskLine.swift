import ContactCenter
import Foundation

/// One task as a line: whether it is done, what it is, whose, by when; a press says that it is done, or is to be done after all.
struct TaskLine {
    var task: ListedTask
    /// Where the reader is, and comes back to.
    var back: String
    /// The page follows what was done without being asked for anew.
    var isLive = false
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var record: CaseTask { task.kept.record }
    private var isDone: Bool { record.doneAt != nil }

    var html: HTML {
        let look: HTML = isDone ? " done" : record.isOverdue(at: viewer.now) ? " overdue" : .nothing
        return """
            <div class="todo\(look)" id="task-\(task.kept.id.rawValue)">\(tick)<span class="grow"><b>\(foreign(task.actionName, limit: 60))</b> \
            <small>\(about)</small></span></div>
            """
    }

    /// Looks and works as a box that is ticked; without a script it sends its form.
    private var tick: HTML {
        let action: HTML = isDone ? "reopen" : "done"
        let label = language(isDone ? .taskReopen : .taskFinish, HTML(text: task.actionName))
        return """
            <form method="post" action="\(TaskBoardView.path)/\(task.kept.id.rawValue)/\(action)"\(isLive ? " data-act" as HTML : .nothing)>\
            \(viewer.formToken)<input type="hidden" name="version" value="\(task.kept.version)">\
            <input type="hidden" name="back" value="\(back)"><button class="tick" role="checkbox" aria-checked="\(isDone ? "true" : "false")" \
            aria-label="\(label)" title="\(label)" data-key="KeyE">\(isDone ? Icon.check.html() : .nothing)</button></form>
            """
    }

    private var about: HTML {
        if let doneAt = record.doneAt {
            let who = task.doneByName.map { " · \(foreign($0, limit: 60))" as HTML } ?? .nothing
            return "\(language[.taskDoneAt]) \(dayAndTime(doneAt, for: viewer))\(who)"
        }
        let due = record.dueAt.map { language(.taskUntil, dayAndTime($0, for: viewer)) }
        let who =
            task.employeeName.map { foreign($0, limit: 60) } ?? task.departmentName.map { foreign($0, limit: 60) }
            ?? language[.taskOfNobody]
        let late = record.dueAt.map { overdue(since: $0, for: viewer) } ?? .nothing
        return "\([due, who].compactMap(\.self).joined(" · "))\(late)"
    }
}
