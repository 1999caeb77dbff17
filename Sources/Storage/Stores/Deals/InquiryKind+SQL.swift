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
    static let rank = """
        CASE WHEN pbx IS NULL THEN CASE WHEN channel_id IN (\(requestChannels)) THEN '2' ELSE '1' END
            WHEN \(isOutbound) THEN '4' ELSE '3' END
        """
}
