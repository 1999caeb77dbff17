/// What people do: their parts in calls, their states, what they are to go on with.
extension FactSource {
    static let participations = FactSource(
        table: "listed_calls",
        at: "listed_calls.started_at",
        // One for each person and call; no business has a million users.
        row: "listed_calls.call_id * 1000000 + parts.user_id",
        dimensions: [
            .person: user("parts.user_id"), .direction: "listed_calls.direction",
            .progress: """
            CASE WHEN parts.is_placed = 1 THEN 'placed' WHEN parts.is_answered = 1 THEN 'answered' ELSE 'rang' END
            """,
            .branch: text("dids.branch_id"), .source: text("dids.source_id"), .did: "listed_calls.did_key",
            .project: text("dids.project_id"),
            .queue: "listed_calls.queue",
        ],
        quantities: [.ringing: "parts.ring_ms", .talking: "parts.talk_ms", .holding: "parts.hold_ms"],
        words: [
            "NULL", "calls.caller_name",
            "CASE WHEN listed_calls.direction = 'inbound' THEN calls.caller_number ELSE calls.dialled END", "NULL",
            "NULL", "calls.pbx", "calls.linkedid", "calls.start_second",
        ],
        rows: """
            JOIN (
                SELECT call_id, user_id, MAX(is_placed) AS is_placed, MAX(is_answered) AS is_answered,
                    CAST(SUM(ring_ms) AS {bigint}) AS ring_ms, CAST(SUM(talk_ms) AS {bigint}) AS talk_ms,
                    CAST(SUM(hold_ms) AS {bigint}) AS hold_ms
                FROM (\(sittersOfParts)) AS own WHERE user_id IS NOT NULL GROUP BY call_id, user_id
            ) AS parts ON parts.call_id = listed_calls.call_id
            JOIN calls ON calls.id = listed_calls.call_id
            LEFT JOIN dids ON dids.number_key = listed_calls.did_key AND dids.is_hidden = 0
            WHERE listed_calls.direction IN ('inbound', 'outbound') AND \(isInTime)
            """
    )

    private static let isInTime = "listed_calls.started_at >= $1 AND listed_calls.started_at < $2"

    /// Who sat down last before the moment sat there then, or nobody did.
    private static let sittersOfParts = """
        SELECT call_id, is_placed, is_answered, ring_ms, talk_ms, hold_ms, (
            SELECT CASE WHEN until IS NULL OR until > moments.moment THEN user_id END FROM seatings
            WHERE seatings.phone = moments.phone AND since <= moments.moment ORDER BY since DESC, id DESC LIMIT 1
        ) AS user_id
        FROM (\(partsOfPhones)) AS moments
        """

    /// Of a call that comes the phones that rang; of one that goes out the phone that placed it. How long this one talked is in no leg
    /// of its own, and is left out.
    private static let partsOfPhones = """
        SELECT call_legs.call_id, party AS phone, called_at AS moment, 0 AS is_placed,
            CASE WHEN \(hasAnswered) THEN 1 ELSE 0 END AS is_answered,
            CASE
                WHEN rang_at IS NOT NULL AND COALESCE(answered_at, left_at) > rang_at
                    THEN COALESCE(answered_at, left_at) - rang_at
                ELSE 0
            END AS ring_ms, talk_ms, hold_ms
        FROM listed_calls JOIN call_legs ON call_legs.call_id = listed_calls.call_id
        WHERE listed_calls.direction = 'inbound' AND \(isInTime) AND party_kind = 'phone' AND role IS NULL
            AND (rang_at IS NOT NULL OR \(hasAnswered))
        UNION ALL
        SELECT calls.id, calls.caller_phone, calls.started_at, 1, 0, 0, 0, 0
        FROM listed_calls JOIN calls ON calls.id = listed_calls.call_id
        WHERE listed_calls.direction = 'outbound' AND \(isInTime) AND calls.caller_phone IS NOT NULL
        """

    private static let hasAnswered = "(answered_at IS NOT NULL OR call_legs.result = 'answered')"

