package io.clozeline.heads.stream;

import io.clozeline.bert.ModelInfo;
import io.clozeline.events.Annotation;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.label.LabelAnswers;
import io.clozeline.heads.calibration.Priors;
import java.time.InstantSource;
import java.util.Map;

/** The service's logic over fixed tasks and one adapter, for a model of two numbers a vector. */
record GivenLogic(Map<String, KnownTask> tasks) {
  static final String ADAPTER = Given.identity("no", "yes").digest();

  private static final ModelInfo MODEL =
      new ModelInfo("tiny", true, 1, 2, 1, 2, 12, 512, Given.BASE, Given.TOKENIZER);

  StageLogic<Annotation> of(Priors priors) {
    return new HeadsLogic(
        MODEL,
        this::task,
        GivenLogic::adapter,
        new Annotator(new LabelAnswers(priors), GivenLogic::noCloze, InstantSource.system()));
  }

  private KnownTask task(String name, String version) {
    KnownTask known = tasks.get(name);
    if (known == null || !known.task().version().equals(version)) {
      throw new EventException(ErrorCode.UNKNOWN_TASK, "none of the given");
    }
    return known;
  }

  private static AdapterHead adapter(String digest) {
    if (!digest.equals(ADAPTER)) {
      throw new EventException(ErrorCode.ADAPTER_MISSING, "not the given");
    }
    return Given.identity("no", "yes");
  }

  private static Answer noCloze(Question question) {
    throw new AssertionError("no cloze task is given");
  }
}
