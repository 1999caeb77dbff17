import ContactCenter

/// Where the files of recordings are: a folder of this machine, or a server that gives them out one by one. Whoever asks waits.
protocol RecordingStock: Sendable {
    /// What a file may end with besides what the PBX told, in the order in which they are tried.
    var endings: [String] { get }
    /// Whether files stand in folders of hours, too.
    var hasHours: Bool { get }
    /// How long looking for the recordings of a call may take, and how long opening one.
    var lookingLimit: Duration { get }
    var openingLimit: Duration { get }

    /// A file as far as its beginning tells, by its place: `2026/11/22/q-0111.wav`. What lies behind may be missing from it.
    func look(at place: String) -> RecordingRoot.Found

    /// The whole file where that takes no longer than looking does; `nil`: it has to be fetched.
    func openAtOnce(_ place: String) -> RecordingRoot.Found?

    /// The whole file.
    func open(_ place: String) -> RecordingRoot.Found
}

extension RecordingRoot: RecordingStock {
    var endings: [String] { SoundHead.nameExtensions }
    var hasHours: Bool { true }
    /// A folder on another machine may not answer at all.
    var lookingLimit: Duration { .seconds(5) }
    var openingLimit: Duration { .seconds(5) }

    func look(at place: String) -> Found { open(place) }
    func openAtOnce(_ place: String) -> Found? { open(place) }
}
