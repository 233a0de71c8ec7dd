package io.clozeline.trainer.engine;

import io.clozeline.bert.training.TrainingProgress;

/** Hears how far a run of several phases is; ends it by what its methods throw. */
public interface RunPhases extends TrainingProgress {
  /** Nobody hears. */
  RunPhases SILENT =
      new RunPhases() {
        @Override
        public void phase(String name) {}

        @Override
        public void scored(int done, int of) {}

        @Override
        public void step(int step, int of, double loss) {}
      };

  /** Another phase begins; its steps are counted anew. */
  void phase(String name);

  /** So many sequences of a phase that trains nothing have their scores. */
  void scored(int done, int of);
}
