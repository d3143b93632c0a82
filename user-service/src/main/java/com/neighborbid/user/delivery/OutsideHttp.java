package com.neighborbid.user.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/// Calls addresses that people give us. Only public ones: the check is made on the very address
/// that is connected to, so a name that changes what it stands for does not help; redirects are not
/// followed, bodies of answers not read, and nothing takes longer than a few timeouts.
@Component
class OutsideHttp implements AutoCloseable {
  private static final int CONNECTIONS = 200;
  private static final int CONNECTIONS_PER_TARGET = 16;
  private static final int TIMEOUTS = 3;
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]|0[xX][0-9a-fA-F.xX]+");

  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;
  private final long deadlineMs;
  private final boolean privateTargets;

  /// What became of a call.
  sealed interface Reply {
    record Answered(int status) implements Reply {}

    /// The request has not left.
    record NotReached(String reason) implements Reply {}

    /// We do not call such addresses.
    record NotAllowed() implements Reply {}

    /// The request may have arrived.
    record NoAnswer(String reason) implements Reply {}
  }

  private static final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublicException(String host) {
      super(host + " is not public");
    }
  }

  OutsideHttp(DeliveryProperties properties) {
    DeliveryProperties.Http http = properties.http();
    Timeout timeout = Timeout.of(http.timeout());
    this.privateTargets = http.privateTargets();
    this.deadlineMs = http.timeout().multipliedBy(TIMEOUTS).toMillis();
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-deadlines").factory());
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(resolver())
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS_PER_TARGET)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout)
                    .setConnectionRequestTimeout(timeout)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .setUserAgent("NeighborBid")
            .build();
  }

  /// Whether the text is a URL of a kind that we call; a name behind it is looked at when we do.
  boolean isCallable(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      boolean known = scheme.equals("https") || (privateTargets && scheme.equals("http"));
      if (!known || host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
        return false;
      }
      return privateTargets
          || !LITERAL.matcher(host).matches()
          || Arrays.stream(InetAddress.getAllByName(host)).allMatch(PublicAddresses::isPublic);
    } catch (URISyntaxException | UnknownHostException _) {
      return false;
    }
  }

  Reply post(String url, Map<String, String> headers, byte[] body) {
    if (!isCallable(url)) {
      return new Reply.NotAllowed();
    }
    HttpPost request = new HttpPost(URI.create(url));
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, null));
    ScheduledFuture<?> deadline =
        deadlines.schedule(request::cancel, deadlineMs, TimeUnit.MILLISECONDS);
    // Closed without reading the body: nobody needs it and it may have no end.
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      return new Reply.Answered(response.getCode());
    } catch (NotPublicException _) {
      return new Reply.NotAllowed();
    } catch (UnknownHostException
        | ConnectException
        | ConnectTimeoutException
        | ConnectionRequestTimeoutException
        | SSLException e) {
      return new Reply.NotReached(e.toString());
    } catch (IOException e) {
      return new Reply.NoAnswer(e.toString());
    } finally {
      boolean _ = deadline.cancel(false);
    }
  }

  private DnsResolver resolver() {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
          if (!privateTargets && !PublicAddresses.isPublic(address)) {
            throw new NotPublicException(host);
          }
        }
        return addresses;
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }
}
