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
            <section class="card" id="\(id)"><header><h3>\(foreign(queue.name.rawValue, limit: 60))</h3>\
            <span class="\(waits)">\(language.count(queue.waiting.count, .callers))</span>\
            <span class="push muted">\(longest)</span></header>\(callers)\(members)</section>
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
            <li><span class="grow"><b class="phone">\(viewer.phone(caller.number))</b> \
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
        <li><span class="grow">\(foreign(member.name, limit: 60))</span>\(pause(of: member))\
        \(lineWord(member.line, for: viewer))<span class="number muted">\(foreign(member.phone?.rawValue ?? "", limit: 40))</span></li>
        """
    }

    private func pause(of member: QueueMember) -> HTML {
        guard member.isPaused else { return .nothing }
        let reason = member.pauseReason ?? ""
        let words = reason.isEmpty ? language[.paused] : language(.pausedFor, foreign(reason, limit: 40))
        return "<span class=\"pill warn\">\(words)</span>"
    }
}
