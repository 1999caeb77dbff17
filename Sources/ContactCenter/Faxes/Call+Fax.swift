extension Call {
    /// Somebody at this phone speaks with a client, whom a fax can be sent to.
    package func isFaxable(from own: Extension) -> Bool {
        guard !isEnded, direction != .internal, state == .talking || state == .onHold else { return false }
        // Who called and has handed the client on speaks with nobody.
        let isCaller = callerPhone == own && !transfers.contains { $0.from == .phone(own) && !$0.isReturned }
        return isCaller
            || legs.contains { $0.party == .phone(own) && ($0.state == .talking || $0.state == .holding) }
    }
}
