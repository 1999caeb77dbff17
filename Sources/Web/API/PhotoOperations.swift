import ContactCenter
import HTTPTypes
import Hummingbird

/// Photos of employees: JPEG files, each below its employee.
extension Site {
    var photoOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Employees", permission: .directories)
        let file = Operation.File(types: [Photo.type])
        let path = "/employees/{id}/photo"
        let told = Schema.object([
            .init("employee", .id),
            .init("tag", Schema.text.optional.described("Another photo has another; null: there is none")),
        ])
        let words = """
            Set the photo. Of the file only the picture itself is kept: no place, no name of a camera, no comment
            """
        let operations = [
            section.operation("readPhoto", .get, path, "The photo of an employee", Schema.text) { call in
                guard let photo = try await call.site.records.photo(of: call.id()) else { throw Problem(.notFound) }
                var response = Response.photo(photo, isKept: false)
                response.headers[.eTag] = "\"\(photo.tag)\""
                return APIAnswer(file: response)
            }.sending(file),
            section.operation("setPhoto", .put, path, words, told) { call in
                guard let photo = Photo(jpeg: call.file) else {
                    throw Problem(.notPicture, subject: "\(Photo.mostBytes)")
                }
                return try await call.set(photo)
            }.taking(file).refusing(.notPicture),
            section.operation("removePhoto", .delete, path, "Take the photo away", told) { try await $0.set(nil) },
        ]
        return (operations, [])
    }
}

extension APICall {
    fileprivate func set(_ photo: Photo?) async throws -> APIAnswer {
        let employee: EmployeeID = try id()
        guard try await site.records.setPhoto(photo, of: employee, by: author) else { throw Problem(.notFound) }
        return APIAnswer(["employee": JSON(employee.rawValue), "tag": JSON(photo?.tag)])
    }
}
