package com.neighborbid.wallet.funding.provider;

import java.net.http.HttpClient;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// A provider that speaks JSON over HTTP: `POST /payments`, `GET /payments/{reference}`, and the
/// same for `/payouts`. The header `Idempotency-Key` repeats the reference.
@Component
@ConditionalOnProperty(name = "neighborbid.wallet.provider.kind", havingValue = "http")
class HttpPaymentProvider implements PaymentProvider {
  private static final String CURRENCY = "KRW";

  /// The provider has understood, and will not do it.
  private static final int REFUSED = 422;

  private static final int UNKNOWN = 404;

  private final RestClient http;

  /// @param customer our id of the user, under which the provider knows where to send money
  private record Order(String reference, long customer, long amount, String currency) {}

  /// @param chargebackAmount what was taken back, where the status says so
  private record Answer(
      @Nullable String status,
      @Nullable Long amount,
      @Nullable String confirmUrl,
      @Nullable String chargebackId,
      @Nullable Long chargebackAmount) {}

  HttpPaymentProvider(ProviderProperties properties) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(properties.timeout()).build());
    requests.setReadTimeout(properties.timeout());
    this.http =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(properties.url())
            .defaultHeaders(headers -> headers.setBearerAuth(properties.apiKey()))
            .build();
  }

  @Override
  public Said createPayment(UUID id, long userId, long amount) {
    return create("/payments", id, userId, amount);
  }

  @Override
  public Said payment(UUID id) {
    return find("/payments/{id}", id);
  }

  @Override
  public Said createPayout(UUID id, long userId, long amount) {
    return create("/payouts", id, userId, amount);
  }

  @Override
  public Said payout(UUID id) {
    return find("/payouts/{id}", id);
  }

  private Said create(String path, UUID id, long userId, long amount) {
    return said(
        path,
        () ->
            http.post()
                .uri(path)
                .header("Idempotency-Key", id.toString())
                .body(new Order(id.toString(), userId, amount, CURRENCY))
                .retrieve()
                .body(Answer.class));
  }

  private Said find(String path, UUID id) {
    return said(path, () -> http.get().uri(path, id).retrieve().body(Answer.class));
  }

  private static Said said(String path, Supplier<@Nullable Answer> call) {
    try {
      Answer answer = call.get();
      if (answer == null) {
        throw new IllegalStateException("no body");
      }
      return said(answer);
    } catch (HttpClientErrorException e) {
      HttpStatusCode status = e.getStatusCode();
      if (status.value() == UNKNOWN) {
        return new Said.Unknown();
      }
      if (status.value() == REFUSED) {
        return new Said.Failed();
      }
      throw new ProviderAwayException(path + " is answered " + status, e);
    } catch (RestClientException | IllegalStateException e) {
      throw new ProviderAwayException(path + " is not answered: " + e.getMessage(), e);
    }
  }

  private static Said said(Answer answer) {
    return switch (answer.status() == null ? "" : answer.status()) {
      case "PENDING" -> new Said.Pending(answer.confirmUrl());
      case "FAILED" -> new Said.Failed();
      case "CONFIRMED" -> new Said.Confirmed(required(answer.amount()));
      case "CHARGED_BACK" -> {
        String id = answer.chargebackId();
        if (id == null) {
          throw new IllegalStateException("a chargeback without an id");
        }
        yield new Said.ChargedBack(id, required(answer.chargebackAmount()));
      }
      default -> throw new IllegalStateException("unknown status " + answer.status());
    };
  }

  private static long required(@Nullable Long amount) {
    if (amount == null) {
      throw new IllegalStateException("no amount");
    }
    return amount;
  }
}
