import Foundation

package typealias ScriptID = RecordID<Script>

/// The number of one version of a script; a version is never changed.
package struct ScriptVersionID: RawRepresentable, Hashable, Sendable {
    package var rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A script in one of its versions.
package struct KeptScript: Hashable, Sendable {
    package var id: ScriptID
    package var version: ScriptVersionID
    /// From 1, counting the versions of this script.
    package var ordinal: Int64
    package var script: Script
    package var madeAt: Date
    /// `nil` for what came with the product.
    package var author: String?

    package init(
        id: ScriptID,
        version: ScriptVersionID,
        ordinal: Int64,
        script: Script,
        madeAt: Date,
        author: String? = nil
    ) {
        self.id = id
        self.version = version
        self.ordinal = ordinal
        self.script = script
        self.madeAt = madeAt
        self.author = author
    }
}

/// What became of a script that somebody saved.
package enum ScriptSaving: Hashable, Sendable {
    case saved(KeptScript)
    /// Somebody else made a version meanwhile; nothing was written, and this is it.
    case stale(KeptScript)
    case missing
    case refused([ScriptProblem])
}

/// Where somebody is in the script of a contact, kept with every step, so that a browser that dies loses nothing.
package struct KeptRun: Hashable, Sendable {
    /// The version that the contact runs to its end, whatever becomes of the script meanwhile.
    package var script: ScriptVersionID
    /// The version that it began with, where the chosen reason has led to another script.
    package var begun: ScriptVersionID?
    package var step: ScriptStep.ID
    /// Whether the number said who was calling when the contact was begun.
    package var isCallerIdentified: Bool
    /// As they were typed.
    package var answers: [String: String]
    /// Raised by each change; 0 for one that was not kept yet.
    package var revision: Int64

    package init(
        script: ScriptVersionID,
        step: ScriptStep.ID,
        isCallerIdentified: Bool,
        answers: [String: String] = [:],
        revision: Int64 = 0
    ) {
        self.script = script
        self.step = step
        self.isCallerIdentified = isCallerIdentified
        self.answers = answers
        self.revision = revision
    }
}

/// What became of keeping a run.
package enum RunKeeping: Hashable, Sendable {
    /// It stands there, with its new revision.
    case kept(KeptRun)
    /// Somebody else was quicker: this is theirs, and nothing was written.
    case overtaken(by: KeptRun)

    /// What stands there now, whoever wrote it.
    package var run: KeptRun {
        switch self {
        case .kept(let run), .overtaken(let run): run
        }
    }
}

/// What a script is used for. What none is hung to is led by the one that came with the product.
package struct ScriptUse: Hashable, Sendable {
    /// Contacts of these projects begin with it, by whatever channel they come (requirement S3.1).
    package var projects: Set<ProjectID>
    /// Contacts by these channels begin with it.
    package var channels: Set<ContactChannelID>
    /// Contacts go on with it once one of these reasons is chosen.
    package var reasons: Set<ReasonID>
    /// A questionnaire is offered for contacts about these topics and those below them; for all where there are none (requirement
    /// S3.24).
    package var topics: Set<TopicID>
    /// A questionnaire is offered at all.
    package var isOffered: Bool

    package init(
        projects: Set<ProjectID> = [],
        channels: Set<ContactChannelID> = [],
        reasons: Set<ReasonID> = [],
        topics: Set<TopicID> = [],
        isOffered: Bool = false
    ) {
        self.topics = topics
        self.isOffered = isOffered
        self.projects = projects
        self.channels = channels
        self.reasons = reasons
    }
}

/// Scripts with all their versions, and how far each contact is in its own.
package protocol ScriptStore: Sendable {
    /// The latest version of each.
    func scripts() async throws -> [KeptScript]
    /// The latest version.
    func script(_ id: ScriptID) async throws -> KeptScript?
    /// The latest version of the one that the program knows by this word.
    func script(coded code: String) async throws -> KeptScript?
    func version(_ id: ScriptVersionID) async throws -> KeptScript?
    /// What a version says. It never changes, so that it is read once.
    func body(of version: ScriptVersionID) async throws -> Script?
    /// The latest first.
    func versions(of id: ScriptID, limit: Int) async throws -> [KeptScript]

    /// A script of its own, in its first version.
    ///
    /// - Returns: what is wrong with one that is not in order.
    func add(_ script: Script, by author: RecordAuthor) async throws -> ScriptSaving
    func use(of id: ScriptID) async throws -> ScriptUse
    /// Hangs a script to projects, channels and reasons, and takes it off all others; what hung to another one is taken over. Of
    /// topics each may have several questionnaires.
    ///
    /// - Returns: false when there is no such script, project, channel, reason or topic, or when it is nothing that a script of its
    ///   kind is used for.
    func set(_ use: ScriptUse, of id: ScriptID) async throws -> Bool
    /// The latest version of the one that a project, a channel or a reason is hung to.
    func script(of project: ProjectID) async throws -> KeptScript?
    func script(of channel: ContactChannelID) async throws -> KeptScript?
    func script(of reason: ReasonID) async throws -> KeptScript?

    /// Makes a new version of a script that is in order. The same again makes none.
    ///
    /// - Parameter ordinal: the version that was shown to who made the change.
    func save(
        _ script: Script,
        as id: ScriptID,
        over ordinal: Int64,
        by author: RecordAuthor
    ) async throws -> ScriptSaving

    func run(of contact: ContactID) async throws -> KeptRun?

    /// Keeps where somebody is and what was answered, over the revision that the run has.
    func keep(_ run: KeptRun, of contact: ContactID) async throws -> RunKeeping
}
