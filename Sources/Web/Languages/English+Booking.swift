/// English words for promised times: appointments, test drives.
extension English {
    static let booking: [Phrase: String] = [
        .contactTestDrive: "Book a test drive",
        .testVehicles: "Test vehicles",
        .testVehicleName: "Test vehicle",
        .testDriveDay: "Test drive calendar",
        .testDriveTaken: "The car is taken at that time:",
        .testDriveTakenThen: "The car is taken at that time. Choose another time or another car",
        .testDriveNoVehicles: "There are no cars to be tried. Add them in the directory",
        .testDriveTooShort: "Not enough time before the next drive",
        .testDriveFree: "{}: {}",
        .problemLength: "A test drive takes {} to {} minutes",
        .bookingClosed: "The branch is closed at that time. It is open: {}",
        .bookingZone: "Days and times are by the branch's clock, which shows {} now",
        .bookingNoHours: "The branch is closed on that day:",
        .bookingDayOff: "a day off",
        .bookingClosedNow: "Closed",
        .dayBefore: "Day before",
        .dayAfter: "Day after",
        .fieldOffers: "Offer at once",
        .hintOffers: "On the registration card: a time in a workshop or a test drive",
        .fieldDriveMinutes: "Length of a drive, minutes",
        .fieldTestVehicle: "Test vehicle",
        .scriptActTestDrive: "offer a test drive",
    ]
}
