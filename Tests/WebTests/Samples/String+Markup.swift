extension String {
    /// What a reader sees of markup: the text, with one blank between elements.
    var withoutTags: String {
        replacing(/(<\/(bdi|b|span|small)>)(?=<[a-z])/, with: " ")
            .replacing(/<\/?(bdi|b|span|small)\b[^>]*>/, with: "")
            .replacing(/<[^>]*>/, with: " ")
            .replacing(/\s+/, with: " ")
    }
}
