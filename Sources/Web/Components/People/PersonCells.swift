import ContactCenter
import Foundation

/// What changes of a person while somebody chooses: status with note, line and phone, since when they are free. Each is a cell of
/// the table that the event stream keeps true wherever it stands.
struct PersonCells {
    var id: EmployeeID
    var reachability: Reachability
    var load: WorkLoad
    var viewer: Viewer

    private var language: Language { viewer.language }

    var all: [(key: String, html: HTML)] {
        [
            ("person-\(id)-status", status), ("person-\(id)-line", line), ("person-\(id)-free", free),
            ("person-\(id)-load", work),
        ]
    }

    /// Who is there, and what they say of themselves (requirements S1.18, S1.22, S1.23).
    var status: HTML {
        let mark = reachability.presence.map { PresenceMark(presence: $0, viewer: viewer) }
        return
            "<td data-live=\"person-\(id.description)-status\">\(mark?.status ?? .nothing)\(mark?.note ?? .nothing)</td>"
    }

    /// The line's state, and the extension under which it is called (requirements S1.16, S1.17).
    var line: HTML {
        let word = reachability.line.map { lineWord($0, for: viewer) } ?? .nothing
        let phone = reachability.phone.map { foreign($0.rawValue, limit: 20) } ?? .nothing
        return """
            <td class="line-cell" data-live="person-\(id.description)-line">\(word)<span class="number">\(phone)</span></td>
            """
    }

    /// How many contacts wait for them, and how many they have done with today (requirement S1.25).
    var work: HTML {
        let words = language(.peopleLoadWords, "\(load.unprocessed)", "\(load.inWork)", "\(load.processed)")
        return """
            <td class="number load-cell" data-live="person-\(id.description)-load" title="\(words)" aria-label="\(words)">\
            <b>\(load.unprocessed + load.inWork)</b> / \(load.processed)</td>
            """
    }

    /// For how long somebody is free; the page marks who has been so for longest.
    var free: HTML {
        let since = reachability.freeSince
        let mark = since.map { Int64(($0.timeIntervalSince1970 * 1_000).rounded()) }
        let time = since.map { running(since: $0, for: viewer) } ?? .nothing
        return """
            <td class="number" data-live="person-\(id.description)-free"\
            \(mark.map { " data-free=\"\(String($0))\"" as HTML } ?? .nothing)>\(time)\
            \(since == nil ? .nothing : " <span class=\"pill good longest\">\(language[.peopleFreeLongest])</span>" as HTML)</td>
            """
    }
}
