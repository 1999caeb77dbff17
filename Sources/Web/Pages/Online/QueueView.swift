import ContactCenter

/// A queue with those who wait in it and those who work it.
struct QueueView {
    var queue: QueueCard
    var viewer: Viewer

    private var language: Language { viewer.language }

    func card(id: String) -> HTML {
        let waits: HTML = queue.waiting.isEmpty ? "count" : "count waiting"
        let longest = queue.waiting.first.map { language(.longest, running(since: $0.since, for: viewer)) } ?? .nothing
        return """
            <section class="card" id="\(id)"><header><h3>\(foreign(queue.title ?? queue.name.rawValue, limit: 60))</h3>\
            <span class="\(waits)">\(language.count(queue.waiting.count, .callers))</span>\
            <span class="push muted">\(longest)</span>\(adding)</header>\(callers)\(members)</section>
            """
    }

    static func none(id: String, for viewer: Viewer) -> HTML {
        """
        <div class="card empty" id="\(id)">\(Icon.people.html())<b>\(viewer.language[.queuesNone])</b>\
        <span>\(viewer.language[.queuesNoneAdvice])</span></div>
        """
    }

    private var callers: HTML {
        guard !queue.waiting.isEmpty else { return .nothing }
        let rows = queue.waiting.map { caller -> HTML in
            """
            <li><span class="grow"><b class="phone">\(viewer.callable(caller.number))</b> \
            \(foreign(caller.name ?? ""))</span><b>\(running(since: caller.since, for: viewer))</b></li>
            """
        }
        return "<ol class=\"rows waiting\">\(rows)</ol>"
    }

    private var members: HTML {
        guard !queue.members.isEmpty else { return "<p class=\"body muted\">\(language[.noMembers])</p>" }
        return "<ul class=\"rows members\">\(queue.members.map(row))</ul>"
    }

    private func row(_ member: QueueMember) -> HTML {
        """
        <li>\(name(of: member))\(pause(of: member))\
        \(lineWord(member.line, for: viewer))<span class="number muted">\(foreign(member.phone?.rawValue ?? "", limit: 40))</span></li>
        """
    }

    private var mayChange: Bool { viewer.reader?.rights.scope(of: .online) == .all }

    /// For who may change the queue the name opens what can be done with the member (decision D26).
    private func name(of member: QueueMember) -> HTML {
        let name = foreign(member.name, limit: 60)
        guard mayChange else { return "<span class=\"grow\">\(name)</span>" }
        let menu = "member-\(key)-\(member.interface.elementKey)"
        let (act, words): (HTML, Phrase) =
            member.isPaused ? ("resume", .queueResumeMember) : ("pause", .queuePauseMember)
        return """
            <span class="grow"><button class="plain" popovertarget="\(menu)">\(name)</button>\
            <form class="menu of-other" id="\(menu)" popover method="post" action="\(SitePath.queueMembers)">\(viewer.formToken)\
            <input type="hidden" name="queue" value="\(queue.name.rawValue)">\
            <input type="hidden" name="interface" value="\(member.interface)"><b>\(name)</b><div class="choices">\
            <button name="act" value="\(act)">\(language[words])</button>\
            <button name="act" value="remove">\(language[.queueRemoveMember])</button></div>\
            <p class="error" role="alert" data-refusal></p></form></span>
            """
    }

    private var adding: HTML {
        guard mayChange else { return .nothing }
        let menu = "add-\(key)"
        return """
            <button class="button small quiet square" popovertarget="\(menu)" title="\(language[.queueAddMember])" \
            aria-label="\(language[.queueAddMember])">\(Icon.plus.html())</button>\
            <form class="menu of-other" id="\(menu)" popover method="post" action="\(SitePath.queueMembers)">\(viewer.formToken)\
            <input type="hidden" name="queue" value="\(queue.name.rawValue)">\
            <label>\(language[.queueAddPhone])<input class="input" name="phone" required autofocus autocomplete="off" \
            inputmode="numeric" maxlength="6"></label>\
            <button class="button small" name="act" value="add">\(language[.queueAddMember])</button>\
            <p class="error" role="alert" data-refusal></p></form>
            """
    }

    private var key: String { queue.name.rawValue.elementKey }

    private func pause(of member: QueueMember) -> HTML {
        guard member.isPaused else { return .nothing }
        let reason = member.pauseReason ?? ""
        let words = reason.isEmpty ? language[.paused] : language(.pausedFor, foreign(reason, limit: 40))
        return "<span class=\"pill warn\">\(words)</span>"
    }
}
