import ContactCenter

/// What changes on the page *Online*.
enum OnlinePart: LivePart {
    enum Region: String, LiveRegion {
        case count
        case tiles
        case calls
        case queues
        case ended

        var followsPosition: Bool {
            switch self {
            case .ended: true
            // They depend on who sits where as well.
            case .count, .calls, .tiles, .queues: false
            }
        }
    }

    case count(Int)
    case tiles(Tiles)
    case call(CallRow)
    case noCalls
    case queue(QueueCard)
    case noQueues
    case ended(EndedRow)
    case noneEnded

    var region: Region {
        switch self {
        case .count: .count
        case .tiles: .tiles
        case .call, .noCalls: .calls
        case .queue, .noQueues: .queues
        case .ended, .noneEnded: .ended
        }
    }

    var key: String {
        switch self {
        case .count: "call-count"
        case .tiles: "now"
        case .call(let row): "call-\(row.id)"
        case .noCalls: "no-calls"
        case .queue(let queue): "queue-\(queue.name)"
        case .noQueues: "no-queues"
        case .ended(let row): "ended-\(row.id)"
        case .noneEnded: "none-ended"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        let view = OnlineView(viewer: viewer)
        return switch self {
        case .count(let number): "<span id=\"\(key)\">\(viewer.language.count(number, .calls))</span>"
        case .tiles(let tiles): view.tiles(tiles, id: key)
        case .call(let row): view.row(row, id: key)
        case .noCalls:
            view.emptyRow(.callsNowNone, advice: .callsNowNoneAdvice, columns: OnlineView.callColumns.count, id: key)
        case .queue(let queue): QueueView(queue: queue, viewer: viewer).card(id: key)
        case .noQueues: QueueView.none(id: key, for: viewer)
        case .ended(let row): view.row(row, id: key)
        case .noneEnded: view.emptyRow(.lastCallsNone, advice: nil, columns: OnlineView.endedColumns.count, id: key)
        }
    }
}
