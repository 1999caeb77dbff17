import Foundation

/// The place of a contact in the registry. It stays when contacts are added.
package struct RegistryPlace: Hashable, Sendable {
    package var at: Date
    package var contact: ContactID
    /// What stands in the column by which the registry is sorted; `nil` where that is the date.
    package var value: String?

    package init(at: Date, contact: ContactID, value: String? = nil) {
        self.at = at
        self.contact = contact
        self.value = value
    }
}

/// Which page of the registry, in the order in which it is sorted.
package enum RegistryTurn: Hashable, Sendable {
    case first
    case after(RegistryPlace)
    /// The first page when there are no more than a page holds.
    case before(RegistryPlace)
}

/// A row of the registry (requirements S0.44, S0.78).
package struct RegistryRow: Hashable, Sendable {
    package var place: RegistryPlace
    package var version: Int64
    package var state: Contact.State
    package var number: String?
    package var novelty: Contact.Novelty?
    package var isInquiry: Bool
    package var hasAppointment: Bool
    package var hasArrival: Bool
    package var reason: String?
    /// The responsible employee.
    package var responsible: String?
    package var registrar: String?
    package var client: ClientID?
    package var clientName: String?
    package var person: String?
    package var make: String?
    package var model: String?
    package var year: Int64?
    package var channelName: String?
    package var channelLook: ContactChannel.Look?
    package var caller: String?
    package var did: String?
    package var phone: Extension?
    package var workshop: String?
    package var department: String?
    package var work: ContactWork?
    /// Who has processed it.
    package var processor: String?
    /// How long it waited in the queue, as far as that is over.
    package var waited: Duration?
    package var deal: DealID?
    package var dealName: String?
    package var dealComment: String?
    package var funnelStage: String?
    package var funnelStageKind: FunnelStage.Kind?
    package var inquiryKind = InquiryKind.manual
    package var source: String?
    package var sourceType: String?
    package var quality: String?
    package var callResult: CallResult?
    package var callCause: CallCause?
    /// Who goes on with it.
    package var taker: String?
    /// Who is responsible for the deal.
    package var dealResponsible: String?
    /// What is to be done, else what was noted.
    package var info: String?
    /// What it is about: `КАСКО, ОСАГО`.
    package var topics: String?
    /// Number and name: `204 Страхование`.
    package var project: String?

    package var id: ContactID { place.contact }

    package init(
        place: RegistryPlace,
        version: Int64,
        state: Contact.State,
        number: String?,
        novelty: Contact.Novelty?,
        isInquiry: Bool,
        hasAppointment: Bool,
        hasArrival: Bool
    ) {
        self.place = place
        self.version = version
        self.state = state
        self.number = number
        self.novelty = novelty
        self.isInquiry = isInquiry
        self.hasAppointment = hasAppointment
        self.hasArrival = hasArrival
    }
}

extension RegistryRow {
    /// Whose lead it is (requirement S2.15).
    package func manager(by binding: LeadBinding) -> String? {
        switch binding {
        case .acceptor: taker ?? registrar
        case .deal: dealResponsible ?? responsible
        }
    }
}

/// What the registry is asked for.
package struct RegistryQuestion: Sendable {
    package var filter: RegistryFilter
    package var period: Period
    package var sort: RegistrySort
    package var turn: RegistryTurn
    package var limit: Int

    package init(
        filter: RegistryFilter,
        period: Period,
        sort: RegistrySort = .standard,
        turn: RegistryTurn = .first,
        limit: Int
    ) {
        self.filter = filter
        self.period = period
        self.sort = sort
        self.turn = turn
        self.limit = limit
    }
}

package struct RegistryAnswer: Sendable {
    package var rows: [RegistryRow]
    package var hasNext: Bool
    package var hasPrevious: Bool

    package init(rows: [RegistryRow], hasNext: Bool, hasPrevious: Bool) {
        self.rows = rows
        self.hasNext = hasNext
        self.hasPrevious = hasPrevious
    }
}

