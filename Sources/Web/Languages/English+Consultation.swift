/// English words for consultations.
extension English {
    static let consultation: [Phrase: String] = [
        .consult: "Consult and transfer",
        .consultWhom: "Whom to ask",
        .consultWhomAdvice: "The client hears music meanwhile; you stay in the middle.",
        .consultNobody: "Nobody else sits at a phone.",
        .consultRinging: "Ringing {}",
        .consultWithColleague: "You speak with {}, the client waits",
        .consultWithClient: "You speak with the client, {} waits",
        .consultHandOver: "Hand over",
        .consultToClient: "To the client",
        .consultToColleague: "To the colleague",
        .consultBack: "Take the client back",
        .consultNoPhone: "You sit at no phone.",
        .consultNoPBX: "Another server is connected to the PBX: transfers can only be made there.",
        .consultGone: "The call is over, or there is no consultation in it.",
        .consultAway: "Nobody sits at that phone any more.",
        .consultNotReached: "{} was not reached. The client has not gone anywhere.",
        .consultRefused: "The PBX refused: nothing has changed.",
        .consultNotDone: "The PBX did not do it in time. See on the phone with whom you speak.",
        .sendOnAtOnce: "Transfer at once",
        .sendOnHint: "Transfer without asking: {}",
        .sendOnGone: "The call is over, or somebody is consulted in it.",
        .sendOnOnlyInbound: "Only inbound calls can be transferred at once. Consult and hand over instead.",
    ]
}
