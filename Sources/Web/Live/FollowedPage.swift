import ContactCenter
import HummingbirdCore

/// One page as a browser asks to follow it: `/a1.0?page=card&extension=0111&position=42`, the channel's name as a path.
struct FollowedPage {
    let name: ChannelName
    private let uri: URI

    /// - Returns: `nil` for what no page of ours asks for.
    init?(_ text: String) {
        uri = URI(text)
        guard let name = ChannelName(rawValue: String(uri.path.dropFirst())) else { return nil }
        self.name = name
    }

    subscript(_ field: String) -> String? { uri.queryParameters[Substring(field)].map(String.init) }

    /// How far the browser has seen; `nil` asks for everything.
    var seen: Position? { self["position"].flatMap { Int64($0) }.map(Position.init(_:)) }
}
