import ContactCenter

extension UserName {
    /// - Throws: `CommandFailure` for what is none.
    init(checking text: String) throws {
        guard let name = UserName(text) else {
            throw CommandFailure(.usage, "\"\(text)\" is no name: use 1 to 64 letters, digits and . _ - @")
        }
        self = name
    }
}
