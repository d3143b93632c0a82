package com.neighborbid.auction.support;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/// Multipart forms as browsers send them.
public final class Forms {
  public static final String BOUNDARY = "----neighborbid";

  private Forms() {}

  /// Sends `files` parts, all with the same content.
  public static HttpRequest.Builder put(
      HttpRequest.Builder request, String name, String fileName, byte[] content, int files) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < files; i++) {
      body.writeBytes(
          ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                  + "Content-Type: image/jpeg\r\n\r\n")
              .formatted(BOUNDARY, name, fileName)
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(content);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }
}
