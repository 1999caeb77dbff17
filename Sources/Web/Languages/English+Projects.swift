/// English words for projects.
extension English {
    static let projects: [Phrase: String] = [
        .projects: "Projects",
        .projectName: "Project",
        .projectNumber: "Project number",
        .projectClient: "Client",
        .projectClientHint: "Empty: a project of one’s own",
        .projectGreeting: "Greeting",
        .projectGreetingHint: "The operator sees it on the card while the phone rings",
        .projectTopicsHint: "Only these topics and those below them are offered; none chosen: all",
        .projectEmployees: "Operators",
        .projectEmployeesHint:
            "Who works on the project: they are asked to take contacts that nobody is responsible for",
        .projectHours: "Opening hours",
        .projectHoursHint:
            "For example: mon-fri 9:00-18:00. Empty: as the branch of the number. Calls at other times are marked",
        .projectMailBox: "Mail box",
        .projectOfNumberHint: "The project that calls to this number are for",
        .projectNone: "no project",
        .scriptUsesProjects: "Begins contacts of the project",
    ]
}
