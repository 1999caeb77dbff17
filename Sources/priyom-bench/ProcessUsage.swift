import Foundation

/// What a process has used of the machine, as the kernel counts it.
struct ProcessUsage {
    /// User and system time of all threads, in seconds, to the hundredth.
    var cpuSeconds: Double
    /// Resident memory now, in MB.
    var residentMegabytes: Double

    static var own: ProcessUsage { ProcessUsage(of: ProcessInfo.processInfo.processIdentifier) }

    /// Zero everywhere for a process that is gone.
    init(of process: Int32) {
        func fields(_ file: String) -> [Substring] {
            let text = (try? String(contentsOfFile: "/proc/\(process)/\(file)", encoding: .utf8)) ?? ""
            // The command's name comes first in stat and may hold spaces.
            return (text.lastIndex(of: ")").map { text[text.index(after: $0)...] } ?? text[...]).split(separator: " ")
        }
        func number(_ index: Int, of fields: [Substring]) -> Double {
            index < fields.count ? Double(fields[index]) ?? 0 : 0
        }
        let stat = fields("stat")
        cpuSeconds = (number(11, of: stat) + number(12, of: stat)) / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentMegabytes = number(1, of: fields("statm")) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }
}
