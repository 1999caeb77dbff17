import Foundation

/// A contact that somebody is taking: the contact as it is kept, and where its script is.
package struct Intake: Hashable, Sendable {
    package var contact: Kept<Contact>
    package var run: ScriptRun
    package var kept: KeptRun
    /// The script that it began with, at the step where the chosen reason led to another one.
    package var begun: ScriptRun?
    /// The call has been sent on from a card, and the contact ends with it.
    package var isSentOn = false

    package init(contact: Kept<Contact>, run: ScriptRun, kept: KeptRun) {
        self.contact = contact
        self.run = run
        self.kept = kept
    }

    /// What the contact ends with; `nil` where it goes on.
    package var outcome: Contact.Outcome? { isSentOn ? .transferred : run.outcome }

    /// What was learned: the answers on the way, the channel, and who the number said is calling, whatever the way.
    package var learned: [String: String] {
        var learned = (begun?.countingAnswers ?? [:]).merging(run.countingAnswers) { $1 }
        learned[ScriptAnswer.channel] = run.answers[ScriptAnswer.channel]
        if kept.isCallerIdentified {
            for name in [ScriptAnswer.client, ScriptAnswer.vehicle] where learned[name] == nil {
                learned[name] = run.answers[name]
            }
        }
        return learned
    }
}

/// Where somebody goes in a script.
package enum IntakeMove: Hashable, Sendable {
    /// Nowhere: what was typed is kept.
    case stay
    case next
    case back
    case to(ScriptStep.ID)
}

/// What came of a step.
package enum IntakeStep: Hashable, Sendable {
    /// The step to be shown, with what is wrong with it.
    case shown(Intake, [FieldProblem])
    /// The call could not be sent on; the step after it is shown, or the same card.
    case notTransferred(Intake, Extension)
    /// The call has ended, or the program sends none on; the same card is shown.
    case nothingToTransfer(Intake)
    /// Who was chosen has no phone to send the call on to; the same card is shown.
    case noPhone(Intake, String)
    case registered(Kept<Contact>)
    /// Somebody else takes the contact now (decision D24); nothing was written. What was typed here.
    case held(Intake, typed: [String: String])
    /// Somebody else went on with it meanwhile; nothing was written. The contact as it is now, and what was typed here.
    case stale(Intake, typed: [String: String])
    case missing
}
