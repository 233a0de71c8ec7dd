package io.clozeline.encoder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Started: the model is warm. Live: nothing has ended that should run. Ready: the loop runs on
 * current adapters.
 */
@ApplicationScoped
public class EncoderHealth {
  @Produces
  @Startup
  HealthCheck started(EncoderService service) {
    return () -> HealthCheckResponse.named("model").status(service.warm()).build();
  }

  @Produces
  @Liveness
  HealthCheck live(EncoderService service) {
    return () ->
        HealthCheckResponse.named("loop")
            .status(!service.failed() && !service.stale())
            .withData("tables", !service.stale())
            .build();
  }

  @Produces
  @Readiness
  HealthCheck ready(EncoderService service) {
    return () ->
        HealthCheckResponse.named("encoder")
            .status(service.warm() && service.caughtUp() && !service.stale() && service.running())
            .withData("warm", service.warm())
            .withData("caughtUp", service.caughtUp())
            .withData("running", service.running())
            .build();
  }
}
