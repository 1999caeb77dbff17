/// How large a fax may be.
package struct FaxLimits: Hashable, Sendable {
    /// Of the PDF.
    package var megabytes = 10
    package var pages = 50

    package init() {}
}
