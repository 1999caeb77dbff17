import ContactCenter

/// The photo on an employee's card. The browser makes a chosen picture small and sends it; without a script nothing can be
/// chosen.
struct PhotoForm: Sendable {
    var employee: EmployeeID
    /// `nil` where there is no photo.
    var tag: String?
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let picture = tag.map { photoPicture(of: employee, tag: $0, "large") }
        let remove: HTML =
            tag == nil
            ? .nothing
            : "<button class=\"button quiet danger\" name=\"remove\" value=\"1\">\(language[.photoRemove])</button>"
        return """
            <form class="card photo-form" method="post" action="\(SitePath.photo(of: employee))" data-photo>\
            \(viewer.formToken)<input type="hidden" name="photo" value=""><div class="body">\
            \(picture ?? "<span class=\"photo large none\">\(Icon.person.html())</span>")<div class="buttons">\
            <label class="button" hidden>\(language[tag == nil ? .photoAdd : .photoReplace])\
            <input class="only-read" type="file" accept="image/*"></label>\(remove)</div>\
            <p class="error" role="alert" hidden>\(Icon.warn.html())<span>\(language[.photoUnreadable])</span></p></div></form>
            """
    }
}
