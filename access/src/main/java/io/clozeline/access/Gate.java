package io.clozeline.access;

import java.util.Objects;

/** Decides about each request. Health is exempt: who restarts a service has no token. */
final class Gate {
  /** What becomes of a request. */
  enum Decision {
    PASS,
    UNAUTHORIZED,
    TOO_MANY
  }

  private static final String HEALTH = "/q/health";

  private final AccessToken token;
  private final RateLimit known;
  private final RateLimit strangers;

  /**
   * Opens the gate.
   *
   * @param token null when everybody on this machine may ask
   * @param known for requests that carry the token
   * @param strangers for those that do not, which so take nothing from the others
   */
  Gate(AccessToken token, RateLimit known, RateLimit strangers) {
    this.token = token;
    this.known = Objects.requireNonNull(known);
    this.strangers = Objects.requireNonNull(strangers);
  }

  /**
   * Decides.
   *
   * @param path as the router matches it: decoded and without dot segments
   * @param authorization the header's value, null when there is none
   */
  Decision decide(String path, String authorization, long nanos) {
    if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
      return Decision.PASS;
    }
    if (token != null && !token.opens(authorization)) {
      return strangers.admits(nanos) ? Decision.UNAUTHORIZED : Decision.TOO_MANY;
    }
    return known.admits(nanos) ? Decision.PASS : Decision.TOO_MANY;
  }

  long retrySeconds() {
    return known.retrySeconds();
  }
}
