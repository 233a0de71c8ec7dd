package io.clozeline.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The secret that a request has to carry as {@code Authorization: Bearer <token>} (RFC 6750). Only
 * its digest is kept; comparing takes the same time whatever was sent.
 */
public final class AccessToken {
  static final int SHORTEST = 20;

  private static final String SCHEME = "Bearer ";

  private final byte[] digest;

  private AccessToken(byte[] digest) {
    this.digest = digest;
  }

  /**
   * Takes a token.
   *
   * @throws IllegalStateException when it is shorter than 20 characters or no header can carry it
   */
  public static AccessToken of(String token) {
    if (token.length() < SHORTEST) {
      throw new IllegalStateException(
          "the HTTP token is shorter than " + SHORTEST + " characters; take a random one");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalStateException("the HTTP token holds more than printable ASCII");
    }
    return new AccessToken(sha256(token));
  }

  /** Whether the value of an {@code Authorization} header, null when there is none, holds it. */
  public boolean opens(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    return MessageDigest.isEqual(digest, sha256(authorization.substring(SCHEME.length()).strip()));
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
