import ContactCenter

/// A photo beside the name that it belongs to: it says nothing that the name does not.
func photoPicture(of employee: EmployeeID, tag: String, _ kind: HTML = .nothing) -> HTML {
    "<img class=\"photo \(kind)\" src=\"\(SitePath.photo(of: employee, tag: tag))\" alt=\"\" loading=\"lazy\" width=\"256\" height=\"256\">"
}

extension PhotographedEmployee {
    var picture: HTML { photoPicture(of: id, tag: photoTag) }
}
