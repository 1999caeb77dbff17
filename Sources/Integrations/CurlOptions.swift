import CLibCurl

/// What curl is told before it does something, with what is the same for all that we ask of it: no proxy, no signals, certificates
/// are checked.
struct CurlOptions {
    private var texts: [(CURLoption, String)]
    private var numbers: [(CURLoption, Int)]

    /// - Parameters:
    ///   - protocols: that may be spoken, `http,https`.
    ///   - connecting: how long the connection may take, in milliseconds.
    ///   - limit: for all of it, in milliseconds.
    init(url: String, protocols: String, connecting: Int, limit: Int) {
        texts = [
            (CURLOPT_URL, url), (CURLOPT_PROTOCOLS_STR, protocols),
            // Whatever the environment names as a proxy would hear all of it, and connect where it likes.
            (CURLOPT_PROXY, ""),
        ]
        numbers = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECTTIMEOUT_MS, connecting), (CURLOPT_TIMEOUT_MS, limit),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
        ]
    }

    /// - Parameter text: `nil`: curl's own.
    mutating func set(_ option: CURLoption, _ text: String?) {
        if let text { texts.append((option, text)) }
    }

    mutating func set(_ option: CURLoption, _ number: Int) { numbers.append((option, number)) }

    /// - Returns: whether curl has taken all of it.
    func apply(to curl: UnsafeMutableRawPointer) -> Bool {
        texts.allSatisfy { priyom_curl_set_text(curl, $0, $1) == CURLE_OK }
            && numbers.allSatisfy { priyom_curl_set_long(curl, $0, $1) == CURLE_OK }
    }
}

extension CURLcode {
    /// The connection could not be encrypted, or not to whom it should.
    var isOfTLS: Bool {
        [CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM]
            .contains(self)
    }
}
