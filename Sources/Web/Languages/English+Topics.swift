/// English words for topics, and for the report about them.
extension English {
    static let topics: [Phrase: String] = [
        .topics: "Topics",
        .topicName: "Topic",
        .topicParent: "Part of",
        .topicParentHint: "Empty: it stands by itself",
        .topicsNone: "no topic",
        .topicFind: "Find a topic",
        .topicNotKept: "The topic was not kept. Try again.",
        .problemTopicInItself: "A topic cannot be part of itself, nor of one below it",
        .problemTopicTooDeep: "Topics stand below each other on {} levels at most",
        .reportTopics: "By topic",
        .reportByTopic: "Registered",
        .reportOperatorCalls: "Calls to operators",
        .reportTopicsOfCalls: "By topic of calls, %",
        .reportTopicShare: "% of contacts with topics",
        .reportGrowthColumn: "Growth, %",
        .measureOperatorCalls: "Inbound calls that reached a queue or a phone",
        .measureByTopic:
            "Registered contacts with a topic; one of several topics counts in each of them, and once in those above",
        .measureTopicsOfCalls: "100 × contacts with a topic ÷ calls to operators",
        .measureTopicShare: "100 × contacts of the topic ÷ all contacts with a topic; may exceed 100 in sum",
        .measureGrowth:
            "100 × (this period − the one before) ÷ the one before, which has as many days as have begun of this one",
    ]
}
