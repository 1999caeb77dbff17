/// A number and a name as they come over the wire; either may be missing.
package struct Caller: Hashable, Sendable {
    package var number: String
    package var name: String

    package init(_ number: String = "", name: String = "") {
        self.number = number
        self.name = name.truncated(toBytes: 79)
    }
}

extension String {
    /// Cut after whole characters, as chan_pjsip cuts a name.
    func truncated(toBytes limit: Int) -> String {
        var text = self
        while text.utf8.count > limit { text.removeLast() }
        return text
    }
}
