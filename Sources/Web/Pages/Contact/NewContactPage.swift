import ContactCenter
import Foundation

/// A contact begun by hand (requirements S0.12, S0.46): by which channel, from whom.
struct NewContactPage {
    var options: RegistryOptions
    var typed: ContactForm
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        let fields = ContactFields(contact: typed.contact, problems: typed.problems, viewer: viewer)
        return Shell(title: language[.registryAdd], place: .registry).page(
            """
            <div class="page-head"><h1>\(language[.registryAdd])</h1></div>
            <form class="contact" method="post" action="\(SitePath.newContact)">\(viewer.formToken)<div class="fields">\
            \(fields.choice("channel", .contactChannel, typed.contact.channel, of: options.channels))\
            \(fields.choice("reason", .contactReason, typed.contact.reason, of: options.reasons))\
            \(fields.text("caller_number", .contactCaller, typed.contact.callerNumber))\
            \(fields.text("person_name", .contactInformation, typed.contact.personName))\
            \(fields.text("works", .contactWorks, typed.contact.works, isWide: true))</div>\
            <div class="closing"><button class="button primary" data-primary>\(language[.contactSave])</button>\
            <a class="button quiet" href="\(SitePath.registry)">\(language[.contactClose])</a></div></form>
            """,
            address: SitePath.newContact.markup,
            for: viewer
        )
    }
}
