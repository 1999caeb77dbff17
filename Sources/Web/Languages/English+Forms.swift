/// English words for web forms.
extension English {
    static let webForms: [Phrase: String] = [
        .webForms: "Forms on sites",
        .webFormName: "Form on a site",
        .formOrigins: "Sites",
        .formOriginsHint:
            "One a line: https://example.org. Pages of other sites cannot send the form; empty: programs alone",
        .formInputs: "Fields",
        .formInputsHint:
            "One a line: phone*: Your telephone. The star: required. name, phone, email, message, car are known, others go into the comment. Empty: name, telephone, e-mail, message",
        .formReasonHint: "It says who is asked to take the contact",
        .formKey: "Key of the form",
        .formKeyNone: "There is no key: the form cannot be sent",
        .formKeySince: "In force since {}",
        .formKeyMake: "Make a key",
        .formKeyRenew: "New key",
        .formKeyRevoke: "Revoke the key",
        .formKeyOnce:
            "Copy the address or the code now: they are not shown again. The key before is worth nothing any more.",
        .formAddress: "Address to send to",
        .formSnippet: "Code for the site's page",
        .formReceived: "Received: {}. The last one: {}",
        .formName: "Name",
        .formPhone: "Telephone",
        .formMessage: "Message",
        .formCar: "Car",
        .formTrap: "Leave this field empty",
        .formSend: "Send",
        .formTaken: "Thank you! Your message has been received.",
        .formGoBack: "Go back to the page before: what you typed is still there.",
        .formUnknown: "There is no such form, or it is off",
        .formOtherSite: "This site cannot send the form: its settings do not name it",
        .formWrongMethod: "The form is sent by a POST request",
        .formTooMany: "Too many messages in a row. Try again in {} s",
        .formTooLarge: "The message is larger than {} KB",
        .formOtherType: "Fields of a form (application/x-www-form-urlencoded) or JSON (application/json) are wanted",
        .formMalformed: "The fields cannot be read: names and texts are wanted",
    ]
}
