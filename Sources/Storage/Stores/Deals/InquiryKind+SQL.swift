import ContactCenter

/// What tells the kinds of inquiries apart in SQL; `InquiryKind.init` says the same of one contact, and a test holds both together.
enum InquiryKindSQL {
    /// The numbers of the channels by which clients write.
    static let requestChannels = """
        SELECT contact_channels.id FROM contact_channels
        WHERE contact_channels.code IN (\(InquiryKind.requestChannels.map { "'\($0)'" }.joined(separator: ", ")))
        """

    /// The call of a contact was one of ours.
    static let isOutbound = """
        EXISTS (
            SELECT 1 FROM calls WHERE calls.pbx = contacts.pbx AND calls.linkedid = contacts.linkedid
                AND calls.start_second = contacts.start_second AND calls.direction = 'outbound'
        )
        """

    /// By which rows are sorted.
    static let rank = name { "\(1 + (InquiryKind.allCases.firstIndex(of: $0) ?? 0))" }

    /// Its own name, of contacts that are inquiries.
    static let ofInquiry = "CASE WHEN contacts.is_inquiry = 1 THEN \(name(\.rawValue)) END"

    private static func name(_ text: (InquiryKind) -> String) -> String {
        """
        CASE WHEN contacts.pbx IS NULL THEN
            CASE WHEN contacts.channel_id IN (\(requestChannels)) THEN '\(text(.request))' ELSE '\(text(.manual))' END
            WHEN \(isOutbound) THEN '\(text(.outbound))' ELSE '\(text(.inbound))' END
        """
    }
}