/// How fast contacts were gone on with: of those that a filter finds, how many there are of each kind and the averages of these
/// (requirement S1.33).
package struct RegistryTotals: Hashable, Sendable {
    /// How many, and how long each took on average; `nil` for none.
    package struct Average: Hashable, Sendable {
        package var count: Int
        package var length: Duration?

        package init(count: Int = 0, length: Duration? = nil) {
            self.count = count
            self.length = length
        }
    }

    package var contacts = 0
    /// From when somebody was to go on with it until somebody did.
    package var taken = Average()
    /// From when somebody was to go on with it until it was processed.
    package var processed = Average()
    /// In the waiting queue, each time that is over.
    package var waited = Average()

    package init() {}
}

/// A record that can be chosen in a filter.
package struct RegistryOption: Hashable, Sendable {
    package var id: Int64
    package var name: String
    /// Not to be chosen any more, but still named where it was.
    package var isHidden: Bool

    package init(id: Int64, name: String, isHidden: Bool = false) {
        self.id = id
        self.name = name
        self.isHidden = isHidden
    }
}

/// What the filters of the registry offer, each by name.
package struct RegistryOptions: Hashable, Sendable {
    package var reasons: [RegistryOption] = []
    package var employees: [RegistryOption] = []
    package var registrars: [RegistryOption] = []
    package var channels: [RegistryOption] = []
    /// How the channels look, by their numbers.
    package var channelLooks: [Int64: ContactChannel.Look] = [:]
    package var sources: [RegistryOption] = []
    package var branches: [RegistryOption] = []
    package var workshops: [RegistryOption] = []
    package var departments: [RegistryOption] = []
    package var makes: [RegistryOption] = []
    package var positions: [RegistryOption] = []
    /// The position of each employee who has one.
    package var employeePositions: [Int64: Int64] = [:]
    /// The department of each employee who has one.
    package var employeeDepartments: [Int64: Int64] = [:]
    /// Which employee a user is; one who is hidden where there is no other.
    package var employeesOfUsers: [Int64: Int64] = [:]
    package var pipelines: [RegistryOption] = []
    /// Of all pipelines, with the names of these where there are several.
    package var funnelStages: [RegistryOption] = []
    package var qualities: [RegistryOption] = []
    package var sourceTypes: [RegistryOption] = []
    /// The type of each source that has one.
    package var typesOfSources: [Int64: Int64] = [:]
    package var topics = TopicTree()
    /// Number and name of each.
    package var projects: [RegistryOption] = []

    package init() {}
}

/// The registry of contacts: registered ones and those that somebody began (requirements S0.43 to S0.50, S0.78).
package protocol ContactRegistry: Sendable {
    func answer(to question: RegistryQuestion) async throws -> RegistryAnswer
    func count(_ filter: RegistryFilter, in period: Period) async throws -> Int
    func totals(_ filter: RegistryFilter, in period: Period) async throws -> RegistryTotals
    /// These contacts as they stand now, as far as they are in reach.
    func rows(of contacts: [ContactID], reach: Sitters?) async throws -> [RegistryRow]
    func isInReach(_ contact: ContactID, of reach: Sitters) async throws -> Bool

    func options() async throws -> RegistryOptions
    func clientName(_ client: ClientID) async throws -> String?

    func columns(of user: UserID, in kind: RegistryKind) async throws -> RegistryColumns
    func setColumns(_ columns: RegistryColumns, of user: UserID, in kind: RegistryKind) async throws

    /// What somebody has given names to, by name.
    func savedFilters(of user: UserID) async throws -> [SavedFilter]
    /// Keeps a filter, in place of one of the same name.
    ///
    /// - Returns: whether there was room for it.
    func save(_ filter: SavedFilter, of user: UserID) async throws -> Bool
    /// Lets a filter have another name, another meaning, or both.
    ///
    /// - Parameter name: the one that it has until now.
    func change(filterNamed name: String, to filter: SavedFilter, of user: UserID) async throws -> SavedFilterChange
    func removeFilter(named name: String, of user: UserID) async throws
}
