/// One of the values that a `select` offers.
func selectOption(_ value: String, _ words: HTML, isChosen: Bool = false) -> HTML {
    "<option value=\"\(value)\"\(isChosen ? " selected" as HTML : .nothing)>\(words)</option>"
}

/// Text of strangers in an option, which can hold no element.
func foreignOption(_ text: String) -> HTML { HTML(text: shortened(text, to: 60)) }
