extension Report {
    /// Inquiries by the department they came to, how they came, how good they are, and what became of them (requirement S2.1).
    package static let leads = Report(
        .leads,
        grouping: [.department],
        alternatives: [
            .quality, .inquiryKind, .sourceType, .source, .channel, .branch, .project, .dealStage, .responsible,
            .registrar,
        ],
        beside: [.quality],
        picture: .stacked,
        bands: [
            Band(
                .leads,
                [
                    Column(.leads, .count(inquiries), isDrawn: false),
                    Column(.manualLeads, .count(inquiries.with(.inquiryKind, InquiryKind.manual.rawValue))),
                    Column(.requests, .count(inquiries.with(.inquiryKind, InquiryKind.request.rawValue))),
                    Column(.inboundLeads, .count(inquiries.with(.inquiryKind, InquiryKind.inbound.rawValue))),
                    Column(.outboundLeads, .count(inquiries.with(.inquiryKind, InquiryKind.outbound.rawValue))),
                ]
            ),
            Band(
                .outcome,
                [
                    Column(.appointments, .count(appointments)),
                    Column(.appointmentsOfInquiries, .percent(.count(appointments), of: .count(inquiries))),
                ]
            ),
        ]
    )

    private static let inquiries = Measure(.contact, only: [.inquiry: ["yes"]])
    /// Of inquiries alone: others have no kind.
    private static let appointments = Measure(.document, only: [.stage: [Stage.appointment.rawValue]])
        .with(.inquiryKind, Set(InquiryKind.allCases.map(\.rawValue)))
}
