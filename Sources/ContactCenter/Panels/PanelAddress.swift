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

    /// In small letters, and without brackets.
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
        guard let place = HostAddress(rest[..<end]), let pieces = Self.pieces(of: String(rest[end...])) else {
            return nil
        }
        let port = place.port ?? (scheme == "https://" ? 443 : 80)
        self.host = place.host
        self.port = port
        self.pieces = [.text("\(scheme)\(place.bracketedHost):\(port)\(end == rest.endIndex ? "/" : "")")] + pieces
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
                // No full stop, either: what is put in cannot become a step upwards.
                address += text.percentEncoded(keeping: "-_~")
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
}

/// A machine that may be asked for panels: `erp.example.org`, `10.0.0.5:8443`, `[fd00::5]`.
///
/// Without a port it is the usual one of http and https alone.
package struct PanelHost: Hashable, Sendable {
    /// In small letters.
    package let name: String
    package let port: Int?

    package init?(_ text: String) {
        guard let place = HostAddress(text) else { return nil }
        (name, port) = (place.host, place.port)
    }

    package func admits(_ address: PanelAddress) -> Bool {
        address.host == name && (port.map { $0 == address.port } ?? [80, 443].contains(address.port))
    }
}
