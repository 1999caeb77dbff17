import ContactCenter
import Foundation

/// "Доска задач" (requirements S3.14, S3.33): clients, their cases, the entries, and what is to be done about them.
struct TaskBoardPage {
    var view: TaskBoardView
    var tasks: [ListedTask]
    /// There are more than are shown.
    var hasMore: Bool
    var actions: [RecordChoice]
    /// What the reader has just done.
    var done: ListedTask?
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        Shell(title: language[.tasks], place: .tasks, follows: ["page=tasks"], statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.tasks])</h1><div class="buttons push">\
            <a class="button quiet" href="\(TaskFeedPage.path)">\(Icon.calendar.html()) \(language[.taskCalendar])</a>\
            <a class="button primary" href="\(CasePage.path)/new" data-primary>\(Icon.plus.html()) \(language[.caseNew])</a></div></div>
            <div class="switches">\(switches)</div>\(search)<span id="tasks-pulse" hidden></span>
            <div class="stack" id="tasks" data-tasks="\(view.address.html)">\(content)</div>
            <div class="toasts" id="tasks-done" role="status">\(notice)</div>
            """,
            address: address,
            for: viewer
        )
    }

    private var switches: HTML {
        func link(_ address: ListAddress, _ words: Phrase, isCurrent: Bool) -> HTML {
            "<a href=\"\(address.html)\"\(isCurrent ? " aria-current=\"true\"" as HTML : .nothing)>\(language[words])</a>"
        }
        let whose = view.choices.map { choice in
            link(view.address { $0.whose = choice }, choice.phrase, isCurrent: choice == view.whose)
        }
        let states = TaskBoardView.State.allCases.map { state in
            link(view.address { $0.state = state }, state.phrase, isCurrent: state == view.state)
        }
        let others: HTML =
            whose.count > 1
            ? "<nav class=\"segmented\" aria-label=\"\(language[.tasksWhose])\">\(whose)</nav>" : .nothing
        return "\(others)<nav class=\"segmented push\" aria-label=\"\(language[.contactState])\">\(states)</nav>"
    }

    private var search: HTML {
        let options = actions.map { action in
            selectOption("\(action.id)", foreignOption(action.name), isChosen: action.id == view.action?.rawValue)
        }
        return """
            <form class="task-search" method="get" action="\(TaskBoardView.path)">\(view.address.hiddenFields(except: ["text", "action"]))\
            <input class="input" type="search" name="text" value="\(view.text ?? "")" aria-label="\(language[.registryText])" \
            placeholder="\(language[.taskTextHint])" data-search>\
            <select class="input" name="action" aria-label="\(language[.taskActionName])"><option value="">\(language[.taskAnyAction])</option>\
            \(options)</select><button class="button">\(language[.filterShow])</button></form>
            """
    }

    // MARK: - The tree

    /// What changes while the page is open.
    var content: HTML {
        guard !tasks.isEmpty else {
            let words: Phrase =
                switch view.state {
                case .open: .tasksNone
                case .overdue: .tasksNoneOverdue
                case .done: .tasksNoneDone
                }
            return "<div class=\"card empty\" id=\"nothing-to-do\">\(Icon.check.html())<b>\(language[words])</b></div>"
        }
        let columns: [Phrase] = [.taskTree, .taskDate, .topics, .entryCategoryName, .taskActionName]
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(language[column])</th>" }
        let more: HTML =
            hasMore
            ? "<p class=\"notice\">\(language(.tasksMore, HTML(text: String(tasks.count))))</p>" : .nothing
        return """
            <section class="card list tasks"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.tasks])">\
            <table class="table"><thead><tr>\(head)</tr></thead>\(TaskBoard(tasks).clients.map(client))</table></div></section>\(more)
            """
    }

    private func client(_ group: TaskBoard.ClientGroup) -> HTML {
        let name = group.name.map { foreign($0, limit: 120) } ?? language[.taskNoClient]
        let policy = group.policyCode.map { "\"\($0)\"" }
        let served = [group.company, policy].compactMap(\.self).joined(separator: " ")
        let named =
            group.client.flatMap { id -> HTML? in
                viewer.may(.clients) ? "<a href=\"\(SitePath.client(id))\">\(name)</a>" : nil
            } ?? name
        let company: HTML = served.isEmpty ? .nothing : " <span class=\"muted\">(\(foreign(served, limit: 200)))</span>"
        return """
            <tbody><tr class="group client"><th scope="rowgroup" colspan="5">\(named)\(company)</th></tr>\(group.cases.map(ofCase))</tbody>
            """
    }

    private func ofCase(_ group: TaskBoard.CaseGroup) -> HTML {
        let record = group.kept.record
        let day = dateText(BusinessCalendar(viewer.timeZone).day(of: record.openedAt))
        return """
            <tr class="group case"><th scope="rowgroup" colspan="5"><a href="\(CasePage.path(of: group.kept.id))">\
            \(record.number)</a> <span class="muted">(\(day))</span> «\(foreign(record.title, limit: 120))»</th></tr>\
            \(group.entries.map(row))
            """
    }

    private func row(_ group: TaskBoard.EntryGroup) -> HTML {
        let (first, entry) = (group.tasks[0], group.entry)
        let isLate = group.tasks.contains { $0.kept.record.isOverdue(at: viewer.now) }
        let lines = group.tasks.map { task in
            TaskLine(task: task, back: view.address.reference, isLive: true, viewer: viewer).html
        }
        let place = "\(CasePage.path(of: first.case.id))#entry-\(entry.id)"
        let hand: HTML =
            view.state == .done
            ? .nothing
            : """
            <a class="button small quiet square" href="\(place)" data-key="KeyA" aria-label="\(language[.worklistHand])" \
            title="\(language[.worklistHand])">\(Icon.transfer.html())</a>
            """
        return """
            <tr data-row id="entry-\(entry.id.rawValue)"\(isLate ? " class=\"overdue\"" as HTML : .nothing)>\
            <th scope="row" class="wrap"><a href="\(place)">\(foreign(entry.record.text ?? "", limit: 300))</a></th>\
            <td class="when">\(dayAndTime(entry.record.at, for: viewer))</td><td>\(foreign(first.topicName ?? ""))</td>\
            <td>\(foreign(first.categoryName ?? ""))</td><td class="what"><div class="line-of-tasks">\(lines)\(hand)</div></td></tr>
            """
    }

    // MARK: - What was done

    private var notice: HTML {
        guard let done else { return .nothing }
        return """
            <form class="toast good" method="post" action="\(TaskBoardView.path)/\(done.kept.id.rawValue)/reopen" data-toast data-act>\
            \(viewer.formToken)<input type="hidden" name="version" value="\(done.kept.version)"><input type="hidden" name="back" \
            value="\(view.address.html)">\(Icon.check.html())<b>\(language(.taskFinished, foreign(done.actionName, limit: 60)))</b>\
            <button class="button quiet small" data-undo data-key="KeyZ">\(language[.missedUndo])</button></form>
            """
    }

    private var keys: HTML {
        let keys: [(HTML, Phrase)] = [
            ("<kbd>J</kbd><kbd>K</kbd>", .keyNextRow), ("<kbd>E</kbd>", .taskDone), ("<kbd>A</kbd>", .worklistHand),
            ("<kbd>Z</kbd>", .keyUndo),
        ]
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}
