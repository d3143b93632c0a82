package com.neighborbid.user.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A browser with a push subscription, which reads what it gets as RFC 8291 says.
public final class Browser {
  private final ECKey pair;
  private final byte[] auth = new byte[16];

  public Browser() {
    try {
      pair = new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    new SecureRandom().nextBytes(auth);
  }

  /// As browsers write it.
  public String subscription(String endpoint) {
    return "{\"endpoint\":\"%s\",\"expirationTime\":null,\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}"
        .formatted(endpoint, text(point(pair)), text(auth));
  }

  public static ECKey publicKey(String point) {
    byte[] bytes = Base64.getUrlDecoder().decode(point);
    return new ECKey.Builder(
            Curve.P_256,
            Base64URL.encode(Arrays.copyOfRange(bytes, 1, 33)),
            Base64URL.encode(Arrays.copyOfRange(bytes, 33, 65)))
        .build();
  }

  public byte[] decrypt(byte[] body) throws GeneralSecurityException, JOSEException {
    ByteBuffer read = ByteBuffer.wrap(body);
    byte[] salt = take(read, 16);
    int recordSize = read.getInt();
    byte[] theirs = take(read, read.get());
    byte[] sealed = take(read, read.remaining());
    if (sealed.length > recordSize) {
      throw new IllegalArgumentException("more than one record");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(pair.toECPrivateKey());
    agreement.doPhase(publicKey(text(theirs)).toECPublicKey(), true);
    byte[] info = join("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), point(pair), theirs);
    byte[] ikm = hkdf(auth, agreement.generateSecret(), info, 32);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(hkdf(salt, ikm, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
        new GCMParameterSpec(128, hkdf(salt, ikm, ascii("Content-Encoding: nonce\0"), 12)));
    byte[] padded = cipher.doFinal(sealed);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    if (padded[end] != 2) {
      throw new IllegalArgumentException("not the last record");
    }
    return Arrays.copyOf(padded, end);
  }

  /// By hand, so that both sides cannot be wrong in the same way.
  private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] prk = hmac(salt, secret);
    return Arrays.copyOf(hmac(prk, join(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] point(ECKey key) {
    byte[] point = new byte[65];
    point[0] = 4;
    byte[] x = key.getX().decode();
    byte[] y = key.getY().decode();
    System.arraycopy(x, 0, point, 33 - x.length, x.length);
    System.arraycopy(y, 0, point, 65 - y.length, y.length);
    return point;
  }

  private static byte[] take(ByteBuffer from, int length) {
    byte[] taken = new byte[length];
    from.get(taken);
    return taken;
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
