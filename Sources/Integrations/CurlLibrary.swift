import CLibCurl

/// libcurl as a whole.
enum CurlLibrary {
    private static let isPrepared = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Not safe beside other threads, so it is done before there are any that use it; once is enough.
    static func prepare() { _ = isPrepared }
}
