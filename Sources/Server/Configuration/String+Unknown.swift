extension String {
    /// That there is no such setting, and which one may have been meant.
    static func unknown(_ name: String, among known: [String]) -> String {
        let nearest = known.map { (name: $0, distance: $0.distance(to: name)) }.min { $0.distance < $1.distance }
        let close = nearest.flatMap { $0.distance <= 2 ? $0.name : nil }
        let meant = close ?? known.first { $0.hasPrefix(name) || name.hasPrefix($0) }
        return meant.map { "there is no such setting; did you mean \($0)?" } ?? "there is no such setting"
    }

    /// How many letters must be put in, taken out or changed to come from one to the other (Levenshtein).
    private func distance(to other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (line, letter) in enumerated() {
            var diagonal = line
            row[0] = line + 1
            for column in other.indices {
                let above = row[column + 1]
                row[column + 1] = Swift.min(row[column] + 1, above + 1, diagonal + (letter == other[column] ? 0 : 1))
                diagonal = above
            }
        }
        return row[other.count]
    }
}
