import ContactCenter

/// What stands in place of the script for everybody but the one who takes the contact (decision D24): who that is, how far it is,
/// and the way to go on oneself.
struct IntakeHeldView {
    var intake: Intake
    var taker: HTML
    /// Was typed here and is not written.
    var typed: HTML?
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        let steps = IntakeView(intake: intake, content: IntakeContent(), viewer: viewer).steps
        let lost = typed.map { typed -> HTML in " \(language(.intakeHeldTyped, typed))" } ?? .nothing
        return """
            <div class="stack held" data-held><p class="notice warn" role="status">\(Icon.transfer.html())\
            <span><b>\(language(.intakeHeldBy, taker))</b>\(lost)</span></p><fieldset disabled><ol class="steps">\(steps)</ol></fieldset>\
            <form method="post" action="\(SitePath.intakeTaking(intake.contact.id))" data-take>\(viewer.formToken)\
            <button class="button">\(language[.intakeTakeOver])</button></form></div>
            """
    }
}
