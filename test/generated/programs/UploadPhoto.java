import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.FilesApi;
import org.openapitools.client.api.LinksApi;
import org.openapitools.client.api.ReadsApi;
import org.openapitools.client.api.UploadsApi;
import org.openapitools.client.model.CreateUploadRequest;
import org.openapitools.client.model.Problem;
import org.openapitools.client.model.StoredFile;

/** Uploads a photo with the client that openapi-generator makes for Java, and reads it back in two ways. */
public class UploadPhoto {
  private static final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private static byte[] send(String method, URI url, byte[] body, Map<String, String> headers)
      throws Exception {
    var request = HttpRequest.newBuilder(url).method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    var answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) throw new IllegalStateException(method + " " + answer.statusCode());
    return answer.body();
  }

  public static void main(String[] arguments) throws Exception {
    byte[] nothing = {};
    byte[] photo = Files.readAllBytes(Path.of("photo.jpg"));
    var client = new ApiClient().setBasePath(System.getenv("API"));
    client.setBearerToken(System.getenv("TOKEN"));
    var files = new FilesApi(client);

    var wanted =
        new CreateUploadRequest()
            .filename("photo.jpg")
            .contentType("image/jpeg")
            .sizeBytes((long) photo.length);
    var created = new UploadsApi(client).createUpload(wanted, null);
    var put = created.getUpload().getPutUpload();
    send("PUT", put.getUrl(), photo, put.getHeaders());

    StoredFile file = files.readFile(created.getId(), null);
    while (file.getStatus() == StoredFile.StatusEnum.PENDING
        || file.getStatus() == StoredFile.StatusEnum.UPLOADED) {
      Thread.sleep(200);
      file = files.readFile(created.getId(), null);
    }

    var read = new ReadsApi(client).readUrl(created.getId(), null, null);
    var share = new LinksApi(client).createShare(created.getId(), null);
    String refused = null;
    try {
      files.readFile("none", null);
    } catch (ApiException error) {
      refused = Problem.fromJson(error.getResponseBody()).getCode();
    }
    System.out.printf(
        "{\"status\":\"%s\",\"type\":\"%s\",\"isSame\":%s,\"isShared\":%s,\"refused\":\"%s\"}%n",
        file.getStatus().getValue(),
        file.getDetectedType(),
        Arrays.equals(send("GET", read.getUrl(), nothing, Map.of()), photo),
        Arrays.equals(send("POST", share.getUrl(), nothing, Map.of()), photo),
        refused);
  }
}
