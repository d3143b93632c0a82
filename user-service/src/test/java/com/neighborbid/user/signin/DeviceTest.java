package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void aNameIsShortAndWithoutControlCharacters() {
    assertThat(Device.of("Phone 1\n\u202ex").name()).isEqualTo("Phone 1x");
    assertThat(Device.of("x".repeat(1_000)).name()).hasSize(200);
  }

  @Test
  void whoSaysNothingHasNoName() {
    assertThat(Device.of((String) null).name()).isNull();
    assertThat(Device.of(" \t").name()).isNull();
  }
}
