import ContactCenter

/// What pages say of webhooks.
enum WebhookWords {
    static func event(_ event: WebhookEvent) -> Phrase {
        switch event {
        case .callEnded: .webhookCallEnded
        case .callMissed: .webhookCallMissed
        case .contactRegistered: .webhookContactRegistered
        case .contactChanged: .webhookContactChanged
        case .contactAssigned: .webhookContactAssigned
        case .clientCreated: .webhookClientCreated
        case .clientChanged: .webhookClientChanged
        case .clientMerged: .webhookClientMerged
        case .clientSeparated: .webhookClientSeparated
        case .documentCreated: .webhookDocumentCreated
        case .documentChanged: .webhookDocumentChanged
        case .appointmentCreated: .webhookAppointmentCreated
        }
    }

    /// - Parameter field: of a webhook: `on_call_ended`.
    static func event(ofField field: String) -> Phrase? {
        WebhookEvent.allCases.first { $0.field == field }.map(event)
    }

    /// What came of the last attempt.
    static func outcome(_ outcome: WebhookOutcome, in language: Language) -> HTML {
        guard let problem = outcome.problem else { return language(.webhookAnswered, "\(outcome.status ?? 0)") }
        return switch problem {
        case .refused: language(.webhookAnswered, "\(outcome.status ?? 0)")
        case .unknownHost: language[.webhookUnknownHost]
        case .forbiddenAddress: language[.webhookForbiddenAddress]
        case .unreachable: language[.webhookUnreachable]
        case .timeout: language[.webhookTimeout]
        case .tls: language[.webhookTLS]
        case .noSecret: language[.webhookNoSecret]
        case .other: language[.webhookOtherProblem]
        }
    }

    /// How a webhook does, in a word.
    static func state(_ kept: Kept<Webhook>, _ state: WebhookState?, in language: Language) -> HTML {
        func pill(_ tone: HTML, _ words: HTML) -> HTML { "<span class=\"pill\(tone)\">\(words)</span>" }
        if kept.isHidden { return pill(.nothing, language[.recordHidden]) }
        guard kept.record.isOn else { return pill(.nothing, language[.webhookOff]) }
        guard let state else { return .nothing }
        if let outcome = state.lastOutcome, state.failures > 0 {
            return pill(" bad", "\(language[.webhookFailing]): \(self.outcome(outcome, in: language))")
        }
        return state.lastDelivered == nil
            ? pill(.nothing, language[.webhookNothingSent]) : pill(" good", language[.webhookWorks])
    }
}
