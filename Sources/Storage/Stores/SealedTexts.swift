import ContactCenter

/// What is sealed in the database under the key outside it.
enum SealedTexts {
    static func all(in transaction: any Transaction) throws -> [SealedText] {
        try transaction.rows(
            """
            SELECT secret FROM webhooks WHERE secret <> '' UNION ALL SELECT password FROM mail_boxes WHERE password IS NOT NULL
            """
        ).map { row in
            var row = row
            return try row.named()
        }
    }
}
