import ContactCenter

/// What changes on the page *Online*.
enum OnlinePart: LivePart {
    enum Region: String, LiveRegion {
        case pbxState = "pbx-state"
        case pbxBanner = "pbx-banner"
        case count
        case tiles
        case calls
        case queues
        case ended

        var followsPosition: Bool {
            switch self {
            case .count, .calls, .ended: true
            case .pbxState, .pbxBanner, .tiles, .queues: false
            }
        }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)
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
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        case .count: .count
        case .tiles: .tiles
        case .call, .noCalls: .calls
        case .queue, .noQueues: .queues
        case .ended, .noneEnded: .ended
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
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
        case .pbxPill(let connection): Web.pbxPill(connection, id: key, for: viewer)
        case .pbxBanner(let connection): Web.pbxBanner(connection, id: key, for: viewer)
        case .count(let number): "<span id=\"\(key)\">\(viewer.language.count(number, .calls))</span>"
        case .tiles(let tiles): view.tiles(tiles, id: key)
        case .call(let row): view.row(row, id: key)
        case .noCalls: view.emptyRow(.callsNowNone, advice: .callsNowNoneAdvice, columns: OnlineView.callColumns.count, id: key)
        case .queue(let queue): QueueView(queue: queue, viewer: viewer).card(id: key)
        case .noQueues: QueueView.none(id: key, for: viewer)
        case .ended(let row): view.row(row, id: key)
        case .noneEnded: view.emptyRow(.lastCallsNone, advice: nil, columns: OnlineView.endedColumns.count, id: key)
        }
    }
}
