package io.clozeline.heads.stream;

import io.clozeline.events.Annotation;
import io.clozeline.events.EncodedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Beside;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a challenger would have answered. It is no part of what is served: one that cannot answer is
 * counted and left out, and costs no text its annotation.
 */
final class Shadows {
  private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);

  private final Function<String, AdapterHead> adapters;
  private final Annotator annotator;
  private final ShadowListener listener;

  Shadows(Function<String, AdapterHead> adapters, Annotator annotator, ShadowListener listener) {
    this.adapters = adapters;
    this.annotator = annotator;
    this.listener = listener;
  }

  /** Empty where no challenger rides along, or it cannot answer. */
  Optional<Beside<?>> of(EncodedText text, KnownTask task) {
    if (text.shadow() == null) {
      return Optional.empty();
    }
    try {
      EncodedText shadow = text.ofShadow();
      AdapterHead head = adapters.apply(shadow.adapterDigest());
      Annotation said = annotator.annotate(new Question(shadow, task, head));
      Topics.SHADOWS.fitting(said.id(), said);
      return Optional.of(new Beside<>(Topics.SHADOWS, said));
    } catch (KafkaException broker) {
      throw broker;
    } catch (RuntimeException failure) {
      ErrorCode code =
          failure instanceof EventException refusal ? refusal.code() : ErrorCode.INTERNAL;
      LOG.warn(
          "A challenger could not answer: task={} adapter={} errorCode={}",
          text.task(),
          text.shadow().adapterDigest(),
          code.text());
      listener.shadowFailed(code);
      return Optional.empty();
    }
  }
}
