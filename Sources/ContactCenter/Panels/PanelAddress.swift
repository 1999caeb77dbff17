/// Where another program is asked about a client, with places for what is known of them:
/// `https://erp.example/debt?phone={number}`.
///
/// Scheme and host are as they are written: what is put into the places is percent-encoded and stands behind the first slash, so nobody who
/// calls can lead the question elsewhere.
package struct PanelAddress: Hashable, Sendable {
    /// What may stand in braces.
    package enum Value: String, CaseIterable, Sendable {
        /// The caller's number, digits alone: `74956467171`.
        case number
        case clientID = "client_id"
        case clientName = "client_name"
    }

    private enum Piece: Hashable {
        case text(String)
        case value(Value)
    }

    /// In small letters; `[::1]` in its brackets.
    package let host: String
    package let port: Int
    private let pieces: [Piece]

    /// - Returns: `nil` for what is no address of http or https, names somebody to log in as, or has other braces.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>^`|#".utf8.contains($0) }),
            let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let place = HostAndPort(rest[..<end]), let pieces = Self.pieces(of: String(rest[end...])) else {
            return nil
        }
        let port = place.port ?? (scheme == "https://" ? 443 : 80)
        self.host = place.host
        self.port = port
        self.pieces = [.text("\(scheme)\(place.host):\(port)\(end == rest.endIndex ? "/" : "")")] + pieces
    }

    /// What must be known to ask.
    package var needs: Set<Value> {
        Set(pieces.compactMap { if case .value(let value) = $0 { value } else { nil } })
    }

    /// The whole address; `nil` where something that it needs is not known.
    package func filled(with values: [Value: String]) -> String? {
        var address = ""
        for piece in pieces {
            switch piece {
            case .text(let text): address += text
            case .value(let value):
                guard let text = values[value], !text.isEmpty else { return nil }
                address += Self.encoded(text)
            }
        }
        return address
    }

    private static func pieces(of text: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{") {
            guard let closing = rest[opening...].firstIndex(of: "}"),
                let value = Value(rawValue: String(rest[rest.index(after: opening)..<closing]))
            else { return nil }
            pieces += [.text(String(rest[..<opening])), .value(value)]
            rest = rest[rest.index(after: closing)...]
        }
        pieces.append(.text(String(rest)))
        let isWhole = pieces.allSatisfy { if case .text(let text) = $0 { !text.contains("}") } else { true } }
        return isWhole ? pieces : nil
    }

    /// A full stop, too: what is put in cannot become a step upwards.
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = byte.isLatinLetterOrDigit || "-_~".utf8.contains(byte)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

/// A machine that may be asked for panels: `erp.example.org`, `10.0.0.5:8443`, `[fd00::5]`.
///
/// Without a port it is the usual one of http and https alone.
package struct PanelHost: Hashable, Sendable {
    /// In small letters.
    package let name: String
    package let port: Int?

    package init?(_ text: String) {
        guard let place = HostAndPort(text[...]) else { return nil }
        (name, port) = (place.host, place.port)
    }

    package func admits(_ address: PanelAddress) -> Bool {
        address.host == name && (port.map { $0 == address.port } ?? [80, 443].contains(address.port))
    }
}

/// What stands between `//` and the next slash; no name to log in with.
private struct HostAndPort {
    let host: String
    let port: Int?

    init?(_ text: Substring) {
        let end: Substring.Index
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            let inside = text[text.index(after: text.startIndex)..<bracket]
            guard !inside.isEmpty, inside.allSatisfy({ $0.isASCII && $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                return nil
            }
            end = text.index(after: bracket)
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
            let isName = text[..<end].utf8.allSatisfy { $0.isLatinLetterOrDigit || $0 == 0x2D || $0 == 0x2E }
            guard end != text.startIndex, isName else { return nil }
        }
        host = text[..<end].lowercased()
        guard end != text.endIndex else {
            port = nil
            return
        }
        let digits = text[text.index(after: end)...]
        guard text[end] == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits),
            (1...65_535).contains(port)
        else { return nil }
        self.port = port
    }
}
