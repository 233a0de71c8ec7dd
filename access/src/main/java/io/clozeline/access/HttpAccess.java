package io.clozeline.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the gate before every route of the service, before it listens. */
@Singleton
public class HttpAccess {
  /** Above Quarkus' own filters, the one that answers preflights from elsewhere among them. */
  private static final int FIRST = 1_000;

  void guard(
      @Observes Filters filters,
      AccessConfig config,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    var token = config.accessToken();
    Listening.check(host, token.isPresent());
    var gate = new Gate(token.orElse(null), limit(config.rateLimit()), limit(config.rateLimit()));
    filters.register(request -> pass(gate, request), FIRST);
  }

  private static RateLimit limit(AccessConfig.Rate rate) {
    return new RateLimit(rate.perSecond(), rate.burst(), System.nanoTime());
  }

  private static void pass(Gate gate, RoutingContext request) {
    String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    switch (gate.decide(request.normalizedPath(), authorization, System.nanoTime())) {
      case PASS -> request.next();
      case UNAUTHORIZED ->
          request
              .response()
              .setStatusCode(401)
              .putHeader("WWW-Authenticate", "Bearer realm=\"clozeline\"")
              .end();
      case TOO_MANY ->
          request
              .response()
              .setStatusCode(429)
              .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(gate.retrySeconds()))
              .end();
    }
  }
}
