/// What a dialog holds in which somebody is chosen for a contact: the place of the table, which `people.js` asks for when the dialog
/// opens, as it is another one for each contact.
struct PeopleChoice {
    var button: Phrase
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        return """
            <div class="people-here"></div><template><p class="notice bad" role="alert">\(Icon.warn.html())\
            <span>\(language[.peopleNotLoaded])</span></p></template>\
            <button class="button primary" data-primary disabled>\(language[button])</button>
            """
    }
}
