package io.clozeline.access;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** A page that tells, and one about health, as every service has. */
@Singleton
public class Routes {
  void add(@Observes Router router) {
    router.get("/info").handler(request -> request.end("told"));
    router.post("/info").handler(request -> request.end("taken"));
    router.get("/q/health/live").handler(request -> request.end("up"));
    router.get("/q/metrics").handler(request -> request.end("counts"));
  }
}
