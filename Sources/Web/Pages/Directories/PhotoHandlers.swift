import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// Photos of employees: showing one to whoever is logged in, and changing it.
extension Site {
    @Sendable func sendPhoto(_ request: Request, _ context: Context) async throws -> Response {
        _ = try context.signedIn
        guard let photo = try await records.photo(of: try recordID(context)) else { throw HTTPError(.notFound) }
        // Its address has its tag: another photo has another address.
        let isPresent = context.parameters.get("tag") == photo.tag
        return .photo(photo, isKept: isPresent)
    }

    /// The picture comes in Base64, as the browser has made it small; none takes the present one away.
    @Sendable func changePhoto(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn, upTo: 4 * Photo.mostBytes)
        let id: EmployeeID = try recordID(context)
        var photo: Photo?
        if form["remove"] == nil {
            let file = Data(base64Encoded: form["photo"] ?? "") ?? Data()
            photo = Photo(jpeg: [UInt8](file))
            guard photo != nil else { throw HTTPError(.unprocessableContent) }
        }
        guard try await records.setPhoto(photo, of: id, by: author(context)) else { throw HTTPError(.notFound) }
        return .redirect(to: "\(Directory.employees.path(of: id))?done=saved", type: .normal)
    }
}

extension Response {
    /// - Parameter isKept: browsers may keep it for ever.
    static func photo(_ photo: Photo, isKept: Bool) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: Photo.type,
                .cacheControl: isKept ? "private, max-age=31536000, immutable" : "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: photo.bytes))
        )
    }
}

extension Photo {
    static let type = "image/jpeg"
}
