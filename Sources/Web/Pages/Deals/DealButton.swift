import ContactCenter

/// "Занести в сделки" (requirement S2.27): from a call to the deal of its contact, or to the choice of one.
func dealButton(_ call: CallID, for viewer: Viewer) -> HTML {
    guard viewer.may(.contacts) else { return .nothing }
    return """
        <form class="inline" method="post" action="\(DealList.path)/of-call">\(viewer.formToken)\
        <input type="hidden" name="call" value="\(call.description)"><button class="button small quiet">\(viewer.language[.dealToDeals])</button></form>
        """
}

extension CallRow {
    /// A client and somebody of ours have been joined: there is something to sell.
    var isSpoken: Bool {
        switch state {
        case .talking, .onHold, .consulting: direction != .internal
        case .arriving, .inIVR, .inQueue, .ringing, .ended: false
        }
    }
}

extension EndedRow {
    var isSpoken: Bool { result == .answered && direction != .internal }
}
