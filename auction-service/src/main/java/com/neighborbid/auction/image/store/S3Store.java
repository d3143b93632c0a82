package com.neighborbid.auction.image.store;

import com.neighborbid.auction.image.ImageProperties;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Pictures in a bucket of an S3-compatible service: `abcdef…/original`. The bucket must be there.
public final class S3Store implements ImageStore {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration SOCKET_LIMIT = Duration.ofSeconds(20);

  private final S3Client client;
  private final String bucket;

  public S3Store(ImageProperties.S3 settings) {
    this.bucket = settings.bucket();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(settings.pathStyle())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_LIMIT)
                    .socketTimeout(SOCKET_LIMIT));
    if (!settings.endpoint().isEmpty()) {
      builder = builder.endpointOverride(URI.create(settings.endpoint()));
    }
    this.client = builder.build();
  }

  private static AwsCredentialsProvider credentials(ImageProperties.S3 settings) {
    return settings.accessKey().isEmpty()
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
  }

  @Override
  public void put(String key, String name, Path file, String contentType) {
    String at = at(key, name);
    try {
      var _ =
          client.putObject(
              put -> put.bucket(bucket).key(at).contentType(contentType),
              RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw new StoreException("cannot write " + at, e);
    }
  }

  @Override
  public Optional<Stored> open(String key, String name) {
    String at = at(key, name);
    try {
      ResponseInputStream<GetObjectResponse> found =
          client.getObject(get -> get.bucket(bucket).key(at));
      InputStream content = found;
      return Optional.of(new Stored(content, found.response().contentLength()));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new StoreException("cannot read " + at, e);
    }
  }

  @Override
  public void delete(String key, String name) {
    String at = at(key, name);
    try {
      var _ = client.deleteObject(delete -> delete.bucket(bucket).key(at));
    } catch (SdkException e) {
      throw new StoreException("cannot delete " + at, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static String at(String key, String name) {
    return key + "/" + name;
  }
}
