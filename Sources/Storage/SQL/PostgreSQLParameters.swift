/// Values as libpq takes them: text that ends with a NUL byte. Keeps its memory from one statement to the next.
struct PostgreSQLParameters {
    private var bytes: [CChar] = []
    /// Where each value begins; `nil` for NULL.
    private var starts: [Int?] = []

    mutating func withPointers<Result>(
        to values: [SQLValue],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        for value in values {
            switch value.content {
            case .null: starts.append(nil)
            case .integer(let integer): append(String(integer))
            case .text(let text): append(text)
            }
        }
        return bytes.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: starts.count) { pointers in
                for (index, start) in starts.enumerated() {
                    pointers.initializeElement(at: index, to: start.flatMap { bytes.baseAddress?.advanced(by: $0) })
                }
                return body(UnsafePointer(pointers.baseAddress))
            }
        }
    }

    private mutating func append(_ text: String) {
        starts.append(bytes.count)
        bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
        bytes.append(0)
    }
}
