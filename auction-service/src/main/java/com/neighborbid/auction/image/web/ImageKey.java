package com.neighborbid.auction.image.web;

import com.neighborbid.auction.image.pixels.Size;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The last part of a picture's address.
///
/// @param size empty for the original
record ImageKey(String key, Optional<Size> size) {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})(?:-([a-z]{1,10}))?");

  /// @throws ApiException NOT_FOUND where there can be no such picture
  static ImageKey of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    Optional<String> wanted = Optional.ofNullable(form.group(2));
    Optional<Size> size =
        wanted.flatMap(
            id -> Stream.of(Size.values()).filter(one -> one.id().equals(id)).findFirst());
    if (wanted.isPresent() && size.isEmpty()) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return new ImageKey(form.group(1), size);
  }
}
