/// A report: how facts are grouped, and which figures of each group are shown. The page, the sheet and the API come from it.
package struct Report: Hashable, Sendable {
    /// Names a report in addresses.
    package enum Name: String, CaseIterable, Sendable {
        /// "Статистика по входящим контактам" (requirements S0.63 to S0.70).
        case statistics
        /// "Воронка продаж" (requirements S0.71 to S0.75).
        case funnel
        /// "По времени суток" (requirements S2.19 to S2.23).
        case hours
        /// "Статистика звонков" (requirements S4.12, S3.36).
        case calls
        /// "Статистика по лидам" (requirement S2.1).
        case leads
        /// "Тематическое распределение" (requirements S3.36, S3.37).
        case topics
        /// "Сотрудники" (requirements S3.10, S3.35).
        case staff
        /// "Внешние линии" (requirement S4.12).
        case lines
    }

    /// A column of figures.
    package struct Column: Hashable, Sendable {
        package var name: ColumnName
        package var formula: Formula
        /// Pictures show it, where it is of counts: no total beside its parts, and of what people do one figure of each kind.
        package var isDrawn: Bool

        package init(_ name: ColumnName, _ formula: Formula, isDrawn: Bool = true) {
            self.name = name
            self.formula = formula
            self.isDrawn = isDrawn
        }
    }

    /// What is drawn of the rows, besides how the figures are spread over time.
    package enum Picture: Sendable {
        /// Hours of the day or days of the week beside each other, where the rows are these.
        case clock
        /// The rows, what is counted of each on top of each other.
        case stacked
        case funnel
    }

    /// Columns that stand below one heading.
    package struct Band: Hashable, Sendable {
        package var name: BandName
        package var columns: [Column]

        package init(_ name: BandName, _ columns: [Column]) {
            self.name = name
            self.columns = columns
        }
    }

    package enum BandName: String, Sendable {
        case contacts
        case lost
        case inbound
        case outbound
        case leads
        case outcome
        case all
        case firstTime = "first_time"
        case `repeat`
        case topics
        case ownCalls = "own_calls"
        case workTime = "work_time"
        case registered
        case assigned
        case callBacks = "call_backs"
        case lines
    }

    package enum ColumnName: String, Sendable {
        case total
        case firstTime = "first_time"
        case `repeat`
        case statusInquiry = "status"
        case continuation
        case missed
        case missedCallers = "missed_callers"
        case lossShare = "loss"
        case inquiries
        case appointments
        case arrivals
        case appointmentsOfInquiries = "appointments_of_inquiries"
        case arrivalsOfInquiries = "arrivals_of_inquiries"
        case arrivalsOfAppointments = "arrivals_of_appointments"
        case contacts
        case calls
        case answered
        case abandoned
        case servedShare = "served"
        case serviceLevel = "service_level"
        case averageWait = "average_wait"
        case averageHandling = "average_handling"
        case repeatShare = "repeat_share"
        case outboundCalls = "outbound"
        case outboundAnswered = "outbound_answered"
        case talkTime = "talk_time"
        case leads
        case manualLeads = "manual"
        case requests
        case inboundLeads = "inbound_leads"
        case outboundLeads = "outbound_leads"
        case operatorCalls = "operator_calls"
        case byTopic = "by_topic"
        case topicsOfCalls = "topics_of_calls"
        case topicShare = "topic_share"
        case growth
        case offered
        case handled
        case handledShare = "handled_share"
        case pickUp = "pick_up"
        case ownTalk = "own_talk"
        case ownHold = "own_hold"
        case wrapUp = "wrap_up"
        case ownHandling = "own_handling"
        case placed
        case atWork = "at_work"
        case pauses
        case occupancy
        case assigned
        case processed
        case averageTaken = "average_taken"
        case averageProcessed = "average_processed"
        case booked
        case arrived
        case callBacksDue = "call_backs_due"
        case callBacksKept = "call_backs_kept"
        case callBacksKeptShare = "call_backs_kept_share"
        case linePeak = "line_peak"
        case lineTime = "line_time"
        case lineUses = "line_uses"
        case lineRefusals = "line_refusals"
        case lineRefusalShare = "line_refusal_share"
        case averageLineUse = "average_line_use"
    }

    package var name: Name
    /// From the outermost level inwards, where the reader has not chosen others.
    package var grouping: [FactDimension]
    /// Others that its outermost level can be.
    package var alternatives: [FactDimension]
    /// What stands below one of these.
    package var beneath: [FactDimension]
    /// By what it is narrowed; `nil`: by all of the standard filter that its facts know.
    package var filters: Set<FactDimension>?
    /// What stands above the table; where nothing is said, its leading columns.
    package var heading: [Column]
    package var bands: [Band]
    package var picture: Picture?
    /// How a second table beside the first is grouped: the map of weekdays and hours, or one that is otherwise grouped.
    package var beside: [FactDimension]?
    /// Of its percentages, as they are shown.
    package var decimals: Int

    /// - Parameter beneath: as below the standard outermost level where nothing is said.
    package init(
        _ name: Name,
        grouping: [FactDimension],
        alternatives: [FactDimension] = [],
        beneath: [FactDimension]? = nil,
        beside: [FactDimension]? = nil,
        filters: Set<FactDimension>? = nil,
        picture: Picture? = nil,
        heading: [Column] = [],
        bands: [Band],
        decimals: Int = 2
    ) {
        self.name = name
        self.grouping = grouping
        self.alternatives = alternatives
        self.beneath = beneath ?? Array(grouping.dropFirst())
        self.beside = beside
        self.filters = filters
        self.picture = picture
        self.heading = heading
        self.bands = bands
        self.decimals = decimals
    }

    /// - Parameter outermost: one of `alternatives`; the standard grouping where it is none.
    package func grouping(by outermost: FactDimension?) -> [FactDimension] {
        guard let outermost, alternatives.contains(outermost) else { return grouping }
        return [outermost] + beneath
    }

    package var columns: [Column] { bands.flatMap(\.columns) }

    /// Below which heading a column first stands.
    package func band(of column: Column) -> BandName? { bands.first { $0.columns.contains(column) }?.name }

    /// Those that stand for the report: further bands have the same columns for a part of the facts.
    package var leadingColumns: [Column] {
        var known: Set<ColumnName> = []
        return columns.filter { known.insert($0.name).inserted }
    }

    /// The columns of a band by its place; behind the last band stands the heading.
    package func columns(at place: Int) -> [Column] {
        if place == bands.count { return heading }
        return bands.indices.contains(place) ? bands[place].columns : []
    }

    /// The main figures.
    package var headingColumns: [Column] { heading.isEmpty ? leadingColumns : heading }

    package var drawnColumns: [Column] { leadingColumns.filter { $0.isDrawn && $0.formula.isDrawable } }

    /// What is counted for it, each once.
    package var measures: [Measure] {
        var known: Set<Measure> = []
        return (columns + heading).flatMap(\.formula.measures).filter { known.insert($0).inserted }
    }

    /// Whether facts of the kind stand in the rows, and not in the heading alone.
    func hasInRows(_ kind: FactKind) -> Bool {
        columns.contains { $0.formula.measures.contains { $0.kind == kind } }
    }

    /// Whether a row is held against the same row of the period before.
    package var showsGrowth: Bool {
        columns.contains { if case .growth = $0.formula { true } else { false } }
    }

    package static subscript(_ name: Name) -> Report {
        switch name {
        case .statistics: .statistics
        case .funnel: .funnel
        case .hours: .hours
        case .calls: .calls
        case .leads: .leads
        case .topics: .topics
        case .staff: .staff
        case .lines: .lines
        }
    }
}
