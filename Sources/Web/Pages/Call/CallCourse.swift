import ContactCenter
import Foundation

/// The course of a call as a picture, and below it in the same card the players, whose place it shows.
struct CallCourse {
    var call: Call
    var recordings: RecordingPlayers.Content
    var viewer: Viewer

    /// Nothing where nothing happened and nothing can be heard.
    var html: HTML {
        let players = RecordingPlayers(call: call, content: recordings, viewer: viewer)
        let end = call.endedAt ?? viewer.now
        let timeline = CallTimeline(of: call, until: end, recorded: players.recorded)
        let picture = TimelinePicture(timeline: timeline, viewer: viewer).html
        let sound = players.html
        guard picture != .nothing || sound != .nothing else { return .nothing }
        let until: HTML = call.endedAt.map { " – \(secondsTime($0, for: viewer))" } ?? .nothing
        return """
            <section class="card course"><header><h2>\(viewer.language[.courseOfCall])</h2>\
            <span class="muted">\(secondsTime(call.startedAt, for: viewer))\(until) · \
            \(durationText(.between(call.startedAt, end)))</span></header>\
            <div class="body">\(picture)\(sound)</div></section>
            """
    }
}
