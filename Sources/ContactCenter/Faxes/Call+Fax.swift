extension Call {
    /// Somebody at this phone speaks with a client, whom a fax can be sent to; while a colleague is consulted it would go to whoever is
    /// with them.
    package func isFaxable(from own: Extension) -> Bool {
        guard direction != .internal, state == .talking || state == .onHold else { return false }
        return isSpoken(at: own) && consulted(by: own) == nil
    }
}
