import ContactCenter
import Foundation

/// One message of the event stream, in the format of the HTML standard.
struct ServerSentEvent: Equatable, Sendable {
    /// What the browser listens for: `patch`, `beat`, `refused` or `reload`.
    var name: String
    /// One line.
    var data: String

    /// Changes to one of the browser's pages and the position that it has reached with them, which the browser names when it
    /// connects anew; with the server's clock in milliseconds of Unix time.
    static func patch(
        _ patch: LivePatch,
        of channel: ChannelName,
        position: Position,
        at now: Date
    ) -> ServerSentEvent {
        var data = "{\"channel\":\"\(channel.rawValue)\",\"position\":\(position.rawValue),"
        data += "\"at\":\(milliseconds(now)),\"operations\":["
        for (index, operation) in patch.operations.enumerated() {
            if index > 0 { data += "," }
            data.append(operation)
        }
        return ServerSentEvent(name: "patch", data: data + "]}")
    }

    /// Nothing changed; the connection lives. An event, because pages do not get to see comments.
    static func beat(at now: Date) -> ServerSentEvent {
        ServerSentEvent(name: "beat", data: "{\"at\":\(milliseconds(now))}")
    }

    /// The reader may not see this page, or no longer.
    static func refused(_ channel: ChannelName) -> ServerSentEvent {
        ServerSentEvent(name: "refused", data: "{\"channel\":\"\(channel.rawValue)\"}")
    }

    /// The page came from another version of the program: it has to be loaded anew.
    static let reload = ServerSentEvent(name: "reload", data: "{}")

    var text: String { "event: \(name)\ndata: \(data)\n\n" }
}

extension String {
    fileprivate mutating func append(_ operation: LivePatch.Operation) {
        switch operation {
        case .fill(let region, let html):
            append("fill", region, html)
        case .put(let region, let after, let html):
            self += "{\"put\":"
            appendJSON(region)
            self += ",\"after\":"
            if let after { appendJSON(after) } else { self += "null" }
            self += ",\"html\":"
            appendJSON(html.markup)
            self += "}"
        case .set(let key, let html):
            append("set", key, html)
        case .show(let key, let html):
            append("show", key, html)
        case .drop(let key):
            self += "{\"drop\":"
            appendJSON(key)
            self += "}"
        }
    }

    private mutating func append(_ verb: String, _ target: String, _ html: HTML) {
        self += "{\"\(verb)\":"
        appendJSON(target)
        self += ",\"html\":"
        appendJSON(html.markup)
        self += "}"
    }

    /// A JSON string. Line ends never stand in it as they are, so the data stays one line of the stream.
    private mutating func appendJSON(_ text: String) {
        self += "\""
        var text = text
        text.withUTF8 { bytes in
            var plainFrom = 0
            for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                self += String(decoding: bytes[plainFrom..<index], as: UTF8.self)
                self += escape(for: byte)
                plainFrom = index + 1
            }
            self += String(decoding: bytes[plainFrom...], as: UTF8.self)
        }
        self += "\""
    }
}

private func escape(for byte: UInt8) -> String {
    switch byte {
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: "\\u00" + (byte < 0x10 ? "0" : "1") + String(byte & 0x0F, radix: 16)
    }
}
