package io.clozeline.trainer.unlabelled;

import io.clozeline.events.task.Task;
import java.util.List;

/** The newest texts of each task that learns from texts without labels. */
public interface UnlabelledTexts {
  /** Of a trainer that reads none. */
  UnlabelledTexts NONE =
      new UnlabelledTexts() {
        @Override
        public int count(Task task) {
          return 0;
        }

        @Override
        public List<UnlabelledText> of(Task task) {
          return List.of();
        }
      };

  /** How many there are. */
  int count(Task task);

  /** All of them, oldest first. Some may have a label by now. */
  List<UnlabelledText> of(Task task);
}
