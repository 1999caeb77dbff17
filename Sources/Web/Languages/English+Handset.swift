/// English words for the keys of the own phone.
extension English {
    static let handset: [Phrase: String] = [
        .handsetAnswer: "Answer",
        .handsetHold: "Hold",
        .handsetResume: "Resume",
        .handsetNoPhone: "You sit at no phone.",
        .handsetNoPBX: "Another server is connected to the PBX: phones can only be told what to do there.",
        .handsetDoesNotObey: "Phone {} does not do what the PBX tells it. Answer and hold on the phone itself.",
        .handsetGone: "The call is no longer at your phone, or something has been done with it already.",
        .handsetRefused: "The PBX refused: it does not reach phone {} in this call. Nothing has changed.",
        .handsetNotPermitted: "The PBX does not permit it to the AMI user: it needs the rights system and reporting.",
        .handsetNotConfirmed: "Phone {} did not do it in time. Do it on the phone itself.",
    ]
}
