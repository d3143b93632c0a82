package com.neighborbid.wallet.funding.provider;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.ClientIds;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.wallet.funding.provider.ProviderPayment.Kind;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What the provider tells us. It is answered 204 once the log has it for good, so that the
/// provider repeats what we did not take.
@RestController
@ConditionalOnProperty(name = "neighborbid.wallet.provider.kind", havingValue = "http")
class WebhookController {
  static final String TIMESTAMP = "X-Provider-Timestamp";
  static final String SIGNATURE = "X-Provider-Signature";
  private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

  private final WebhookSignature signature;
  private final ProviderRows rows;
  private final ProviderDesk desk;

  /// @param reference the id of our payment or payout
  /// @param type `payment.confirmed`, `payment.failed`, `payment.charged_back`, `payout.confirmed`
  ///   or `payout.failed`
  /// @param amount what was moved, or taken back, in whole won; not for what failed
  /// @param chargebackId the provider's id of what was taken back
  private record Event(
      @Nullable String reference,
      @Nullable String type,
      @Nullable Long amount,
      @Nullable String chargebackId) {}

  WebhookController(WebhookSignature signature, ProviderRows rows, ProviderDesk desk) {
    this.signature = signature;
    this.rows = rows;
    this.desk = desk;
  }

  @PostMapping("/api/wallet/provider/webhook")
  @Operation(summary = "For the payment provider: what became of a payment, signed")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hear(
      @RequestHeader(name = TIMESTAMP, required = false) @Nullable String timestamp,
      @RequestHeader(name = SIGNATURE, required = false) @Nullable String signed,
      @RequestBody byte[] body) {
    if (!signature.isGood(timestamp, signed, body)) {
      throw ApiException.of(ErrorCode.UNAUTHORIZED).withDetail("UNAUTHORIZED.webhook");
    }
    Event event = read(body);
    String type = event.type() == null ? "" : event.type();
    switch (type) {
      case "payment.confirmed" -> hear(event, Kind.DEPOSIT, new Said.Confirmed(amount(event)));
      case "payment.failed" -> hear(event, Kind.DEPOSIT, new Said.Failed());
      case "payment.charged_back" ->
          hear(event, Kind.DEPOSIT, new Said.ChargedBack(chargebackId(event), amount(event)));
      case "payout.confirmed" -> hear(event, Kind.PAYOUT, new Said.Confirmed(amount(event)));
      case "payout.failed" -> hear(event, Kind.PAYOUT, new Said.Failed());
      case "" -> throw ApiException.invalid("type", "required");
      // A newer provider tells more than we know; refused, it would be told for ever.
      default -> log.info("The provider tells of '{}', which is not known here", printable(type));
    }
  }

  private void hear(Event event, Kind kind, Said said) {
    ProviderPayment payment =
        rows.find(reference(event))
            .filter(found -> found.kind() == kind)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    desk.hear(payment, said);
  }

  private static Event read(byte[] body) {
    try {
      return ContractJson.read(body, Event.class);
    } catch (MalformedContractException _) {
      throw ApiException.of(ErrorCode.MALFORMED_REQUEST);
    }
  }

  private static UUID reference(Event event) {
    String reference = event.reference();
    if (reference == null) {
      throw ApiException.invalid("reference", "required");
    }
    try {
      return UUID.fromString(reference);
    } catch (IllegalArgumentException _) {
      throw ApiException.invalid("reference", "invalid");
    }
  }

  /// A wrong amount is no bad request: it is heard, and a person looks at it.
  private static long amount(Event event) {
    InputChecks checks = new InputChecks();
    long amount = checks.requireRange("amount", event.amount(), 0, Long.MAX_VALUE);
    checks.throwIfBad();
    return amount;
  }

  private static String chargebackId(Event event) {
    String id = event.chargebackId();
    if (id == null || !ClientIds.isValid(id)) {
      throw ApiException.invalid("chargebackId", "clientId");
    }
    return id;
  }

  private static String printable(String type) {
    String printable = type.replaceAll("[^\\w.-]", "?");
    return printable.substring(0, Math.min(64, printable.length()));
  }
}
