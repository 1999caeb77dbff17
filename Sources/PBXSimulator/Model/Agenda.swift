/// What is going to happen, in order of time; at one instant in the order it was planned.
struct Agenda {
    /// A planned step, kept by whoever may want to call it off.
    final class Step {
        fileprivate(set) var action: (() -> Void)?

        fileprivate init(action: @escaping () -> Void) { self.action = action }

        func cancel() { action = nil }
    }

    private struct Entry {
        var due: PBXInstant
        var number: UInt64
        var step: Step

        func isBefore(_ other: Entry) -> Bool {
            due == other.due ? number < other.number : due < other.due
        }
    }

    private var heap: [Entry] = []
    private var planned: UInt64 = 0

    var isEmpty: Bool { heap.isEmpty }

    /// When the next step is due; steps called off count until their time has come.
    var nextDue: PBXInstant? { heap.first?.due }

    @discardableResult
    mutating func plan(at due: PBXInstant, _ action: @escaping () -> Void) -> Step {
        let step = Step(action: action)
        planned += 1
        heap.append(Entry(due: due, number: planned, step: step))
        siftUp(heap.count - 1)
        return step
    }

    /// Takes the next step that is due by `instant`, with its time.
    mutating func next(until instant: PBXInstant) -> (due: PBXInstant, action: () -> Void)? {
        while let first = heap.first, first.due <= instant {
            removeFirst()
            if let action = first.step.action {
                first.step.cancel()
                return (first.due, action)
            }
        }
        return nil
    }

    private mutating func removeFirst() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        heap[0] = last
        siftDown(0)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[first])
            {
                first = child
            }
            guard first != parent else { return }
            heap.swapAt(parent, first)
            parent = first
        }
    }
}
