extension Report {
    /// How many of those who express demand get an appointment, and how many come (requirements S0.71 to S0.75).
    package static let funnel = Report(
        .funnel,
        grouping: [.position, .responsible, .workshop],
        alternatives: [.branch, .department, .channel, .source, .did, .project, .reason, .registrar],
        picture: .funnel,
        bands: [
            Band(.all, funnelColumns { $0 }),
            Band(.firstTime, funnelColumns { $0.with(.novelty, Contact.Novelty.firstTime.rawValue) }),
            Band(.repeat, funnelColumns { $0.with(.novelty, Contact.Novelty.repeat.rawValue) }),
        ]
    )

    /// Whose documents a stage of the funnel is.
    package enum Stage: String, Sendable {
        case appointment
        case arrival
    }

    private static func funnelColumns(_ narrowed: (Measure) -> Measure) -> [Column] {
        let inquiries = Formula.count(narrowed(Measure(.contact, only: [.inquiry: ["yes"]])))
        func documents(_ stage: Stage) -> Formula {
            .count(narrowed(Measure(.document, only: [.stage: [stage.rawValue]])))
        }
        let (appointments, arrivals) = (documents(.appointment), documents(.arrival))
        return [
            Column(.inquiries, inquiries), Column(.appointments, appointments), Column(.arrivals, arrivals),
            Column(.appointmentsOfInquiries, .percent(appointments, of: inquiries)),
            Column(.arrivalsOfInquiries, .percent(arrivals, of: inquiries)),
            Column(.arrivalsOfAppointments, .percent(arrivals, of: appointments)),
        ]
    }
}