    /// Those that have ended, and not the time in which nobody was logged in. They follow one another without gaps, so of each person
    /// one at most has begun before the first instant and lasted until then.
    static let states = FactSource(
        table: "person_states",
        at: "person_states.since",
        row: "person_states.id",
        dimensions: [
            .person: user("person_states.user_id"),
            .state: """
            CASE
                WHEN activity IN ('talking', 'hold') THEN 'call' WHEN activity IN ('ringing', 'wrap_up') THEN activity
                ELSE status
            END
            """,
        ],
        quantities: [:],
        words: [String](repeating: "NULL", count: 8),
        rows: """
            JOIN (
                SELECT id AS state FROM person_states WHERE since >= $1 AND since < $2
                UNION ALL
                SELECT (
                    SELECT id FROM person_states AS earlier WHERE earlier.user_id = users.id AND earlier.since < $1
                    ORDER BY earlier.since DESC LIMIT 1
                ) FROM users
            ) AS asked ON asked.state = person_states.id
            LEFT JOIN employees ON employees.user_id = person_states.user_id AND employees.is_hidden = 0
            WHERE person_states.until > $1 AND person_states.status <> 'offline'
            """,
        until: "person_states.until",
        clock: text("employees.branch_id")
    )

    /// The latest instant before `$1` at which somebody's state began or was still the same.
    static let lastState = """
        SELECT MAX(last) FROM (
            SELECT MAX(since) AS last FROM person_states WHERE since < $1
            UNION ALL
            SELECT MAX(still) FROM (
                SELECT (
                    SELECT CASE
                        WHEN status = 'offline' OR until IS NULL THEN NULL WHEN until < $1 THEN until - 1
                        ELSE CAST($1 AS {bigint}) - 1
                    END
                    FROM person_states WHERE user_id = users.id AND since < $1 ORDER BY since DESC LIMIT 1
                ) AS still FROM users
            ) AS people
        ) AS ends
        """

    private static let wordsOfContact = [
        "contacts.number", "COALESCE(clients.name, contacts.person_name)",
        "COALESCE(contacts.phone, contacts.caller_number)", "contacts.id", "NULL", "NULL", "NULL", "NULL",
    ]

    static let assignments = FactSource(
        table: "contacts",
        at: "contacts.handed_at",
        row: "contacts.id",
        dimensions: [
            .person: employee("contacts.responsible_id"),
            .progress: """
            CASE WHEN processed_at IS NOT NULL THEN 'processed' WHEN taken_at IS NOT NULL THEN 'taken' ELSE 'open' END
            """,
            .booked: "CASE WHEN has_appointment = 1 THEN 'yes' END",
            .arrived: "CASE WHEN has_arrival = 1 THEN 'yes' END",
            .branch: text("contacts.branch_id"), .source: text("contacts.source_id"), .did: "contacts.did_key",
            .project: text("contacts.project_id"),
            .channel: text("contacts.channel_id"), .reason: text("contacts.reason_id"),
        ],
        quantities: [
            .untilTaken: since(handedTo: "taken_at"), .untilProcessed: since(handedTo: "processed_at"),
        ],
        words: wordsOfContact,
        rows: """
            WHERE contacts.handed_at >= $1 AND contacts.handed_at < $2 AND contacts.handed_at > 0 AND contacts.is_hidden = 0
                AND contacts.state = 'registered'
            """,
        wordTables: "LEFT JOIN clients ON clients.id = contacts.client_id"
    )

    /// A clock that was set back between the two makes no time negative.
    private static func since(handedTo moment: String) -> String {
        "CASE WHEN \(moment) > handed_at THEN \(moment) - handed_at WHEN \(moment) IS NOT NULL THEN 0 END"
    }

    /// Those whose time has come, as their people were told, and those that were done before.
    static let reminders = FactSource(
        table: "reminders",
        at: "reminders.due_at",
        row: "reminders.id",
        dimensions: [
            .person: employee("reminders.employee_id"),
            .progress: """
            CASE
                WHEN reminders.done_at IS NULL THEN 'undone' WHEN reminders.done_at <= reminders.due_at + $3 THEN 'kept'
                ELSE 'late'
            END
            """,
            .branch: text("contacts.branch_id"), .source: text("contacts.source_id"), .did: "contacts.did_key",
            .project: text("contacts.project_id"),
        ],
        quantities: [:],
        words: wordsOfContact,
        rows: """
            JOIN contacts ON contacts.id = reminders.contact_id
            LEFT JOIN clients ON clients.id = contacts.client_id
            WHERE reminders.due_at >= $1 AND reminders.due_at < $2 AND contacts.is_hidden = 0
                AND (reminders.told_at IS NOT NULL OR reminders.done_at IS NOT NULL)
            """,
        limit: .reminderDelay
    )
}
