/// English words for conversations with clients.
extension English {
    static let conversations: [Phrase: String] = [
        .conversations: "Conversations",
        .conversationsNone: "No conversations",
        .conversationIsRecorded: "there is one",
        .conversationContact: "Contact",
        .conversationCheck: "Check of conversations",
        .conversationLack: "What is lacking",
        .conversationLacksContact: "Without a contact",
        .conversationLacksDocument: "Without a document",
        .conversationLacksContactAdvice: "Inbound calls that were answered and have no contact.",
        .conversationLacksDocumentAdvice: "Inbound calls with a contact that has led to no document.",
        .clientCard: "Card",
        .clientTabs: "Parts of the client’s card",
        .periodWhole: "All time",
        .recordingSave: "Download",
        .strayRecordings: "Recordings without a call",
        .strayAdvice: "Files in the folder of recordings from this day of which no call knows.",
        .strayDay: "Day",
        .strayShow: "Show",
        .strayNone: "All recordings of this day belong to calls",
        .strayCut: "The folder has more files than are looked at: the list may lack some",
        .strayAt: "Recorded",
        .strayFile: "File",
        .straySize: "Size",
        .strayKilobytes: "{} KB",
    ]
}
