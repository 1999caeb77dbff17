/// A user of manager.conf.
package struct ManagerUser: Sendable, Hashable {
    package var name: String
    package var secret: String
    /// The classes of events that it may see.
    package var read: EventClass
    /// What it may do; `all` for everything.
    package var write: Set<String>

    package init(name: String, secret: String, read: EventClass = .all, write: Set<String> = ["all"]) {
        self.name = name
        self.secret = secret
        self.read = read
        self.write = write
    }

    func may(_ privileges: Set<String>) -> Bool {
        privileges.isEmpty || write.contains("all") || !write.isDisjoint(with: privileges)
    }
}
