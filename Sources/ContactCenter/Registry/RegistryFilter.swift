/// Which contacts the registry shows, apart from the period (requirements S0.45, S0.47; decision D9).
package struct RegistryFilter: Hashable, Sendable {
    /// What somebody typed to find a contact.
    package enum Number: Hashable, Sendable {
        /// The contact's own: `A00002851`.
        case contact(String)
        /// The one that it came from.
        case caller(CallFilter.Number)
    }

    /// A person who took the contact, who goes on with it, or who has processed it.
    package enum Employee: Hashable, Sendable {
        case registrar(UserID)
        case responsible(EmployeeID)
        case processor(UserID)
        /// Whose lead it is where `LeadBinding` is `acceptor`.
        case acceptor(UserID)
        /// Whose lead it is where `LeadBinding` is `deal`.
        case dealResponsible(EmployeeID)
    }

    package enum ReasonChoice: Hashable, Sendable {
        case reason(ReasonID)
        /// Those of one caption.
        case oneOf([ReasonID])
        /// Contacts without one must be found, too (requirement S0.20).
        case none
    }

    /// Three states each: all, yes, no.
    package var isInquiry: Bool?
    package var hasAppointment: Bool?
    package var hasArrival: Bool?
    package var novelty: Contact.Novelty?
    /// Asks about work already ordered.
    package var isStatusInquiry: Bool?
    package var isContinuation: Bool?
    package var state: Contact.State?
    /// How far those have come who go on with it.
    package var stage: ContactWork.Stage?
    package var client: ClientID?
    /// "Контрагент не указан" is false.
    package var hasClient: Bool?
    package var clientType: ClientType?
    package var reason: ReasonChoice?
    package var channel: ContactChannelID?
    package var source: SourceID?
    package var did: NumberKey?
    package var branch: BranchID?
    package var workshop: WorkshopID?
    package var department: DepartmentID?
    package var employee: Employee?
    package var number: Number?
    package var deal: DealID?
    package var hasDeal: Bool?
    package var pipeline: PipelineID?
    /// Where its deal stands.
    package var funnelStage: FunnelStageID?
    package var quality: LeadQualityID?
    package var sourceType: SourceTypeID?
    package var inquiryKind: InquiryKind?
    /// About this one, or one below it (requirement S3.37).
    package var topic: TopicID?
    package var project: ProjectID?
    /// The topic and those below it, as the store looks them up.
    package var topicsWithin: Set<TopicID> = []
    package var text: SoughtText?
    /// Whose contacts the reader may see: those that one of these registered or is responsible for, or for the deal of which one of these
    /// is. `nil`: everybody's.
    package var reach: Sitters?

    package init() {}

    /// Asks for a contact by its own number, whenever it was.
    package var isOfOneContact: Bool {
        if case .contact = number { true } else { false }
    }
}

extension RegistryFilter.Number {
    /// - Returns: `nil` for what is neither the number of a contact nor a telephone number.
    package init?(typed: String, by numbers: any PhoneNumberReading) {
        if let number = ContactNumber(typed: typed) {
            self = .contact(number.text)
        } else if let caller = CallFilter.Number(typed, by: numbers) {
            self = .caller(caller)
        } else {
            return nil
        }
    }
}
