/// English words for listening in.
extension English {
    static let listening: [Phrase: String] = [
        .listenIn: "Listen",
        .listenInHint: "Listen to the conversation: nobody hears you",
        .listenOn: "Listen to the next conversations, too",
        .listenOnHint: "Stay on the line and hear the next conversations, too",
        .whisper: "Whisper",
        .whisperHint: "Whisper: the employee alone hears you, the client does not",
        .joinCall: "Join",
        .joinCallHint: "Join the conversation: both hear you",
        .listeningTo: "You listen to {}",
        .listeningWaits: "Waiting for the next conversation: {}",
        .listeningEnd: "End",
        .listeningPickUp: "Pick up: your phone is ringing.",
        .listenedBy: "{} listens to you",
        .listeningNotYours: "You have no right to listen to this person.",
        .listeningNoPhone: "You sit at no phone to listen with.",
        .listeningNoPBX: "Another server is connected to the PBX: listening works only there.",
        .listeningAlready: "You listen to a conversation already. End it first.",
        .listeningOver: "The conversation is over.",
        .listeningPhoneBusy: "Your phone {} is busy, or refused the call.",
        .listeningNotPickedUp: "You did not pick up phone {} in time.",
        .listeningPhoneUnreachable: "The PBX does not reach your phone {}.",
        .listeningNotPermitted:
            "The PBX does not permit it to the AMI user: it needs the rights originate, call and reporting.",
        .listeningNotHeard: "The PBX does not answer.",
        .listeningNotConfirmed: "The PBX has not confirmed it: check what can be heard.",
        .boardListens: "Listen from this page",
    ]
}
