import Asterisk

/// Answers to an action, rendered: a response, or a response with a list of events.
struct ActionAnswer {
    private(set) var buffer = EventBuffer()
    private let actionID: String?

    init(to action: AMIMessage) { actionID = action.actionID }

    mutating func success(_ message: String, _ headers: (StaticString, String)...) {
        response("Success")
        buffer.header("Message", message)
        for (name, value) in headers { buffer.header(name, value) }
        end()
    }

    /// A response that says something else than a message.
    mutating func success(headers: [(StaticString, String)]) {
        response("Success")
        for (name, value) in headers { buffer.header(name, value) }
        end()
    }

    mutating func success(_ body: (inout EventBuffer) -> Void) { response("Success", body) }

    /// A response with headers of any kind.
    mutating func response(_ kind: String, _ body: (inout EventBuffer) -> Void) {
        response(kind)
        body(&buffer)
        end()
    }

    mutating func error(_ message: String) {
        response("Error")
        buffer.header("Message", message)
        end()
    }

    mutating func goodbye() {
        response("Goodbye")
        buffer.header("Message", "Thanks for all the fish.")
        end()
    }

    /// The beginning of a list: "… will follow".
    mutating func listStart(_ message: String) {
        response("Success")
        buffer.header("EventList", "start")
        buffer.header("Message", message)
        end()
    }

    mutating func listEnd(_ event: String, count: Int, hasItems: Bool = false) {
        buffer.header("Event", event)
        writeActionID()
        buffer.header("EventList", "Complete")
        buffer.header("ListItems", count)
        if hasItems { buffer.header("Items", count) }
        end()
    }

    /// One event of a list; where the ActionID stands depends on the list.
    mutating func item(_ event: String, isIDLast: Bool = false, _ body: (inout EventBuffer) -> Void) {
        buffer.header("Event", event)
        if !isIDLast { writeActionID() }
        body(&buffer)
        if isIDLast { writeActionID() }
        end()
    }

    private mutating func response(_ kind: String) {
        buffer.header("Response", kind)
        writeActionID()
    }

    private mutating func writeActionID() {
        if let actionID { buffer.header("ActionID", actionID) }
    }

    private mutating func end() { buffer.end(.all) }
}
