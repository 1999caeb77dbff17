/// Counts commits, for those who wait until what is pending has been written.
struct CommitCount {
    private var ended = 0
    private var isUnderWay = false
    private var isFinished = false
    private var waiting: [(number: Int, waiter: CheckedContinuation<Void, Never>)] = []

    /// Resumes when the commit under way has ended, and, if there is something pending, the one after it.
    mutating func wait(hasPending: Bool, _ waiter: CheckedContinuation<Void, Never>) {
        let number = ended + (isUnderWay ? 1 : 0) + (hasPending ? 1 : 0)
        if isFinished || number == ended {
            waiter.resume()
        } else {
            waiting.append((number, waiter))
        }
    }

    mutating func begin() { isUnderWay = true }

    mutating func end() {
        isUnderWay = false
        ended += 1
        resume(upTo: ended)
    }

    /// Its batch is pending again, together with what came later.
    mutating func fail() {
        isUnderWay = false
        for index in waiting.indices { waiting[index].number = ended + 1 }
    }

    /// There will be no more.
    mutating func finish() {
        isFinished = true
        resume(upTo: .max)
    }

    private mutating func resume(upTo number: Int) {
        for entry in waiting where entry.number <= number { entry.waiter.resume() }
        waiting.removeAll { $0.number <= number }
    }
}
