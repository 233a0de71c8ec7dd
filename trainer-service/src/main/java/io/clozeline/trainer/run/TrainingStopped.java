package io.clozeline.trainer.run;

/** Ends a run because the service is going down. */
final class TrainingStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingStopped() {
    super("the service is going down");
  }
}
