/// English words for calling by a press on a number.
extension English {
    static let dialling: [Phrase: String] = [
        .diallingSent: "Calling your phone…",
        .diallingPickUp: "Pick up: your phone rings. Then we call",
        .diallingCalls: "Calling {}",
        .diallingRings: "It rings at the client’s: {}",
        .diallingTalks: "In conversation: {}",
        .diallingHolds: "On hold: {}",
        .diallingHangUp: "Hang up",
        .diallingAgain: "Call again",
        .diallingNotPickedUp: "You did not pick up; the client was not called.",
        .diallingBusy: "Busy: {}",
        .diallingNotAnswered: "No answer: {}",
        .diallingFailed: "Not reached: {}",
        .diallingNoNumber: "This is no telephone number: {}",
        .diallingNotAbroad: "You have no right to call abroad.",
        .diallingNotPremium: "You have no right to call numbers that cost extra.",
        .diallingNotSelf: "This is the number of your own phone.",
        .diallingTooMany: "No more than {} calls a minute. Wait a little.",
        .diallingNoPhone: "You sit at no phone, so there is nothing to call by.",
        .diallingNoPBX: "Another server is connected to the PBX: one can call only there.",
        .diallingPhoneBusy: "Your phone {} is in a call, or refused this one.",
        .diallingPhoneUnreachable: "The PBX did not reach your phone {}. See whether it is on.",
        .diallingOver: "The call is over.",
        .diallingNotPermitted:
            "The PBX does not permit this to the AMI user: it takes the rights originate, call and reporting.",
        .diallingNotHeard: "The PBX does not answer.",
        .diallingNotConfirmed: "The PBX has not confirmed it: look at your phone.",
        .diallingCopy: "Copy the number",
        .diallingCopied: "The number is copied: {}",
    ]
}
