package com.neighborbid.auction.image.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.auction.image.ImageProperties;
import com.neighborbid.servers.Ports;
import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server that speaks S3's protocol.
class S3StoreIT extends StoreContract {
  private static LocalS3 server;
  private static S3Store store;

  @BeforeAll
  static void start() throws Exception {
    int port = Ports.free();
    server = LocalS3.builder().port(port).mode(LocalS3Mode.IN_MEMORY).build();
    server.start();
    URI bucket = URI.create("http://127.0.0.1:" + port + "/pictures");
    HttpRequest create =
        HttpRequest.newBuilder(bucket).PUT(HttpRequest.BodyPublishers.noBody()).build();
    var _ = HttpClient.newHttpClient().send(create, HttpResponse.BodyHandlers.discarding());
    store = new S3Store(settings(port));
  }

  @AfterAll
  static void stop() {
    store.close();
    server.shutdown();
  }

  @Override
  ImageStore store() {
    return store;
  }

  @Test
  void saysThatItIsAwayWhereNobodyListens(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "content");
    try (S3Store nobody = new S3Store(settings(Ports.free()))) {
      assertThatThrownBy(() -> nobody.put("ab34", "small", file, "image/jpeg"))
          .isInstanceOf(StoreException.class);
    }
  }

  private static ImageProperties.S3 settings(int port) {
    return new ImageProperties.S3(
        "http://127.0.0.1:" + port, "ap-northeast-2", "pictures", "key", "secret", true);
  }
}
