/// What leads a person through a contact: steps, what is said and asked at each, and where to go on. Data that a supervisor
/// edits (decision D4).
package struct Script: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// Leads through a contact and ends with its being registered.
        case contact
        /// Is filled in beside it, and ends at a step without a way on (requirements S3.25, S3.27).
        case questionnaire
    }

    package var kind = Kind.contact
    package var name = LocalText()
    /// The step that it begins with.
    package var start: ScriptStep.ID = ""
    package var steps: [ScriptStep] = []

    package init() {}

    package init(_ kind: Kind = .contact, name: LocalText, start: ScriptStep.ID, steps: [ScriptStep]) {
        self.kind = kind
        self.name = name
        self.start = start
        self.steps = steps
    }

    /// Of two steps with one name the first.
    package subscript(_ id: ScriptStep.ID) -> ScriptStep? { steps.first { $0.id == id } }
}

/// One page of a script.
package struct ScriptStep: Hashable, Sendable {
    /// A word of small letters, digits and `_`: `first_time`.
    package typealias ID = String

    package var id: ID
    /// As the line of steps shows it.
    package var title: LocalText
    /// For the operator: what this is about.
    package var hint = LocalText()
    /// What is said to the client, with placeholders.
    package var say = LocalText()
    package var questions: [ScriptQuestion] = []
    /// What is done here besides, in this order. A step that does several things is a card, filled in as one likes.
    package var acts: [ScriptAct] = []
    /// Where to go on: the first that applies. Empty at an end.
    package var branches: [ScriptBranch] = []

    package init(
        _ id: ID,
        title: LocalText,
        hint: LocalText = LocalText(),
        say: LocalText = LocalText(),
        questions: [ScriptQuestion] = [],
        acts: [ScriptAct] = [],
        branches: [ScriptBranch] = []
    ) {
        self.id = id
        self.title = title
        self.hint = hint
        self.say = say
        self.questions = questions
        self.acts = acts
        self.branches = branches
    }

    /// The end of a shipped script.
    static func end(_ id: ID, _ outcome: Contact.Outcome) -> ScriptStep {
        ScriptStep(id, title: LocalText("Итог", en: "Result", uk: "Підсумок"), acts: [.finish(outcome)])
    }

    /// What the contact ends with; `nil` where it goes on.
    package var outcome: Contact.Outcome? {
        for case .finish(let outcome) in acts { return outcome }
        return nil
    }

    package var isCard: Bool { acts.count > 1 }

    package var offers: [Offer] { acts.compactMap { if case .offer(let offer) = $0 { offer } else { nil } } }
}

/// Something that a step does beside saying and asking.
package enum ScriptAct: Hashable, Sendable {
    /// Whom the list of employees shows first.
    package enum People: String, CaseIterable, Sendable {
        /// Those who take repair inquiries.
        case masters
        /// Those of the reason's department; everybody where it has none.
        case department
        case all
    }

    /// Finds the client by phone, name or plate (requirement S0.22).
    ///
    /// - isRequired: somebody is chosen, or it is said who is in no directory (requirements S1.4, S1.12).
    case identifyClient(isRequired: Bool)
    /// Asks a new client for make, model and year (requirements S0.26, S0.27).
    case firstTimeData
    /// Names the responsible employee.
    case chooseEmployee(People, isRequired: Bool)
    /// Sends the call on to an employee, or notes that nobody could take it (requirement S0.31).
    case transfer(People)
    /// Leaves an employee word to call back, in so many minutes (requirements S0.33, S0.34).
    case remind(minutes: Int, text: LocalText)
    /// Names the contact that this one continues (requirement S0.17).
    case chooseBaseContact
    /// Offers a time, and makes the appointment or the test drive (requirements S0.41, S1.13). On a card it stands where the chosen
    /// reason offers it.
    case offer(Offer)
    /// Registers the contact.
    case finish(Contact.Outcome)
}

/// One way on from a step.
package struct ScriptBranch: Hashable, Sendable {
    /// What must be so: each subject has one of its values. Always, where nothing is said.
    package var conditions: [String: Set<String>]
    package var target: ScriptStep.ID

    package init(to target: ScriptStep.ID, when conditions: [String: Set<String>] = [:]) {
        self.target = target
        self.conditions = conditions
    }
}

/// What a script may ask about without having asked anybody: known from the call and the directories.
package enum ScriptFact: String, CaseIterable, Sendable {
    /// The route of the chosen reason.
    case route
    /// What the program knows the chosen reason by: `parts`.
    case reason
    /// What the chosen reason offers: `test_drive`.
    case offers
    /// What the program knows the channel by: `phone`.
    case channel
    /// Whether the number said who it is: `identified` or `unknown` (requirement S0.21).
    case caller

    /// `nil` where directories may add others.
    package var values: [String]? {
        switch self {
        case .route: ReasonRoute.allCases.map(\.rawValue)
        case .offers: Offer.allCases.map(\.rawValue)
        case .caller: [Self.identified, Self.unknown]
        case .reason, .channel: nil
        }
    }

    package static let identified = "identified"
    package static let unknown = "unknown"
}
