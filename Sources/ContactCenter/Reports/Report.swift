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
        /// "Сотрудники" (requirements S3.10, S3.35).
        case staff
    }

    /// A column of figures.
    package struct Column: Hashable, Sendable {
        package var name: ColumnName
        package var formula: Formula

        package init(_ name: ColumnName, _ formula: Formula) {
            self.name = name
            self.formula = formula
        }
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
        case all
        case firstTime = "first_time"
        case `repeat`
        case ownCalls = "own_calls"
        case workTime = "work_time"
        case registered
        case assigned
        case callBacks = "call_backs"
    }

    package enum ColumnName: String, Sendable {
        case total
        case firstTime = "first_time"
        case `repeat`
        case statusInquiry = "status"
        case continuation
        case missed
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
    package var bands: [Band]

    /// - Parameter beneath: as below the standard outermost level where nothing is said.
    package init(
        _ name: Name,
        grouping: [FactDimension],
        alternatives: [FactDimension] = [],
        beneath: [FactDimension]? = nil,
        filters: Set<FactDimension>? = nil,
        bands: [Band]
    ) {
        self.name = name
        self.grouping = grouping
        self.alternatives = alternatives
        self.beneath = beneath ?? Array(grouping.dropFirst())
        self.filters = filters
        self.bands = bands
    }

    /// - Parameter outermost: one of `alternatives`; the standard grouping where it is none.
    package func grouping(by outermost: FactDimension?) -> [FactDimension] {
        guard let outermost, alternatives.contains(outermost) else { return grouping }
        return [outermost] + beneath
    }

    package var columns: [Column] { bands.flatMap(\.columns) }

    /// Those that stand for the report: further bands have the same columns for a part of the facts.
    package var leadingColumns: [Column] {
        var known: Set<ColumnName> = []
        return columns.filter { known.insert($0.name).inserted }
    }

    /// What is counted for it, each once.
    package var measures: [Measure] {
        var known: Set<Measure> = []
        return columns.flatMap(\.formula.measures).filter { known.insert($0).inserted }
    }

    package static let all: [Report] = [.statistics, .funnel, .hours, .calls, .staff]

    package static subscript(_ name: Name) -> Report {
        switch name {
        case .statistics: .statistics
        case .funnel: .funnel
        case .hours: .hours
        case .calls: .calls
        case .staff: .staff
        }
    }
}
