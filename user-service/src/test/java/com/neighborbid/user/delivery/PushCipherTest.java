package com.neighborbid.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PushCipherTest {
  private static final byte[] BROWSER =
      bytes(
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
  private static final byte[] AUTH = bytes("BTBZMqHH6r4Tts7J_aSIgg");
  private static final byte[] SALT = bytes("DGv6ra1nlYgDCS1FRnbzlw");

  /// The example of RFC 8291, section 5 and appendix A, byte for byte.
  @Test
  void encryptsTheExampleOfTheStandard() {
    byte[] point =
        bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    ECKey ours =
        new ECKey.Builder(
                Curve.P_256,
                Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
            .d(new Base64URL("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
            .build();
    byte[] message = "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = PushCipher.encrypt(message, BROWSER, AUTH, ours, SALT);
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
                + "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVB"
                + "St2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void refusesAKeyThatIsNotOnTheCurve() throws Exception {
    byte[] broken = BROWSER.clone();
    broken[64] ^= 1;
    ECKey ours = new com.nimbusds.jose.jwk.gen.ECKeyGenerator(Curve.P_256).generate();
    assertThatThrownBy(() -> PushCipher.encrypt(new byte[1], broken, AUTH, ours, SALT))
        .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
