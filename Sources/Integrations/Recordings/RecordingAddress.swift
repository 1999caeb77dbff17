import ContactCenter
import Foundation

/// Where a PBX gives out its recordings by HTTP: an address with what differs from file to file in braces.
///
/// `{file}` is the file's name, `{path}` its place below the PBX's folder of recordings; `{year}`, `{month}`, `{day}` and `{hour}`
/// say in whose folder it may stand.
package struct RecordingAddress: Hashable, Sendable {
    package let template: String
    /// The host and its port, for logs and messages.
    package let host: String
    /// The same without the port, for whoever wants to know whether it is this machine.
    package let hostName: String

    private static let names = ["path", "file", "year", "month", "day", "hour"]

    /// - Returns: `nil` for what is not `http` or `https`, whose host is not fixed, that holds a user, or names no file.
    package init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\#\"<>^`|".utf8.contains($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        guard let place = HostAddress(host), host.endIndex != rest.endIndex else { return nil }
        var bare = text
        for name in Self.names { bare = bare.replacing("{\(name)}", with: "") }
        guard !bare.contains(where: { "{}".contains($0) }), text.contains("{file}") || text.contains("{path}") else {
            return nil
        }
        template = text
        self.host = String(host)
        hostName = place.host
    }

    var hasHours: Bool { template.contains("{hour}") }

    package var isEncrypted: Bool { template.hasPrefix("https://") }

    enum Target: Hashable {
        case url(String)
        /// No file of this name can be there: it is in no folder of a day, and the address wants one.
        case nowhere
        case outside
    }

    /// - Parameter place: below the PBX's folder: `2026/11/22/q-0111.wav`.
    func target(of place: String) -> Target {
        let parts = place.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let file = parts.last, !parts.contains(".."), !parts.contains("."),
            !place.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { return .outside }
        var values = ["path": parts.map(Self.escaped).joined(separator: "/"), "file": Self.escaped(file)]
        for (name, text) in zip(["year", "month", "day", "hour"], Self.moment(in: parts.dropLast())) {
            values[name] = text
        }
        var url = template
        for name in Self.names where template.contains("{\(name)}") {
            guard let value = values[name] else { return .nowhere }
            // Values are escaped: none of them holds a brace.
            url = url.replacing("{\(name)}", with: value)
        }
        return .url(url)
    }

    /// Year, month, day and, where it is told, hour of the folders that a file is in.
    private static func moment(in folders: ArraySlice<String>) -> [String] {
        let widths = [4, 2, 2, 2]
        func isNumber(_ text: String, of width: Int) -> Bool {
            text.utf8.count == width && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        for start in folders.indices {
            let found = zip(folders[start...], widths).prefix { isNumber($0, of: $1) }.map(\.0)
            if found.count >= 3 { return found }
        }
        return []
    }

    private static func escaped(_ text: String) -> String { text.percentEncoded(keeping: "-._~") }
}
