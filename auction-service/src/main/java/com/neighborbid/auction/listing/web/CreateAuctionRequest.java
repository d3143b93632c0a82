package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.listing.Condition;
import com.neighborbid.auction.listing.Listing;
import com.neighborbid.auction.listing.OpenAuctions.Conditions;
import com.neighborbid.auction.listing.ShippingPayer;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.FieldError;
import com.neighborbid.common.web.TextRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a seller sends to list an item. Amounts in won; `startPrice` and `instantPrice` are
/// multiples of `bidUnit`; an auction lasts 1 s to 30 days.
///
/// @param increments `FIXED` (default): a bid stands one unit above the price; `TIERED`: more where
///   the price is higher
/// @param instantUntilPercent the instant price can be paid until the price passes this share of
///   it, 0: only before the first bid; 100 where it is absent
/// @param softCloseCapSeconds the soft close moves the end by no more than this in all
record CreateAuctionRequest(
    @NotBlank String title,
    @NotBlank String description,
    @NotBlank String category,
    @Nullable String region,
    @NotNull Reach reach,
    @NotNull @Min(1) @Max(MAX_AMOUNT) Long startPrice,
    @NotNull @Min(1) @Max(1_000_000_000) Long bidUnit,
    @Nullable @Min(1) @Max(MAX_AMOUNT) Long instantPrice,
    @Nullable @Min(1) @Max(MAX_AMOUNT) Long reservePrice,
    @Nullable Instant startsAt,
    @NotNull Instant endsAt,
    @NotNull Condition condition,
    @NotNull ShippingPayer shippingPayer,
    @Nullable @Min(0) @Max(3_600) Integer softCloseSeconds,
    @Nullable Increments increments,
    @Nullable @Min(0) @Max(100) Integer instantUntilPercent,
    @Nullable @Min(1) @Max(2_592_000) Integer softCloseCapSeconds) {
  private static final long MAX_AMOUNT = 1_000_000_000_000L;
  private static final int MAX_TITLE = 100;
  private static final int MAX_DESCRIPTION = 10_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /// Who means now may say a moment ago.
  static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}._/-]{1,64}");

  /// What single fields cannot tell of a new auction; all wrong fields at once.
  ///
  /// @throws ApiException VALIDATION_FAILED
  void check(Instant now) {
    check(now, now.minus(CLOCKS_DIFFER_BY));
  }

  /// The same of an auction as it would be.
  ///
  /// @param earliestStart a start before it is none that may be wished for
  void check(Instant now, Instant earliestStart) {
    List<FieldError> errors = new ArrayList<>();
    checkTexts(errors);
    checkAmounts(errors);
    checkTimes(now, earliestStart, errors);
    if (!errors.isEmpty()) {
      throw ApiException.invalid(errors);
    }
  }

  private void checkTexts(List<FieldError> errors) {
    String cleanTitle = TextRules.normalize(title);
    if (cleanTitle.isEmpty() || TextRules.length(cleanTitle) > MAX_TITLE) {
      errors.add(FieldError.of("title", "must have 1 to 100 characters"));
    } else if (!TextRules.isCleanLine(cleanTitle)) {
      errors.add(FieldError.of("title", "must not contain control characters"));
    }
    String cleanDescription = TextRules.normalize(description).replace("\r\n", "\n");
    if (cleanDescription.isEmpty() || TextRules.length(cleanDescription) > MAX_DESCRIPTION) {
      errors.add(FieldError.of("description", "must have 1 to 10000 characters"));
    } else if (!TextRules.isCleanText(cleanDescription)) {
      errors.add(FieldError.of("description", "must not contain control characters"));
    }
    if (!CODE.matcher(category).matches()) {
      errors.add(FieldError.of("category", "must be a category's slug"));
    }
    if (region != null && !CODE.matcher(region).matches()) {
      errors.add(FieldError.of("region", "must be a region's code"));
    }
  }

  private void checkAmounts(List<FieldError> errors) {
    if (startPrice % bidUnit != 0) {
      errors.add(FieldError.of("startPrice", "must be a multiple of bidUnit"));
    }
    if (instantPrice != null && instantPrice % bidUnit != 0) {
      errors.add(FieldError.of("instantPrice", "must be a multiple of bidUnit"));
    } else if (instantPrice != null && instantPrice < startPrice) {
      errors.add(FieldError.of("instantPrice", "must not be below startPrice"));
    }
    if (reservePrice != null && instantPrice != null && reservePrice > instantPrice) {
      errors.add(FieldError.of("reservePrice", "must not be above instantPrice"));
    }
  }

  private void checkTimes(Instant now, Instant earliestStart, List<FieldError> errors) {
    Instant from = startsAt == null || startsAt.isBefore(now) ? now : startsAt;
    if (startsAt != null && startsAt.isAfter(now.plus(LONGEST))) {
      errors.add(FieldError.of("startsAt", "must be within 30 days"));
    } else if (startsAt != null && startsAt.isBefore(earliestStart)) {
      errors.add(FieldError.of("startsAt", "must not be in the past"));
    }
    if (!endsAt.isAfter(now)) {
      errors.add(FieldError.of("endsAt", "must be in the future"));
    } else if (Duration.between(from, endsAt).compareTo(SHORTEST) < 0
        && startsAt != null
        && startsAt.isAfter(now)) {
      errors.add(FieldError.of("endsAt", "must be at least 1 s after startsAt"));
    } else if (Duration.between(from, endsAt).compareTo(LONGEST) > 0) {
      errors.add(FieldError.of("endsAt", "must be at most 30 days after the start"));
    }
  }

  Conditions conditions() {
    return new Conditions(
        reach,
        startPrice,
        bidUnit,
        instantPrice,
        reservePrice,
        startsAt,
        endsAt,
        softCloseSeconds == null ? 0 : softCloseSeconds,
        increments,
        instantUntilPercent,
        softCloseCapSeconds);
  }

  Listing.Texts texts() {
    return new Listing.Texts(
        TextRules.normalize(title),
        TextRules.normalize(description).replace("\r\n", "\n"),
        category,
        region,
        condition,
        shippingPayer);
  }
}
