package com.neighborbid.user.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts messages so that only the browser can read them: RFC 8291 over RFC 8188, one record.
///
/// ```
/// ecdh = ECDH(our key, browser's key)
/// ikm  = HKDF(salt: auth, ecdh, "WebPush: info" 0 browser's key, our key)
/// key, nonce = HKDF(salt, ikm, "Content-Encoding: aes128gcm" 0), ("Content-Encoding: nonce" 0)
/// body = salt, record size, length of our key, our key, AES-128-GCM(message, 2)
/// ```
final class PushCipher {
  static final int SALT_BYTES = 16;
  private static final int POINT_BYTES = 65;
  private static final int COORDINATE_BYTES = 32;
  private static final int RECORD_BYTES = 4096;
  private static final int TAG_BITS = 128;

  private PushCipher() {}

  /// @param browserKey an uncompressed point
  /// @param auth the browser's secret of 16 bytes
  /// @param ours a key pair that is used for this message only
  /// @param salt 16 random bytes that are used for this message only
  static byte[] encrypt(byte[] message, byte[] browserKey, byte[] auth, ECKey ours, byte[] salt) {
    try {
      byte[] ourKey = point(ours);
      byte[] ikm =
          derive(
              agree(ours, browserKey),
              auth,
              join("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), browserKey, ourKey),
              32);
      byte[] key = derive(ikm, salt, label("Content-Encoding: aes128gcm\0"), 16);
      byte[] nonce = derive(ikm, salt, label("Content-Encoding: nonce\0"), 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(join(message, new byte[] {2}));
      return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + POINT_BYTES + sealed.length)
          .put(salt)
          .putInt(RECORD_BYTES)
          .put((byte) POINT_BYTES)
          .put(ourKey)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalArgumentException("cannot be encrypted for this browser", e);
    }
  }

  /// A public key as an uncompressed point.
  static byte[] point(ECKey key) {
    return join(new byte[] {4}, padded(key.getX().decode()), padded(key.getY().decode()));
  }

  private static byte[] padded(byte[] coordinate) {
    byte[] padded = new byte[COORDINATE_BYTES];
    System.arraycopy(
        coordinate, 0, padded, COORDINATE_BYTES - coordinate.length, coordinate.length);
    return padded;
  }

  /// @throws IllegalArgumentException for a point that is not on the curve
  private static byte[] agree(ECKey ours, byte[] browserKey)
      throws GeneralSecurityException, JOSEException {
    int half = 1 + COORDINATE_BYTES;
    ECKey theirs =
        new ECKey.Builder(
                Curve.P_256,
                Base64URL.encode(Arrays.copyOfRange(browserKey, 1, half)),
                Base64URL.encode(Arrays.copyOfRange(browserKey, half, POINT_BYTES)))
            .build();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ours.toECPrivateKey());
    agreement.doPhase(theirs.toECPublicKey(), true);
    return agreement.generateSecret();
  }

  private static byte[] derive(byte[] secret, byte[] salt, byte[] info, int bytes)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, bytes));
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }
}
